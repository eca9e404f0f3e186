import { describe, expect, test } from 'bun:test'
import { grantAuthorization } from '../../../src/mock/resources/accounts/authorizations/store.ts'
import { insertStream } from '../../../src/mock/resources/streams/store.ts'
import type { StoredUser } from '../../../src/mock/resources/users/store.ts'
import type { Scope } from '../../../src/twitch/scopes.ts'
import { contract } from '../../support/contract/reference.ts'
import { World } from '../../support/world.ts'

const grant = (world: World, user: StoredUser, ...scopes: Scope[]) =>
  grantAuthorization(world.store, { client_id: world.client.id, user_id: user.id, scopes })

const announcement = (moderator: StoredUser, body: object = { message: 'Hello chat!' }) => ({
  query: { broadcaster_id: '1001', moderator_id: moderator.id },
  body,
})
const shoutout = (moderator: StoredUser) => ({
  query: { from_broadcaster_id: '1001', to_broadcaster_id: '1002', moderator_id: moderator.id },
})

describe.each([
  ['/chat/announcements', 'moderator:manage:announcements', announcement],
  ['/chat/shoutouts', 'moderator:manage:shoutouts', shoutout],
] as const)('an app that speaks by POST %s', (path, scope, call) => {
  const liveWorld = () => {
    const world = new World()
    const started_at = '2026-01-01T11:00:00Z'
    insertStream(world.store, { id: '1', user_id: '1001', viewer_count: 9, started_at })
    return world
  }
  const status = async (world: World, moderator: StoredUser) => {
    const { status, body } = await world.asApp().send('POST', path, call(moderator))
    return status === 204 ? status : [status, body.message]
  }

  test('needs user:bot of its user', async () => {
    const world = liveWorld()
    grant(world, world.broadcaster, scope)
    expect(await status(world, world.broadcaster)).toEqual([401, 'Missing scope: user:bot'])
    grant(world, world.broadcaster, 'user:bot')
    expect(await status(world, world.broadcaster)).toBe(204)
  })

  test('needs channel:bot of the broadcaster if its user does not moderate', async () => {
    const world = liveWorld()
    grant(world, world.viewer, scope, 'user:bot')
    expect(await status(world, world.viewer)).toEqual([
      403,
      "The user in moderator_id is not one of the broadcaster's moderators.",
    ])
    grant(world, world.broadcaster, 'channel:bot')
    expect(await status(world, world.viewer)).toBe(204)
  })

  test('does not spare a user who asks by a token of their own from being a moderator', async () => {
    const world = liveWorld()
    grant(world, world.broadcaster, 'channel:bot')
    const viewer = world.as(world.viewer, scope, 'user:bot')
    expect((await viewer.send('POST', path, call(world.viewer))).status).toBe(403)
  })
})

test('only an app may say for_source_only of an announcement', async () => {
  const world = new World()
  grant(world, world.broadcaster, 'moderator:manage:announcements', 'user:bot')
  for (const for_source_only of [true, false]) {
    const call = announcement(world.broadcaster, { message: 'Hello chat!', for_source_only })
    const user = world.as(world.broadcaster, 'moderator:manage:announcements')
    expect(await user.send('POST', '/chat/announcements', call)).toMatchObject({
      status: 400,
      body: { message: 'Cannot set for_source_only if User Access Token is used.' },
    })
    expect((await world.asApp().send('POST', '/chat/announcements', call)).status).toBe(204)
    world.advance(2)
  }
})

test('a moderator who grants an app must moderate the channel', async () => {
  const world = new World()
  grant(world, world.viewer, 'moderator:read:chatters')
  const query = { broadcaster_id: '1001', moderator_id: world.viewer.id }
  expect((await world.asApp().get('/chat/chatters', query)).status).toBe(403)
})

test('OpenAPI says which operations an app may use by a grant, and of whom', async () => {
  const { paths } = (await new World().send('GET', '/mock/openapi.json')).body
  const said = Object.entries(contract).filter(([operation]) => {
    const [method = '', path = ''] = operation.split(' ')
    const { security, description = '' } = paths[`/mock${path}`]?.[method.toLowerCase()] ?? {}
    const takesBoth = security?.some((kind: object) => 'app' in kind) && description.includes('has granted')
    return takesBoth && contract[operation]!.scopes.every((scope) => description.includes(scope))
  })
  const wanted = Object.entries(contract).filter(([, { byPriorAuthorization }]) => byPriorAuthorization)
  expect(said.map(([operation]) => operation)).toEqual(wanted.map(([operation]) => operation))
  expect(wanted).toHaveLength(22)
})
