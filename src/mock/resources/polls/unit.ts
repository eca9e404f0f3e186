import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { badRequest, conflict, notFound } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import {
  broadcaster,
  chosenId,
  creates,
  fixture,
  reference,
  requireUsers,
  type Unit,
  type Units,
  updates,
} from '../unit.ts'
import { EarlyEnd, endEarly } from './ending.ts'
import { Poll } from './schema.ts'
import {
  createPoll,
  findPoll,
  findPollById,
  hasActivePoll,
  insertPoll,
  newChoice,
  plainPoll,
  pollUnits,
  vote,
} from './store.ts'

const title = t.String({ maxLength: 60 })
const choiceTitle = { title: t.String({ maxLength: 25 }) }
const choicesOf = <T extends Parameters<typeof t.Object>[0]>(choice: T) =>
  t.Array(t.Object(choice), { minItems: 2, maxItems: 5 })
const duration = t.Integer({ minimum: 15, maximum: 1800, description: 'Seconds' })
const votes = t.Optional(t.Integer({ minimum: 0 }))

const points = {
  channel_points_voting_enabled: t.Optional(t.Boolean()),
  channel_points_per_vote: t.Optional(t.Integer({ minimum: 0, maximum: 1_000_000 })),
}

/** The default duration of a poll in a fixture. */
const USUAL_DURATION = 300

const polls: Unit = {
  description: 'Polls of all channels.',
  rows: () => pollUnits,
  create: creates(
    'Begin a poll',
    { ...broadcaster, title, choices: choicesOf(choiceTitle), duration, ...points },
    (store, wanted) => {
      requireUsers(store, wanted.broadcaster_id)
      requireNoActive(store, wanted.broadcaster_id)
      return createPoll(store, wanted).id
    },
  ),
  fixture: fixture(
    {
      ...chosenId,
      ...broadcaster,
      title,
      choices: choicesOf({ ...chosenId, ...choiceTitle, votes, channel_points_votes: votes }),
      ...points,
      status: t.Optional(Poll.properties.status),
      duration: t.Optional(duration),
      started_at: t.Optional(t.Timestamp()),
      ended_at: t.Optional(t.Timestamp()),
    },
    (store, { id = store.id(), status = 'ACTIVE', duration = USUAL_DURATION, ...fields }) => {
      if (status === 'ACTIVE') requireNoActive(store, fields.broadcaster_id)
      const ended_at = status === 'ACTIVE' ? null : (fields.ended_at ?? store.now().toISOString())
      const length = status === 'ACTIVE' ? 0 : duration * Milliseconds.second
      insertPoll(store, {
        ...plainPoll,
        started_at: shifted(new Date(ended_at ?? store.now()), -length).toISOString(),
        ...fields,
        id,
        choices: fields.choices.map((choice) => newChoice(store, choice.title, choice)),
        status,
        duration,
        ended_at,
      })
      return id
    },
  ),
  update: updates('End a poll', { status: EarlyEnd }, (store, id, { status }) => {
    endEarly(store, findPollById(store, id), status)
  }),
}

const pollVotes: Unit = {
  rows: polls.rows,
  description: 'Polls, in which a POST votes.',
  create: creates(
    'Vote in an active poll; the answer is the poll',
    {
      ...broadcaster,
      poll_id: reference('polls'),
      choice_id: t.String(),
      channel_points_votes: t.Optional(t.Integer({ minimum: 1 })),
    },
    (store, { broadcaster_id, poll_id, choice_id, ...points }) => {
      const poll = findPoll(store, broadcaster_id, poll_id)
      if (!poll?.choices.some(({ id }) => id === choice_id)) throw notFound('There is no such choice.')
      if (poll.status !== 'ACTIVE') throw badRequest('The poll is not active.')
      return vote(store, poll, choice_id, points).id
    },
  ),
}

/** The units of polls. */
export const units: Units = { polls, poll_votes: pollVotes }

function requireNoActive(store: Store, broadcaster_id: string): void {
  if (hasActivePoll(store, broadcaster_id)) throw conflict('A poll runs in the channel already.')
}
