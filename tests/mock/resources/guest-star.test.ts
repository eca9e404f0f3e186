import { describe, expect, test } from 'bun:test'
import { insertReadyUser, updateInvite } from '../../../src/mock/resources/guest-star/invites/store.ts'
import { findActiveGuestStarSession } from '../../../src/mock/resources/guest-star/sessions/store.ts'
import { addModerator } from '../../../src/mock/resources/moderation/moderators/store.ts'
import { blockUser } from '../../../src/mock/resources/users/blocks/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals, type Refusal } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const readers = [
  'channel:read:guest_star',
  'channel:manage:guest_star',
  'moderator:read:guest_star',
  'moderator:manage:guest_star',
] as const
const managers = ['channel:manage:guest_star', 'moderator:manage:guest_star'] as const

const ofHost = { broadcaster_id: '1001', moderator_id: '1001' }
const own = { broadcaster_id: '1001' }

const host = (world: World) => world.as(world.broadcaster, 'channel:manage:guest_star')
const stranger = (world: World) => world.as(world.other, 'moderator:manage:guest_star')

/** The ID of a session that runs. */
const begin = async (world: World): Promise<string> =>
  (await host(world).post('/guest_star/session', {}, own)).body.data[0].id

const guestQuery = (session_id: string) => ({ ...ofHost, session_id, guest_id: '1003' })
async function invite(world: World) {
  const query = guestQuery(await begin(world))
  await host(world).post('/guest_star/invites', {}, query)
  return query
}
async function ready(world: World) {
  const query = await invite(world)
  updateInvite(world.store, findActiveGuestStarSession(world.store, '1001')!, '1003', 'READY')
  return query
}
async function inSlot(world: World) {
  const query = { ...(await ready(world)), slot_id: '1' }
  await host(world).post('/guest_star/slot', {}, query)
  return query
}
const guests = async (world: World) =>
  (await host(world).get('/guest_star/session', ofHost)).body.data[0].guests.slice(1)

const hostInSlot = {
  slot_id: '0',
  is_live: true,
  user_id: '1001',
  user_display_name: 'Broadcaster',
  user_login: 'broadcaster',
  volume: 100,
  assigned_at: '2026-01-01T12:00:00.000Z',
  audio_settings: { is_host_enabled: true, is_guest_enabled: true, is_available: true },
  video_settings: { is_host_enabled: true, is_guest_enabled: true, is_available: true },
}

describe('a Guest Star session', () => {
  test('begins with its host and ends', async () => {
    const world = new World()
    const [begun, ended] = [
      world.emitted('guest_star_session.begin'),
      world.emitted('guest_star_session.end'),
    ]
    const { body } = await host(world).post('/guest_star/session', {}, own)
    const session = { id: expect.stringMatching(/^[a-z0-9]{27}$/), guests: [hostInSlot] }
    expect(body).toEqual({ data: [session] })
    expect((await host(world).get('/guest_star/session', ofHost)).body).toEqual({ data: [session] })
    world.advance(60)
    const { id } = body.data[0]
    const end = await host(world).delete('/guest_star/session', { ...own, session_id: id })
    expect(end).toMatchObject({ status: 200, body: { data: [session] } })
    expect((await host(world).get('/guest_star/session', ofHost)).body).toEqual({ data: [] })
    const row = { id, broadcaster_id: '1001', started_at: '2026-01-01T12:00:00.000Z', ended_at: null }
    expect(begun).toEqual([row])
    expect(ended).toEqual([{ ...row, ended_at: '2026-01-01T12:01:00.000Z' }])
  })

  test('takes a guest from invitation to stage and out again', async () => {
    const world = new World()
    const updates = world.emitted('guest_star_guest.update')
    const query = { ...(await ready(world)), slot_id: '1' }
    const invites = await host(world).get('/guest_star/invites', query)
    const [invited] = invites.body.data
    expect(invited).toEqual({
      user_id: '1003',
      invited_at: '2026-01-01T12:00:00.000Z',
      status: 'READY',
      is_video_enabled: true,
      is_audio_enabled: true,
      is_video_available: true,
      is_audio_available: true,
    })
    expect(await host(world).post('/guest_star/slot', {}, query)).toMatchObject({ status: 204, body: '' })
    expect((await host(world).get('/guest_star/invites', query)).body).toEqual({ data: [] })
    const viewer = { user_id: '1003', user_display_name: 'Viewer', user_login: 'viewer' }
    const guest = { ...hostInSlot, ...viewer, slot_id: '1', is_live: false }
    expect(await guests(world)).toEqual([guest])
    const settings = { ...query, is_live: true, is_audio_enabled: false, volume: 40 }
    expect(await host(world).patch('/guest_star/slot_settings', {}, settings)).toMatchObject({ status: 204 })
    const muted = { ...guest.audio_settings, is_host_enabled: false }
    expect(await guests(world)).toEqual([{ ...guest, is_live: true, volume: 40, audio_settings: muted }])
    const out = await host(world).delete('/guest_star/slot', { ...query, should_reinvite_guest: true })
    expect(out).toMatchObject({ status: 204 })
    expect(await guests(world)).toEqual([])
    expect((await host(world).get('/guest_star/invites', query)).body.data).toMatchObject([
      { status: 'INVITED' },
    ])
    expect(updates.map(({ state }) => state)).toEqual([
      'invited',
      'ready',
      'backstage',
      'live',
      'removed',
      'invited',
    ])
    expect(updates[3]).toEqual({
      broadcaster_id: '1001',
      session_id: query.session_id,
      moderator_id: '1001',
      guest_id: '1003',
      slot_id: '1',
      state: 'live',
      host_video_enabled: true,
      host_audio_enabled: false,
      host_volume: 40,
    })
  })

  test('lets guests change places', async () => {
    const world = new World()
    const { session_id } = await inSlot(world)
    insertReadyUser(world.store, '1004')
    const second = { ...guestQuery(session_id), guest_id: '1004', slot_id: '2' }
    await host(world).post('/guest_star/invites', {}, second)
    await host(world).post('/guest_star/slot', {}, second)
    const move = { ...ofHost, session_id, source_slot_id: '1', destination_slot_id: '2' }
    await host(world).patch('/guest_star/slot', {}, move)
    expect(await guests(world)).toMatchObject([
      { slot_id: '1', user_id: '1004' },
      { slot_id: '2', user_id: '1003' },
    ])
    await host(world).patch('/guest_star/slot', {}, { ...move, destination_slot_id: '4' })
    expect(await guests(world)).toMatchObject([{ slot_id: '2' }, { slot_id: '4', user_id: '1004' }])
  })
})

