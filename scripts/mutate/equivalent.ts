import type { Mutant } from './mutators.ts'

/** A change that no test can notice, or that none should, and why. */
interface Equivalent {
  file: string
  /** Words of the source that the change is in, or that are in it. */
  fact: string
  /** What the change makes of them, where another would be noticed. */
  after?: string
  reason: string
}

/** Why nobody should notice a change; undefined for one that a test has to notice. */
export function reasonOf({ file, at, before, after }: Mutant, source: string): string | undefined {
  const found = reasons.find((known) => {
    const from = source.indexOf(known.fact, Math.max(0, at - known.fact.length + 1))
    const isThere = from >= 0 && from < at + before.length
    return known.file === file && isThere && (known.after === undefined || after.includes(known.after))
  })
  return found?.reason
}

/** The explained facts that the sources no longer have. */
export function staleFacts(sources: ReadonlyMap<string, string>): string[] {
  return reasons
    .filter(({ file, fact }) => !sources.get(file)?.includes(fact))
    .map(({ file, fact }) => `${file}: ${fact}`)
}

const REAL_TIME = 'a span of real time: no test says how fast something is'
const NEVER_FIRST = 'what is looked for cannot be the first letter'

const ONE_TABLE_MORE = 'a restore compares one table more, and finds no difference'

const THIS_MILLISECOND = 'whether it is so in one millisecond or in the next, which no test can choose'

