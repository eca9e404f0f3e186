import { badRequest, notFound } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { creates, type Unit, type Units } from '../unit.ts'
import { findPoll, pollUnits, vote } from './store.ts'

const polls: Unit = { description: 'Polls of all channels.', rows: () => pollUnits }

const votes: Unit = {
  ...polls,
  description: 'Polls, in which a POST votes.',
  create: creates(
    'Vote in an active poll; the answer is the poll',
    {
      broadcaster_id: t.String(),
      poll_id: t.String(),
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
export const units: Units = { polls, poll_votes: votes }
