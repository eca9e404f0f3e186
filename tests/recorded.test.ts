import { afterAll, describe, expect, test } from 'bun:test'
import { lengthen } from './support/contract/lists.ts'
import { contract } from './support/contract/reference.ts'
import { validRequest } from './support/contract/requests.ts'
import { type Json, type Request, Twitch } from './support/contract/twitch.ts'
import { documentedEvents, type EventField, type EventFields } from './support/event-fields.ts'
import { differences, type Recording, recordings, unrecorded } from './support/recorded.ts'

const twitch = await Twitch.generate()
afterAll(() => twitch.close())

const operations = Object.entries(recordings).filter(([name]) => name in contract)
const types = Object.entries(recordings).filter(([name]) => !(name in contract))
const shapesOf = (recorded: readonly Recording[]) => recorded.map(({ shape }) => shape)

/** What an operation is asked instead of what is usual, so that its answer has all that it may have. */
const instead: Readonly<Record<string, () => Promise<Request> | Request>> = {
  'GET /authorization/users': () => ({ query: { user_id: twitch.partner } }),
  'GET /chat/emotes/set': async () => {
    const { data } = await twitch.run('GET /chat/emotes', { query: { broadcaster_id: twitch.partner } })
    return { query: { emote_set_id: data[0].emote_set_id } }
  },
  'GET /chat/settings': () => ({
    token: 'user',
    scopes: ['moderator:read:chat_settings'],
    query: { broadcaster_id: twitch.partner, moderator_id: twitch.partner },
  }),
  // Both are live, and have tags.
  'GET /streams': () => ({ query: { user_id: [twitch.users[0], twitch.users[5]] } }),
  'PATCH /eventsub/conduits/shards': async () => {
    const { body, ...request } = await validRequest(twitch, 'PATCH /eventsub/conduits/shards')
    const [shard] = body.shards
    return { ...request, body: { ...body, shards: [shard, { ...shard, id: '19999' }] } }
  },
}

/** In our answers and in the documentation, but in no recording: Twitch came to say it after they were made. */
const newer: Readonly<Record<string, readonly string[]>> = {
  'GET /channels': ['data[].tags', 'data[].content_classification_labels', 'data[].is_branded_content'],
  'GET /channels/ads': ['data[].duration', 'data[].preroll_free_time'],
  'GET /charity/donations': ['data[].id', 'pagination'],
  'GET /chat/badges': badgeTexts(),
  'GET /chat/badges/global': badgeTexts(),
  'GET /chat/emotes': ['data[].format', 'data[].scale', 'data[].theme_mode', 'template'],
  'GET /chat/emotes/global': ['data[].format', 'data[].scale', 'data[].theme_mode', 'template'],
  'GET /chat/emotes/set': ['data[].format', 'data[].scale', 'data[].theme_mode', 'template'],
  'GET /clips': ['data[].is_featured'],
  'GET /entitlements/drops': ['data[].last_updated'],
  'GET /games': ['data[].igdb_id'],
  'GET /games/top': ['data[].igdb_id'],
  'GET /search/channels': ['data[].broadcaster_login', 'data[].tags'],
  'GET /streams/followed': ['data[].tags'],
  'GET /videos': ['data[].stream_id', 'data[].user_login'],
  'POST /polls': ['data[].ended_at'],
}

function badgeTexts(): string[] {
  return ['title', 'description', 'click_action', 'click_url'].map((name) => `data[].versions[].${name}`)
}

describe('the answer of', () => {
  test.each(operations)('%s has what was recorded', async (operation, recorded) => {
    const request = (await instead[operation]?.()) ?? (await validRequest(twitch, operation))
    if (contract[operation]!.query.first) {
      await lengthen(twitch, operation, request, 2)
      request.query = { ...request.query, first: 1 }
    }
    const answer = await twitch.run(operation, request)
    const schema = await schemaOf(operation)
    for (const { source, shape } of recorded) {
      const found = differences(shape, [answer]).filter(
        ({ path, is }) => !is.endsWith('null') || !isNull(schema, path),
      )
      expect({ source, found }).toEqual({ source, found: [] })
    }
    expect(unrecorded(shapesOf(recorded), [answer])).toEqual([...(newer[operation] ?? [])])
  })
})

