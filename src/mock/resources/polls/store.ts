import { among, rowsOf } from '../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import type { Poll } from './schema.ts'

declare module '../../engine/events.ts' {
  interface Events {
    'poll.begin': Poll
    'poll.progress': Poll
    'poll.end': Poll
  }
  interface Timers {
    /** The poll's ID. */
    'poll.end': string
  }
}

/** The tables of polls. */
export const tables = `
  CREATE TABLE IF NOT EXISTS polls (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, title TEXT NOT NULL, choices TEXT NOT NULL,
    bits_voting_enabled INTEGER NOT NULL, bits_per_vote INTEGER NOT NULL,
    channel_points_voting_enabled INTEGER NOT NULL, channel_points_per_vote INTEGER NOT NULL,
    status TEXT NOT NULL, duration INTEGER NOT NULL, started_at TEXT NOT NULL, ended_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS polls_list ON polls (broadcaster_id, started_at, id);
  CREATE UNIQUE INDEX IF NOT EXISTS polls_active ON polls (broadcaster_id) WHERE status = 'ACTIVE';`

/** The polls as /units lists them. */
export const pollUnits = rowsOf<{ choices: object; channel_points_voting_enabled: boolean }>(
  'polls',
  `id, broadcaster_id, title, choices, channel_points_voting_enabled, channel_points_per_vote, status, duration,
    started_at, ended_at`,
  { booleans: ['channel_points_voting_enabled'], json: ['choices'] },
)

const select = `
  SELECT polls.id, broadcaster_id, display_name AS broadcaster_name, login AS broadcaster_login, title, choices,
    bits_voting_enabled, bits_per_vote, channel_points_voting_enabled, channel_points_per_vote, status, duration,
    started_at, ended_at
  FROM polls JOIN users ON users.id = broadcaster_id`

const readPoll = rowReader<Poll>({
  booleans: ['bits_voting_enabled', 'channel_points_voting_enabled'],
  json: ['choices'],
})

/** The properties of a new poll. */
export type NewPoll = Pick<Poll, 'broadcaster_id' | 'title' | 'duration'> & {
  choices: readonly { title: string }[]
  channel_points_voting_enabled?: boolean
  channel_points_per_vote?: number
}

/** The row as it is stored: the broadcaster's names are those of the user. */
export type PollRow = Omit<Poll, 'broadcaster_name' | 'broadcaster_login'>

/** The poll with an ID. */
export function findPollById(store: Store, id: string): Poll | undefined {
  const row = store.get(`${select} WHERE polls.id = $id`, { id })
  return row && readPoll(row)
}

/** The poll of a channel with an ID. */
export function findPoll(store: Store, broadcaster_id: string, id: string): Poll | undefined {
  const poll = findPollById(store, id)
  return poll?.broadcaster_id === broadcaster_id ? poll : undefined
}

/** Whether a poll runs in a channel. */
export function hasActivePoll(store: Store, broadcaster_id: string): boolean {
  const sql = "SELECT 1 FROM polls WHERE broadcaster_id = $broadcaster_id AND status = 'ACTIVE'"
  return store.get(sql, { broadcaster_id }) !== undefined
}

/** A channel's polls, the newest first. */
export function listPolls(
  store: Store,
  { broadcaster_id, ids }: { broadcaster_id: string; ids?: readonly string[] },
  request: PageRequest,
): Page<Poll> {
  const byId = among('polls.id', ids)
  return page(
    store,
    {
      sql: `${select} WHERE broadcaster_id = $broadcaster_id ${byId.sql}`,
      params: { broadcaster_id, ...byId.params },
      key: ['started_at', 'id'],
      descending: true,
      read: readPoll,
    },
    request,
  )
}

/** Inserts a poll without an event; an active one gets its timer. */
export function insertPoll(store: Store, poll: PollRow): void {
  store.insert('polls', poll)
  if (poll.status === 'ACTIVE') store.schedule('poll.end', poll.id, endOf(poll))
}

/** Begins a poll. */
export function createPoll(store: Store, wanted: NewPoll): Poll {
  return store.transaction(() => {
    const row: PollRow = {
      id: store.id(),
      broadcaster_id: wanted.broadcaster_id,
      title: wanted.title,
      choices: wanted.choices.map(({ title }) => newChoice(store, title)),
      ...plainPoll,
      channel_points_voting_enabled: wanted.channel_points_voting_enabled ?? false,
      channel_points_per_vote: wanted.channel_points_per_vote ?? 0,
      status: 'ACTIVE',
      duration: wanted.duration,
      started_at: store.now().toISOString(),
      ended_at: null,
    }
    insertPoll(store, row)
    const poll = findPoll(store, row.broadcaster_id, row.id)!
    store.emit('poll.begin', poll)
    return poll
  })
}

/** Votes in an active poll: once, or more often for Channel Points. */
export function vote(store: Store, poll: Poll, choice_id: string, { channel_points_votes = 0 } = {}): Poll {
  return store.transaction(() => {
    const choices = poll.choices.map((choice) =>
      choice.id === choice_id
        ? {
            ...choice,
            votes: choice.votes + Math.max(1, channel_points_votes),
            channel_points_votes: choice.channel_points_votes + channel_points_votes,
          }
        : choice,
    )
    store.update('polls', { choices }, { id: poll.id })
    const progressed: Poll = { ...poll, choices }
    store.emit('poll.progress', progressed)
    return progressed
  })
}

/** Ends an active poll: on time (COMPLETED), early (TERMINATED), or early and hidden (ARCHIVED). */
export function endPoll(store: Store, poll: Poll, status: 'COMPLETED' | 'TERMINATED' | 'ARCHIVED'): Poll {
  return store.transaction(() => {
    const ended: Poll = { ...poll, status, ended_at: store.now().toISOString() }
    store.update('polls', { status, ended_at: ended.ended_at }, { id: poll.id })
    store.cancel('poll.end', poll.id)
    store.emit('poll.end', ended)
    return ended
  })
}

/** The timer that ends polls. */
export function timers(store: Store): void {
  store.onTimer('poll.end', (id) => {
    const poll = findPollById(store, id)
    if (poll?.status === 'ACTIVE') endPoll(store, poll, 'COMPLETED')
  })
}

/** A new choice, by default without votes. */
export function newChoice(
  store: Store,
  title: string,
  known: Partial<Poll['choices'][number]> = {},
): Poll['choices'][number] {
  return { id: store.id(), title, votes: 0, channel_points_votes: 0, bits_votes: 0, ...known }
}

/** The default properties of a poll. */
export const plainPoll = {
  bits_voting_enabled: false,
  bits_per_vote: 0,
  channel_points_voting_enabled: false,
  channel_points_per_vote: 0,
}

const endOf = (poll: PollRow) => shifted(new Date(poll.started_at), poll.duration * Milliseconds.second)