const reasons: readonly Equivalent[] = [
  {
    file: 'src/mock/fixtures/official/import.ts',
    fact: 'const PROGRESS_ROWS',
    reason: 'after how many rows the bar moves',
  },
  {
    file: 'src/mock/control/clock.ts',
    fact: 'end < store.now()',
    after: '<=',
    reason: 'a clock that is set to where it stands stays there',
  },
  {
    file: 'src/mock/http/received-body.ts',
    fact: 'bytes.byteLength > KEPT_BYTES',
    reason: 'a copy of just as many bytes says the same',
  },
  {
    file: 'src/mock/http/characters.ts',
    fact: 'value.length >= 2 * minLength && value.length <= maxLength',
    reason: 'it makes a check fast: a text of just that length is counted instead',
  },
  {
    file: 'src/mock/faults/faults.ts',
    fact: 'random.next() >= probability',
    reason: 'a draw is one of four thousand millions, and hardly ever just the probability',
  },
  {
    file: 'src/mock/server/timer-loop.ts',
    fact: 'now + wait >= due',
    reason: 'a wait for just the same moment takes the place of itself',
  },
  {
    file: 'src/mock/server/addresses.ts',
    fact: 'port <= Math.min(',
    reason: 'to notice it, ninety-nine ports in a row would have to be taken',
  },
  {
    file: 'src/mock/engine/database-copy.ts',
    fact: 'const COPY_CACHE_KIB',
    reason: 'how much memory a copy takes: no test says how much',
  },
  {
    file: 'src/mock/eventsub/payloads/guest-star.ts',
    fact: 'SESSION_ID_LENGTH',
    reason: 'an ID in an example, of no documented length',
  },
  {
    file: 'src/mock/eventsub/payloads/moderation.ts',
    fact: '10 * Milliseconds.minute',
    reason: 'when the timeout of an example ends',
  },
  {
    file: 'src/cli/mock-api/generation.ts',
    fact: 'PATIENCE_MS',
    reason: REAL_TIME,
  },
  { file: 'src/cli/mock-api/generation.ts', fact: '- began <', reason: REAL_TIME },
  { file: 'src/cli/api/caller.ts', fact: '<= Date.now()', reason: THIS_MILLISECOND },
  { file: 'src/cli/mock-api/wait.ts', fact: '> deadline', reason: THIS_MILLISECOND },
  { file: 'src/cli/update.ts', fact: 'seen.askedAt >=', reason: THIS_MILLISECOND },
  {
    file: 'src/mock/engine/rows.ts',
    fact: ".replaceAll(/\\$(?=[a-z_])/gi, '+$')",
    reason: 'it makes queries fast and changes no answer',
  },
  {
    file: 'src/mock/eventsub/payloads/hype-train.ts',
    fact: '5 * Milliseconds.minute',
    reason: 'when the hype train of an example ends',
  },
  {
    file: 'src/cli/mock-api/wait.ts',
    fact: 'const INTERVAL_MS',
    reason: REAL_TIME,
  },
  {
    file: 'src/mock/eventsub/payloads/example-actions.ts',
    fact: '10 * Milliseconds.minute',
    reason: 'how long a timeout in an example lasts',
  },
  {
    file: 'src/mock/resources/accounts/keys/store.ts',
    fact: 'const MODULUS_BITS',
    after: '2049',
    reason: 'keys are made with a multiple of 128 bits, so one bit more is not there',
  },
  {
    file: 'src/mock/eventsub/websocket/session.ts',
    fact: 'const TOKEN_LENGTH',
    reason: 'the length of a random token in a URL, which is documented nowhere',
  },
  {
    file: 'src/mock/engine/snapshot-storage.ts',
    fact: '0o600',
    reason: 'the folder around the file lets nobody else in',
  },
  { file: 'src/cli/api/caller.ts', fact: 'UNTIL_GIVEN_UP_MS', reason: REAL_TIME },
  { file: 'src/cli/api/send.ts', fact: 'const TIMEOUT_MS', reason: REAL_TIME },
  { file: 'src/cli/event/webhook.ts', fact: 'const TIMEOUT_MS', reason: REAL_TIME },
  { file: 'src/cli/update.ts', fact: 'const TIMEOUT_MS', reason: REAL_TIME },
  { file: 'src/mock/engine/foreign-database.ts', fact: 'const BUSY_TIMEOUT_MS', reason: REAL_TIME },
  { file: 'src/mock/engine/lock.ts', fact: 'const BUSY_TIMEOUT_MS', reason: REAL_TIME },
  { file: 'src/mock/engine/unit-of-work.ts', fact: 'performance.now() < patientUntil', reason: REAL_TIME },
  {
    file: 'src/mock/engine/changes.ts',
    fact: 'at > moment',
    reason: ONE_TABLE_MORE,
  },
  { file: 'src/mock/engine/rows.ts', fact: 'changes > 0', reason: ONE_TABLE_MORE },
  {
    file: 'src/mock/engine/replacement.ts',
    fact: 'pk > 0',
    reason: 'a row is found by its whole self instead of by its key, which is slower and finds the same',
  },
  { file: 'src/mock/engine/patience.ts', fact: 'const PATIENCE_MS', reason: REAL_TIME },
  { file: 'src/mock/engine/patience.ts', fact: 'const TRY_AGAIN_MS', reason: REAL_TIME },
  { file: 'src/mock/engine/row-changes.ts', fact: 'const LOOK_AGAIN_MS', reason: REAL_TIME },
  { file: 'src/mock/faults/spoiled.ts', fact: 'const PART_DELAY_MS', reason: REAL_TIME },
  { file: 'src/mock/journal/event-stream.ts', fact: 'const KEEP_ALIVE_MS', reason: REAL_TIME },
  { file: 'src/mock/server/start.ts', fact: 'const DRAIN_MS', reason: REAL_TIME },
  {
    file: 'src/lib/printable.ts',
    fact: 'code < 0x100',
    reason: 'of the characters that are escaped, none is U+0100',
  },
  {
    file: 'src/mock/control/clock.ts',
    fact: 'const STEPS_AT_ONCE',
    reason: 'after how many timers other requests get a turn: each timer fires at its own moment either way',
  },
  {
    file: 'src/mock/server/addresses.ts',
    fact: 'const PORTS_TO_TRY',
    reason: 'how far a free port is looked for: a test would have to take a hundred ports in a row',
  },
  {
    file: 'src/mock/server/timer-loop.ts',
    fact: 'LOOK_AGAIN_MS = 2 * Milliseconds.second',
    reason: REAL_TIME,
  },
  { file: 'src/inspector/clock.ts', fact: 'const TICK_MS', reason: REAL_TIME },
  { file: 'src/inspector/fetched.ts', fact: 'const GATHER_MS', reason: REAL_TIME },
  { file: 'src/inspector/journal.ts', fact: 'const GATHER_MS', reason: REAL_TIME },
  { file: 'src/inspector/live.ts', fact: 'const FIRST_WAIT_MS', reason: REAL_TIME },
  { file: 'src/inspector/live.ts', fact: 'const LONGEST_WAIT_MS', reason: REAL_TIME },
  { file: 'src/inspector/pages/events/preview.ts', fact: 'const PAUSE_MS', reason: REAL_TIME },
  { file: 'src/inspector/toasts.ts', fact: 'const SHOWN_MS', reason: REAL_TIME },
  { file: 'src/inspector/totals.ts', fact: 'const GATHER_MS', reason: REAL_TIME },
  {
    file: 'src/inspector/few-at-a-time.ts',
    fact: 'const AT_A_TIME',
    reason: 'how many requests are under way at once: all of them are made, in the same order',
  },
  {
    file: 'src/inspector/rows.ts',
    fact: 'const PAGE ',
    after: '99',
    reason: 'how much is loaded at once: the rest is as soon as it is looked at',
  },
  {
    file: 'src/inspector/rows.ts',
    fact: 'const RENEWED_PAGES',
    reason: 'how much is loaded at once after a change: the rest is as soon as it is looked at',
  },
  {
    file: 'src/cli/mock-api/start.ts',
    fact: 'uris.length',
    reason: 'no more redirect URIs leave the client those that it has',
  },
  {
    file: 'src/cli/suggestion.ts',
    fact: 'part.length < other.length',
    reason: 'of two parts of one length neither is the shorter one, and they are compared alike',
  },
  {
    file: 'src/mock/resources/schedule/broadcasts/store.ts',
    fact: 'LONGEST = 23 * Milliseconds.hour',
    after: '24',
    reason: 'a wider search finds nothing more: no segment is longer than 23 hours',
  },
  {
    file: 'src/mock/resources/schedule/recurrence/rule.ts',
    fact: 'const WEEK = 7 * Milliseconds.day',
    after: '8',
    reason: 'the search begins some weeks earlier, and passes over them',
  },
  {
    file: 'src/mock/resources/schedule/icalendar.ts',
    fact: 'start_time < known',
    reason: 'an equal moment takes the place of itself',
  },
  {
    file: 'src/mock/resources/schedule/icalendar.ts',
    fact: 'change.offsetNanoseconds > before.offsetNanoseconds',
    reason: 'Temporal gives no transition that leaves the offset as it was',
  },
  {
    file: 'src/mock/resources/analytics/period.ts',
    fact: 'start < earliest ? earliest : start',
    reason: 'an equal day takes the place of itself',
  },
  {
    file: 'src/mock/resources/accounts/authorizations/store.ts',
    fact: 'all.length > known.scopes.length',
    reason: 'without a new scope, what is written is what was there',
  },
  {
    file: 'src/mock/resources/eventsub/subscriptions/store.ts',
    fact: 'required.length > 0',
    reason: 'it makes a look-up fast: the condition is compared whole afterwards',
  },
  {
    file: 'src/cli/run/world.ts',
    fact: 'JOURNAL_LENGTH',
    reason: 'how many requests of a run are counted: a test would have to make ten thousand',
  },
  {
    file: 'src/inspector/journal.ts',
    fact: 'const LENGTH',
    reason: 'how many rows a page keeps of a journal: a test would have to make a thousand',
  },
  {
    file: 'src/cli/completion/line.ts',
    fact: 'at + 1 < text.length',
    reason:
      'no candidate begins with what stands after the last backslash of a line, whatever that is taken for',
  },
  {
    file: 'src/cli/flags.ts',
    fact: 'slice(2, at < 0',
    reason: NEVER_FIRST,
  },
  {
    file: 'src/cli/flags.ts',
    fact: 'negated && at < 0',
    reason: NEVER_FIRST,
  },
  {
    file: 'src/cli/flags.ts',
    fact: 'add(flag, at < 0',
    reason: NEVER_FIRST,
  },
  {
    file: 'src/mock/helix/route-builder.ts',
    fact: 'at < 0',
    reason: NEVER_FIRST,
  },
  {
    file: 'src/mock/engine/snapshot-storage.ts',
    fact: 'one.name < other.name',
    reason: 'no two snapshots have one name',
  },
]
