import { describe, expect, test } from 'bun:test'
import { banUser, isBanned } from '../../../../src/mock/resources/moderation/bans/store.ts'
import type { UnbanRequest } from '../../../../src/mock/resources/moderation/unban-requests/schema.ts'
import {
  cancelUnbanRequest,
  createUnbanRequest,
  setUnbanRequestsEnabled,
} from '../../../../src/mock/resources/moderation/unban-requests/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals, type Refusal } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const path = '/moderation/unban_requests'
const query = { broadcaster_id: '1001', moderator_id: '1001' }
const pendingOnes = { ...query, status: 'pending' }
const denial = { ...query, unban_request_id: uuid(1), status: 'denied' }

const pending: UnbanRequest = {
  id: uuid(1),
  broadcaster_id: '1001',
  broadcaster_login: 'broadcaster',
  broadcaster_name: 'Broadcaster',
  moderator_id: null,
  moderator_login: null,
  moderator_name: null,
  user_id: '1003',
  user_login: 'viewer',
  user_name: 'Viewer',
  text: 'Please unban me from the channel?',
  status: 'pending',
  created_at: '2026-01-01T12:00:00Z',
  resolved_at: null,
  resolution_text: null,
}
const resolved: UnbanRequest = {
  ...pending,
  moderator_id: '1001',
  moderator_login: 'broadcaster',
  moderator_name: 'Broadcaster',
  resolved_at: '2026-01-01T12:01:00Z',
}

const scopes = ['moderator:read:unban_requests', 'moderator:manage:unban_requests'] as const
const broadcaster = (world: World) => world.as(world.broadcaster, ...scopes)
const resolve = (world: World, change = {}) =>
  broadcaster(world).send('PATCH', path, { query: { ...denial, ...change } })
const list = async (world: World, filter = {}) =>
  (await broadcaster(world).get(path, { ...pendingOnes, ...filter })).body

/** A user is banned, and asks to be let in again. */
function ask(world: World, user_id = '1003'): UnbanRequest {
  banUser(world.store, { ...query, user_id })
  return createUnbanRequest(world.store, { broadcaster_id: '1001', user_id, text: pending.text })
}

describeAuthorization(
  'GET /moderation/unban_requests',
  { token: 'user', scopes, userParam: 'moderator_id' },
  () => ({ query: pendingOnes }),
)
describeAuthorization(
  'PATCH /moderation/unban_requests',
  { token: 'user', scopes: [scopes[1]], userParam: 'moderator_id' },
  (world) => {
    ask(world)
    return { query: denial }
  },
)

describe('an unban request', () => {
  test('is published and listed, and lifts the ban when it is approved', async () => {
    const world = new World()
    const created = world.emitted('unban_request.create')
    const emitted = world.emitted('unban_request.resolve')
    const unbans = world.emitted('unban')
    ask(world)
    expect(created).toEqual([pending])
    expect(await list(world)).toEqual({ data: [pending], pagination: {} })

    world.advance(60)
    const approved: UnbanRequest = { ...resolved, status: 'approved', resolution_text: 'Welcome back.' }
    const reply = await resolve(world, { status: 'approved', resolution_text: 'Welcome back.' })
    expect(reply.body).toEqual({ data: [approved] })
    expect(emitted).toEqual([approved])
    expect(unbans).toMatchObject([{ ban: { user_id: '1003' }, moderator_id: '1001' }])
    expect(isBanned(world.store, '1001', '1003')).toBe(false)
    expect((await list(world)).data).toEqual([])
    expect((await list(world, { status: 'approved' })).data).toEqual([approved])
  })

  test('leaves the ban when it is denied', async () => {
    const world = new World()
    ask(world)
    world.advance(60)
    expect((await resolve(world)).body).toEqual({
      data: [{ ...resolved, status: 'denied', resolution_text: '' }],
    })
    expect(isBanned(world.store, '1001', '1003')).toBe(true)
  })

  test('is asked by a user who is banned, once at a time', async () => {
    const world = new World()
    const asked = async () => {
      const body = { broadcaster_id: '1001', user_id: '1003', text: 'Please' }
      const reply = await world.send('POST', '/units/unban_requests', { body })
      return [reply.status, reply.body.message]
    }
    expect(await asked()).toEqual([400, 'The user is not banned.'])
    banUser(world.store, { ...query, user_id: '1003' })
    expect(await asked()).toEqual([201, undefined])
    expect(await asked()).toEqual([409, 'The user has a pending request already.'])
  })

  test('can be canceled by its user', async () => {
    const world = new World()
    const emitted = world.emitted('unban_request.resolve')
    const canceled = { ...pending, status: 'canceled', resolved_at: '2026-01-01T12:00:00Z' } as const
    cancelUnbanRequest(world.store, ask(world))
    expect(emitted).toEqual([canceled])
    expect((await list(world, { status: 'canceled' })).data).toEqual([canceled])
  })
})

describe('GET /moderation/unban_requests', () => {
  test('lists the newest first, page by page, or those of one user', async () => {
    const world = new World()
    for (const user_id of ['1002', '1003', '1004']) {
      ask(world, user_id)
      world.advance(1)
    }
    const newest = await list(world, { first: 2 })
    const oldest = await list(world, { first: 2, after: newest.pagination.cursor })
    const users = [...newest.data, ...oldest.data].map(({ user_id }) => user_id)
    expect(users).toEqual(['1004', '1003', '1002'])
    expect(oldest.pagination).toEqual({})
    expect((await list(world, { user_id: '1003' })).data).toMatchObject([{ user_id: '1003' }])
  })
})

const aboutTheChannel: Refusal[] = [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    query: { broadcaster_id: '999' },
  },
  {
    condition: '400 The moderator_id query parameter is required.',
    query: { moderator_id: undefined },
    message: 'Missing required parameter "moderator_id"',
  },
  {
    condition: '400 The ID in the moderator_id query parameter is not valid.',
    query: { broadcaster_id: '1002' },
  },
]

describeRefusals(
  'GET /moderation/unban_requests',
  { caller: broadcaster, valid: () => ({ query: pendingOnes }) },
  [
    ...aboutTheChannel,
    {
      condition: '400 The pagination cursor is not valid.',
      query: { after: 'nope' },
      message: 'Invalid cursor.',
    },
    {
      condition: '400 (undocumented) no status',
      query: { status: undefined },
      message: 'Missing required parameter "status"',
    },
  ],
)

describeRefusals(
  'PATCH /moderation/unban_requests',
  {
    caller: broadcaster,
    valid(world) {
      ask(world)
      return { query: denial }
    },
  },
  [
    ...aboutTheChannel,
    {
      condition: '400 The broadcaster is not receiving unban requests',
      arrange: (world) => setUnbanRequestsEnabled(world.store, '1001', false),
    },
    { condition: '400 Invalid requested update', arrange: (world) => resolve(world) },
    {
      condition: '400 (undocumented) a status that resolves nothing',
      query: { status: 'canceled' },
      message: 'The parameter "status" was malformed: value must be one of "approved", "denied"',
    },
    { condition: '404 The unban request ID was not found.', query: { unban_request_id: uuid(99) } },
  ],
)
