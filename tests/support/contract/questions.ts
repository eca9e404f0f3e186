import eventSubTypes from '../../reference/eventsub-types.json'
import { type Bound, contract } from './reference.ts'
import type { Json, Request } from './twitch.ts'

/** Something that is documented, put to the test: what lies within must be accepted, what lies beyond refused. */
export interface Question {
  operation: string
  /** For example "choices[].title maximum length 25". */
  name: string
  /** The parameter, or where the field is. */
  path: string
  within: readonly Change[]
  beyond: readonly Change[]
}

/** What differs from a valid request. */
export type Change = (valid: Request) => Request

/** Not the user of any token. */
const SOMEBODY = '1'

/** No value of any enum. */
const NONSENSE = 'not_a_documented_value'

/** Fields that count only together with others. */
const companions: Readonly<Record<string, Json>> = {
  channel_points_per_vote: { channel_points_voting_enabled: true },
  follower_mode_duration: { follower_mode: true },
  global_cooldown_seconds: { is_global_cooldown_enabled: true },
  max_per_stream: { is_max_per_stream_enabled: true },
  max_per_user_per_stream: { is_max_per_user_per_stream_enabled: true },
  non_moderator_chat_delay_duration: { non_moderator_chat_delay: true },
  slow_mode_wait_time: { slow_mode: true },
}

/** Every documented bound of every operation that is there. */
export function* questions(): Generator<Question> {
  for (const [operation, { query, body, deprecated }] of Object.entries(contract)) {
    if (deprecated) continue
    for (const [name, bound] of Object.entries(query)) {
      yield* questionsAbout(operation, name, bound, (value, given) => inQuery(name, value, given))
    }
    for (const [path, bound] of Object.entries(body)) {
      yield* questionsAbout(operation, path, bound, (value, given) => inBody(path, value, given))
    }
  }
}

type Setting = (value: Json, given?: object) => Change

function* questionsAbout(operation: string, path: string, bound: Bound, set: Setting): Generator<Question> {
  const parameter = path.replace('[]', '').split('.').at(-1)!
  const question = (name: string, within: Json[], beyond: Json[]): Question => {
    const changes = (values: Json[]) =>
      values.map((value) => set(value, companionsOf(operation, parameter, value)))
    return { operation, name: `${path} ${name}`, path, within: changes(within), beyond: changes(beyond) }
  }
  const number = (value: number) => (bound.type === 'string' ? String(value) : value)
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = bound
  // An empty text is none; a single character is one.
  const empty = bound.type === 'string' && !bound.array ? [''] : []
  const isFree =
    empty.length > 0 && !bound.enum && !bound.format && minimum === undefined && (minLength ?? 0) < 2
  if (bound.required) yield question('required', isFree ? ['0'] : [], [undefined, ...empty])
  if (bound.self) yield asUser(question('is the caller', [], [SOMEBODY]))
  if (bound.enum) yield question('enum', bound.enum.filter(isKnown), [nonsense(bound)])
  if (minimum !== undefined) yield question(`minimum ${minimum}`, [number(minimum)], [number(minimum - 1)])
  if (maximum !== undefined) yield question(`maximum ${maximum}`, [number(maximum)], [number(maximum + 1)])
  const text = (length: number) => 'x'.repeat(length)
  if (minLength) yield question(`minimum length ${minLength}`, [text(minLength)], [text(minLength - 1)])
  if (maxLength) yield question(`maximum length ${maxLength}`, [text(maxLength)], [text(maxLength + 1)])
  const many = (length: number) => new Many(length)
  if (minItems) yield question(`at least ${minItems}`, [many(minItems)], [many(minItems - 1)])
  if (maxItems) yield question(`at most ${maxItems}`, [many(maxItems)], [many(maxItems + 1)])
}

/** An app is nobody in particular. */
const asUser = (question: Question): Question => ({
  ...question,
  beyond: question.beyond.map((change) => (valid) => ({ ...change(valid), token: 'user' })),
})

/** Types of events are known when their payload is. */
const isKnown = (value: Json) =>
  !/^[a-z_]+\.[a-z_.]+$/.test(value) || eventSubTypes.some(({ type }) => type === value)

const nonsense = (bound: Bound) =>
  typeof bound.enum![0] === 'number' ? Math.max(...(bound.enum as number[])) + 1 : NONSENSE

/** The ways to name something that are counted together. */
const alternatives = ['GET /games', 'GET /users']

/** A type of event has its own version and condition. */
function companionsOf(operation: string, parameter: string, value: Json): object | undefined {
  if (alternatives.includes(operation)) return { id: undefined }
  if (operation !== 'POST /eventsub/subscriptions' || parameter !== 'type') return companions[parameter]
  const known = eventSubTypes.find(({ type }) => type === value)
  const condition = Object.fromEntries((known?.condition ?? []).map((name) => [name, '1']))
  return known && { version: known.version, condition }
}

/** So many items in a list, like those that a valid request has. */
class Many {
  constructor(readonly length: number) {}

  /** Texts become different ones, objects stay what they are. */
  like(items: Json): Json[] {
    const [first] = [items ?? '9000000000'].flat()
    const nth = (n: number) => (n === 0 || typeof first !== 'string' ? first : `${9_000_000_000 + n}`)
    return Array.from({ length: this.length }, (_, n) => nth(n))
  }
}

const inQuery =
  (name: string, value: Json, companion: object = {}): Change =>
  (valid) => ({
    ...valid,
    query: {
      ...valid.query,
      ...companion,
      [name]: value instanceof Many ? value.like(valid.query?.[name]) : value,
    },
  })

/** A path such as "choices[].title" means the first choice's title. */
function inBody(path: string, value: Json, companion: object = {}): Change {
  const keys = path.replaceAll('[]', '.0').split('.')
  return (valid) => {
    const body = { ...structuredClone(valid.body), ...companion }
    let parent = body
    for (const [at, key] of keys.slice(0, -1).entries())
      parent = parent[key] ??= keys[at + 1] === '0' ? [] : {}
    const last = keys.at(-1)!
    parent[last] = value instanceof Many ? value.like(parent[last]) : value
    return { ...valid, body }
  }
}