async function schemaOf(operation: string): Promise<Json> {
  const [method = '', path = ''] = operation.split(' ')
  const { paths } = (await twitch.fetch('GET', '/mock/openapi.json')).body
  const { responses } = paths[`/mock${path}`][method.toLowerCase()]
  return responses[contract[operation]!.success].content['application/json'].schema
}

/** Whether the documented schema lets a member be null. */
function isNull(schema: Json, path: string): boolean {
  let part = schema
  for (const name of path.replaceAll('[]', '.[]').split('.'))
    part = name === '[]' ? part.items : part.properties?.[name]
  return [part?.type].flat().includes('null')
}

/** The members that say of which kind an event is. */
const kinds = ['notice_type', 'action', 'reason', 'type']

function kindOf(shape: Recording['shape']): Record<string, string> {
  const words = kinds.map((name) => [name, shape[name]] as const)
  const found = words.filter(([, word]) => typeof word === 'string' && word.startsWith('='))
  return Object.fromEntries(found.map(([name, word]) => [name, (word as string).slice(1)]))
}

const ATTEMPTS = 20

async function examplesOf(name: string, kind: Record<string, string>): Promise<Json[]> {
  const [type, version] = name.split(' ')
  const examples: Json[] = []
  for (let n = 0; n < ATTEMPTS; n++) {
    const wanted = { type, version, event: kind }
    examples.push((await twitch.fetch('POST', '/units/events', {}, wanted)).body.event)
  }
  return examples.flat()
}

/** What happened while every operation was asked once, as subscribers would be told of it. */
const happened: readonly { name: string; event: Json }[] = await askEverything()

async function askEverything() {
  const told = twitch.listen()
  for (const operation of Object.keys(contract)) {
    if (!contract[operation]!.deprecated) await twitch.run(operation, await validRequest(twitch, operation))
  }
  return told.flatMap(({ type, version, event }) =>
    [event].flat().map((event) => ({ name: `${type} ${version}`, event })),
  )
}

describe('an event of', () => {
  test.each(types)('%s has what was recorded', async (name, recorded) => {
    const { fields } = documentedEvents.find(({ type, version }) => name === `${type} ${version}`)!
    const examples: Json[] = []
    for (const { source, shape } of recorded) {
      const kind = kindOf(shape)
      const isSuch = (event: Json) => Object.entries(kind).every(([member, word]) => event[member] === word)
      const real = happened.filter((told) => told.name === name && isSuch(told.event))
      const made = await examplesOf(name, kind)
      for (const events of [made, real.map(({ event }) => event)]) {
        const found = events.length === 0 ? [] : differences(shape, events)
        // Nobody has spoken in every message, or predicted anything at the beginning.
        const strange = found.filter(
          ({ path, is }) => is !== 'empty' && !(is.endsWith('null') && mayBeNull(fields, path)),
        )
        expect({ source, kind, strange }).toEqual({ source, kind, strange: [] })
        examples.push(...events)
      }
    }
    const unknown = unrecorded(shapesOf(recorded), examples).filter((path) => !isDocumented(fields, path))
    expect(unknown).toEqual([])
  })

  test('many a type happens when every operation is asked', () => {
    const names = new Set(happened.map(({ name }) => name))
    expect(names.size).toBeGreaterThan(40)
  })
})

/** What the documentation says of a field by its path. */
function fieldAt(fields: EventFields, path: string): EventField | undefined {
  const [name = '', ...rest] = path.replaceAll('[]', '').split('.')
  // What is told in the other channels of a shared chat is documented once.
  const field = fields[name.replace('shared_chat_', '')] ?? fields[name]
  if (field === undefined || rest.length === 0) return typeof field === 'string' ? { is: field } : field
  return typeof field === 'string' ? undefined : fieldAt(field.fields ?? {}, rest.join('.'))
}

const mayBeNull = (fields: EventFields, path: string) => fieldAt(fields, path)?.nullable === true
const isDocumented = (fields: EventFields, path: string) => fieldAt(fields, path) !== undefined
