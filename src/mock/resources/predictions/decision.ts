import type { Store } from '../../engine/store.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { type Static, t } from '../../http/schema.ts'
import type { Prediction } from './schema.ts'
import { cancelPrediction, lockPrediction, resolvePrediction } from './store.ts'

/** The decision of a broadcaster about a running prediction. */
export const Decision = t.Object({
  status: t.Enum(['RESOLVED', 'CANCELED', 'LOCKED']),
  winning_outcome_id: t.Optional(t.String({ description: 'Of a prediction that is RESOLVED' })),
})

/**
 * Locks, resolves or cancels a prediction.
 *
 * @param find looks the prediction up, after the decision was checked
 * @throws HelixError 400, or 404 if there is no such prediction or outcome
 */
export function decide(
  store: Store,
  find: () => Prediction | undefined,
  { status, winning_outcome_id }: Static<typeof Decision>,
): Prediction {
  if (status === 'RESOLVED' && !winning_outcome_id)
    throw badRequest('The winning_outcome_id field is required if status is RESOLVED.')
  const prediction = find()
  if (!prediction) throw notFound('The prediction in the id field was not found.')
  if (status === 'LOCKED') {
    if (prediction.status !== 'ACTIVE')
      throw badRequest("To update the prediction's status to LOCKED, its current status must be ACTIVE.")
    return lockPrediction(store, prediction)
  }
  if (prediction.status !== 'ACTIVE' && prediction.status !== 'LOCKED') {
    throw badRequest(
      "To update the prediction's status to RESOLVED or CANCELED, its current status must be ACTIVE or LOCKED.",
    )
  }
  if (status === 'CANCELED') return cancelPrediction(store, prediction)
  const winner = prediction.outcomes.find((outcome) => outcome.id === winning_outcome_id)
  if (!winner) throw notFound('The outcome in the winning_outcome_id field was not found.')
  return resolvePrediction(store, prediction, winner.id)
}