describe('Guest Star settings', () => {
  test('are changed and published; new browser sources get another token', async () => {
    const world = new World()
    const updates = world.emitted('guest_star_settings.update')
    const get = async () => (await host(world).get('/guest_star/channel_settings', ofHost)).body.data[0]
    const before = await get()
    const changes = { slot_count: 2, group_layout: 'VERTICAL_LAYOUT', regenerate_browser_sources: true }
    expect(await host(world).put('/guest_star/channel_settings', changes, own)).toMatchObject({ status: 204 })
    const { browser_source_token: token, ...after } = await get()
    expect(token).toMatch(/^[a-z0-9]{22}$/)
    expect(token).not.toBe(before.browser_source_token)
    expect(after).toEqual({
      is_moderator_send_live_enabled: true,
      slot_count: 2,
      is_browser_source_audio_enabled: true,
      group_layout: 'VERTICAL_LAYOUT',
    })
    expect(updates).toEqual([{ broadcaster_id: '1001', ...after }])
  })
})

const read = { token: 'user', scopes: readers, userParam: 'moderator_id' } as const
const manage = { token: 'user', scopes: managers, userParam: 'moderator_id' } as const
const manageOwn = {
  token: 'user',
  scopes: ['channel:manage:guest_star'],
  userParam: 'broadcaster_id',
} as const

describeAuthorization('GET /guest_star/channel_settings', read, () => ({ query: ofHost }))
describeAuthorization('PUT /guest_star/channel_settings', manageOwn, () => ({ query: own, body: {} }))
describeAuthorization('GET /guest_star/session', read, () => ({ query: ofHost }))
describeAuthorization('POST /guest_star/session', manageOwn, () => ({ query: own }))
describeAuthorization('DELETE /guest_star/session', manageOwn, async (world) => ({
  query: { ...own, session_id: await begin(world) },
}))
describeAuthorization('GET /guest_star/invites', read, async (world) => ({ query: await invite(world) }))
describeAuthorization('POST /guest_star/invites', manage, async (world) => ({
  query: guestQuery(await begin(world)),
}))
describeAuthorization('DELETE /guest_star/invites', manage, async (world) => ({ query: await invite(world) }))
describeAuthorization('POST /guest_star/slot', manage, async (world) => ({
  query: { ...(await ready(world)), slot_id: '1' },
}))
const moving = async (world: World) => ({
  query: { ...(await inSlot(world)), source_slot_id: '1', destination_slot_id: '2' },
})
describeAuthorization('PATCH /guest_star/slot', manage, moving)
describeAuthorization('DELETE /guest_star/slot', manage, async (world) => ({ query: await inSlot(world) }))
describeAuthorization('PATCH /guest_star/slot_settings', manage, async (world) => ({
  query: await inSlot(world),
}))

/** What is left out; the condition says "Missing …". */
const missing = (...names: string[]): Refusal[] =>
  names.map((name) => ({
    condition: `400 Missing ${name}`,
    query: { [name]: undefined },
    message: `Missing required parameter "${name}"`,
  }))
const asStranger = { caller: stranger, query: { moderator_id: '1004' } }
const invalidSession = { condition: '400 Missing or invalid session_id', query: { session_id: 'nope' } }
const invalidSlot = { condition: '400 Missing or invalid slot_id', query: { slot_id: '5' } }

