import { describe, expect, test } from 'bun:test'
import { insertFollow } from '../../../src/mock/resources/channels/follows/store.ts'
import { blockUser } from '../../../src/mock/resources/users/blocks/store.ts'
import { insertWhisperSettings, sendWhisper } from '../../../src/mock/resources/whispers/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const toViewer = { from_user_id: '1001', to_user_id: '1003' }
const valid = { query: toViewer, body: { message: 'hello' } }
const exceeded =
  '429 The sending user exceeded the number of whisper requests that they may make. See Rate Limits for ' +
  'this endpoint above.'
const unwanted =
  "400 The user that you're sending the whisper to doesn't allow whisper messages (see the Block " +
  'Whispers from Strangers setting in your Security and Privacy settings).'

const whisperer = (world: World) => world.as(world.broadcaster, 'user:manage:whispers')
const whisper = (world: World, message = 'hello', to_user_id = '1003') =>
  whisperer(world).post('/whispers', { message }, { ...toViewer, to_user_id })

describeAuthorization(
  'POST /whispers',
  { token: 'user', scopes: ['user:manage:whispers'], userParam: 'from_user_id' },
  () => valid,
)

describe('POST /whispers', () => {
  test('tells one user alone', async () => {
    const world = new World()
    const whispers = world.emitted('whisper.send')
    expect(await whisper(world)).toMatchObject({ status: 204, body: '' })
    expect(whispers).toEqual([
      { ...toViewer, id: uuid(1), text: 'hello', sent_at: '2026-01-01T12:00:00.000Z' },
    ])
  })

  test('is cut at 500 characters, at 10,000 for whoever has whispered before', async () => {
    const world = new World()
    const whispers = world.emitted('whisper.send')
    const long = 'x'.repeat(10_001)
    await whisper(world, long)
    sendWhisper(world.store, { from_user_id: '1003', to_user_id: '1001', text: 'what?' })
    await whisper(world, long)
    expect(whispers.map(({ text }) => text.length)).toEqual([500, 5, 10_000])
  })

  test('reaches who keeps strangers out, from somebody they follow', async () => {
    const world = new World()
    insertWhisperSettings(world.store, { user_id: '1003', blocks_strangers: true })
    insertFollow(world.store, {
      broadcaster_id: '1001',
      user_id: '1003',
      followed_at: '2025-01-01T00:00:00Z',
    })
    expect(await whisper(world)).toMatchObject({ status: 204 })
  })

  test('may be repeated when the second, the minute, the day is over', async () => {
    const world = new World({ rateLimit: true })
    for (let n = 0; n < 3; n++) await whisper(world)
    expect(await whisper(world)).toMatchObject({ status: 429 })
    world.advance(1)
    for (let n = 0; n < 97; n++) {
      sendWhisper(world.store, { ...toViewer, text: 'hello' })
    }
    world.advance(58)
    expect(await whisper(world)).toMatchObject({ status: 429 })
    world.advance(2)
    expect(await whisper(world)).toMatchObject({ status: 204 })
  })

  test('is possible a hundred times a minute', async () => {
    const world = new World({ rateLimit: true })
    for (let n = 0; n < 99; n++) sendWhisper(world.store, { ...toViewer, text: 'hello' })
    world.advance(1)
    expect([(await whisper(world)).status, (await whisper(world)).status]).toEqual([204, 429])
  })

  test('goes on to known receivers when there were 40 in a day', async () => {
    const world = new World({ rateLimit: true })
    tellForty(world)
    expect(await whisper(world, 'hello', '2000')).toMatchObject({ status: 204 })
    expect(await whisper(world)).toMatchObject({ status: 429 })
    world.advance(86_400)
    expect(await whisper(world)).toMatchObject({ status: 204 })
  })
})

function tellForty(world: World): void {
  for (let n = 0; n < 40; n++) {
    const { id } = world.user(String(2000 + n), `User${n}`)
    sendWhisper(world.store, { from_user_id: '1001', to_user_id: id, text: 'hello' })
  }
  world.advance(3600)
}

describeRefusals('POST /whispers', { caller: whisperer, valid: () => valid }, [
  {
    condition: '400 The ID in the from_user_id and to_user_id query parameters must be different.',
    query: { to_user_id: '1001' },
  },
  {
    condition: '400 The message field must not contain an empty string.',
    body: { message: '' },
    message: 'Missing required parameter "message"',
  },
  {
    condition: unwanted,
    arrange: ({ store }) => insertWhisperSettings(store, { user_id: '1003', blocks_strangers: true }),
  },
  {
    condition: '400 (undocumented) the receiver has blocked the sender',
    arrange: ({ store }) =>
      blockUser(store, { broadcaster_id: '1003', user_id: '1001', source_context: null, reason: null }),
    message: unwanted.slice(4),
  },
  {
    condition: '400 Whisper messages may not be sent to suspended users.',
    arrange: ({ store }) => insertWhisperSettings(store, { user_id: '1003', is_suspended: true }),
  },
  {
    condition: '400 The ID in the to_user_id query parameter is not valid.',
    query: { to_user_id: 'nobody' },
  },
  {
    condition: '401 The user in the from_user_id query parameter must have a verified phone number.',
    arrange: ({ store }) => insertWhisperSettings(store, { user_id: '1001', has_verified_phone: false }),
  },
  {
    condition: '403 Suspended users may not send whisper messages.',
    arrange: ({ store }) => insertWhisperSettings(store, { user_id: '1001', is_suspended: true }),
  },
  {
    condition: "403 The account that's sending the message doesn't allow sending whispers.",
    arrange: ({ store }) => insertWhisperSettings(store, { user_id: '1001', allows_sending: false }),
  },
  { condition: '404 The ID in to_user_id was not found.', query: { to_user_id: '999' } },
  { condition: exceeded, arrange: tellForty },
])