describeRefusals('GET /guest_star/channel_settings', { caller: host, valid: () => ({ query: ofHost }) }, [
  ...missing('broadcaster_id', 'moderator_id'),
  {
    condition: "403 Insufficient authorization for viewing channel's Guest Star settings",
    ...asStranger,
  },
])
describeRefusals(
  'PUT /guest_star/channel_settings',
  { caller: host, valid: () => ({ query: own, body: {} }) },
  [
    ...missing('broadcaster_id'),
    { condition: '400 Invalid slot_count', body: { slot_count: 7 } },
    { condition: '400 Invalid group_layout', body: { group_layout: 'ROUND_LAYOUT' } },
  ],
)
describeRefusals('GET /guest_star/session', { caller: host, valid: () => ({ query: ofHost }) }, [
  ...missing('broadcaster_id', 'moderator_id'),
])
describeRefusals('POST /guest_star/session', { caller: host, valid: () => ({ query: own }) }, [
  ...missing('broadcaster_id'),
  { condition: '400 Session limit reached (1 active call)', arrange: begin },
])
describeRefusals(
  'DELETE /guest_star/session',
  { caller: host, valid: async (world) => ({ query: { ...own, session_id: await begin(world) } }) },
  [
    {
      condition: '400 Missing or invalid broadcaster_id',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    invalidSession,
    {
      condition: '400 Session has already been ended',
      arrange: (world) => {
        const session_id = findActiveGuestStarSession(world.store, '1001')!.id
        return host(world).delete('/guest_star/session', { ...own, session_id })
      },
    },
  ],
)
describeRefusals(
  'GET /guest_star/invites',
  { caller: host, valid: async (world) => ({ query: await invite(world) }) },
  [...missing('broadcaster_id', 'session_id')],
)
describeRefusals(
  'POST /guest_star/invites',
  { caller: host, valid: async (world) => ({ query: guestQuery(await begin(world)) }) },
  [
    ...missing('broadcaster_id', 'moderator_id', 'session_id', 'guest_id'),
    { condition: '400 Invalid session_id', query: { session_id: 'nope' } },
    {
      condition: '403 Unauthorized guest invited',
      arrange: ({ store }) =>
        blockUser(store, { broadcaster_id: '1003', user_id: '1001', source_context: null, reason: null }),
    },
    {
      condition: '403 Guest already invited',
      arrange: (world) =>
        host(world).post(
          '/guest_star/invites',
          {},
          guestQuery(findActiveGuestStarSession(world.store, '1001')!.id),
        ),
    },
  ],
)
describeRefusals(
  'DELETE /guest_star/invites',
  { caller: host, valid: async (world) => ({ query: await invite(world) }) },
  [
    ...missing('broadcaster_id', 'session_id', 'guest_id'),
    { condition: '400 Invalid session_id', query: { session_id: 'nope' } },
    { condition: '404 No invite exists for specified guest_id', query: { guest_id: '1004' } },
  ],
)
describeRefusals(
  'POST /guest_star/slot',
  { caller: host, valid: async (world) => ({ query: { ...(await ready(world)), slot_id: '1' } }) },
  [
    ...missing('broadcaster_id', 'moderator_id', 'guest_id'),
    invalidSession,
    invalidSlot,
    {
      condition: '401 moderator_id is not a guest star moderator',
      ...asStranger,
      message: 'moderator_id is not a guest star moderator',
    },
    { condition: '403 Cannot assign host slot', query: { slot_id: '0' } },
    { condition: '403 Guest not invited to session', query: { guest_id: '1004' } },
    {
      condition: '403 Guest already assigned to slot',
      arrange: (world) => {
        const { id } = findActiveGuestStarSession(world.store, '1001')!
        return host(world).post('/guest_star/slot', {}, { ...guestQuery(id), slot_id: '2' })
      },
    },
    {
      condition: '403 Guest is not ready to join',
      arrange: ({ store }) =>
        updateInvite(store, findActiveGuestStarSession(store, '1001')!, '1003', 'ACCEPTED'),
    },
  ],
)
describeRefusals('PATCH /guest_star/slot', { caller: host, valid: moving }, [
  ...missing('broadcaster_id'),
  invalidSession,
  { condition: '400 Missing or invalid slot_id', query: { source_slot_id: '3' } },
])
describeRefusals(
  'DELETE /guest_star/slot',
  { caller: host, valid: async (world) => ({ query: await inSlot(world) }) },
  [
    ...missing('broadcaster_id', 'moderator_id'),
    invalidSession,
    invalidSlot,
    { condition: '403 moderator_id is not a Guest Star moderator', ...asStranger },
    { condition: '403 The request is attempting to modify a restricted slot', query: { slot_id: '0' } },
    { condition: '404 guest_id or slot_id not found', query: { guest_id: '1004' } },
  ],
)
describeRefusals(
  'PATCH /guest_star/slot_settings',
  { caller: host, valid: async (world) => ({ query: await inSlot(world) }) },
  [
    ...missing('broadcaster_id', 'moderator_id'),
    invalidSession,
    invalidSlot,
    { condition: '403 moderator_id is not a Guest Star moderator', ...asStranger },
    {
      condition: '403 The request is attempting to modify a restricted slot',
      arrange: ({ store }) => addModerator(store, '1001', '1004'),
      caller: stranger,
      query: { moderator_id: '1004', slot_id: '0' },
    },
  ],
)
