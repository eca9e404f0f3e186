import { describe, expect, test } from 'bun:test'
import {
  grantAuthorization,
  revokeAuthorization,
} from '../../src/mock/resources/accounts/authorizations/store.ts'
import { createClient } from '../../src/mock/resources/accounts/store.ts'
import type { Scope } from '../../src/twitch/scopes.ts'
import { contract } from './contract/reference.ts'
import { type Api, type Call, World } from './world.ts'

interface Expected {
  token: 'user' | 'app' | 'any'
  /** Any one of these must do, and none must not. */
  scopes?: readonly Scope[]
  /** The parameter that must be the token's user; 401 by default. */
  userParam?: string
  userParamStatus?: 401 | 403
}

/**
 * The questions about the caller that every operation answers alike. The request is a valid one of the world's
 * broadcaster; what it needs may be arranged in the world first.
 *
 * @param operation for example "POST /polls"
 */
export function describeAuthorization(
  operation: string,
  expected: Expected,
  request: (world: World) => Call | Promise<Call>,
): void {
  const [method = '', path = ''] = operation.split(' ')
  const unauthorized = (message: string) => ({ error: 'Unauthorized', status: 401, message })
  const scopes = expected.scopes ?? []

  const sent = async (
    caller: (world: World) => Api,
    alter: (call: Call, world: World) => Call = (call) => call,
  ) => {
    const world = new World()
    const call = alter(await request(world), world)
    return caller(world).send(method, path, call)
  }
  const rightful = (world: World) =>
    expected.token === 'app' ? world.asApp() : world.as(world.broadcaster, ...scopes)

  describe(`${operation} and its caller`, () => {
    const refusals: [string, (world: World) => Api, string][] = [
      ['no token', (world) => world.with({ 'Client-Id': world.client.id }), 'OAuth token is missing'],
      ['an unknown token', (world) => world.with({ Authorization: 'Bearer nobody' }), 'Invalid OAuth token'],
    ]
    test.each(refusals)('refuses %s', async (_, caller, message) => {
      expect((await sent(caller)).body).toEqual(unauthorized(message))
    })

    test('refuses a foreign Client-Id', async () => {
      const foreign = (call: Call, world: World) => ({
        ...call,
        headers: { 'Client-Id': createClient(world.store, 'Foreign').id },
      })
      expect((await sent(rightful, foreign)).body).toEqual(
        unauthorized('Client ID and OAuth token do not match'),
      )
    })

    if (contract[operation]?.byPriorAuthorization) {
      describeAppGrant(operation, scopes, request)
    } else if (expected.token === 'user') {
      test('refuses an app access token', async () => {
        const reply = await sent((world) => world.asApp())
        expect(reply.body).toEqual(unauthorized('Must provide a valid user access token.'))
      })
    }
    if (expected.token === 'app') {
      test('refuses a user access token', async () => {
        const reply = await sent((world) => world.as(world.broadcaster))
        expect(reply.body).toEqual(unauthorized('Must provide valid app token.'))
      })
    }
    if (scopes.length > 0) {
      test('refuses a token without the scope', async () => {
        const reply = await sent((world) => world.as(world.broadcaster, 'openid'))
        expect(reply.body).toEqual(unauthorized(`Missing scope: ${scopes.join(' or ')}`))
      })
      test.each(scopes)('accepts the scope %s', async (scope) => {
        const reply = await sent((world) => world.as(world.broadcaster, scope))
        expect(reply.status).toBeLessThan(300)
      })
    }
    const { userParam } = expected
    if (userParam) {
      test(`refuses somebody else's ${userParam}`, async () => {
        const foreign = (call: Call, world: World) =>
          call.query?.[userParam] === undefined
            ? { ...call, body: { ...(call.body as object), [userParam]: world.other.id } }
            : { ...call, query: { ...call.query, [userParam]: world.other.id } }
        const reply = await sent(rightful, foreign)
        expect(reply.status).toBe(expected.userParamStatus ?? 401)
        expect(reply.body.message).toBe(
          `The ID in ${userParam} must match the user ID found in the request's OAuth token.`,
        )
      })
    }
  })
}

/** An app access token does what the user has granted the client, as long as the app is not disconnected. */
function describeAppGrant(
  operation: string,
  scopes: readonly Scope[],
  request: (world: World) => Call | Promise<Call>,
): void {
  const [method = '', path = ''] = operation.split(' ')
  const missing = { error: 'Unauthorized', status: 401, message: `Missing scope: ${scopes.join(' or ')}` }

  /** The token that prepared the request has an authorization too. */
  const requestOfNobody = async (world: World) => {
    const call = await request(world)
    revokeAuthorization(world.store, world.client.id, world.broadcaster.id)
    return call
  }

  test.each(scopes)('accepts an app with the grant of %s, until it is disconnected', async (scope) => {
    const world = new World()
    const call = await requestOfNobody(world)
    const app = world.asApp()
    const user = { client_id: world.client.id, user_id: world.broadcaster.id }
    expect((await app.send(method, path, call)).body).toEqual(missing)
    grantAuthorization(world.store, { ...user, scopes: ['openid'] })
    expect((await app.send(method, path, call)).body).toEqual(missing)
    grantAuthorization(world.store, { ...user, scopes: [scope, 'user:bot'] })
    expect((await app.send(method, path, call)).status).toBe(contract[operation]!.success)
    revokeAuthorization(world.store, user.client_id, user.user_id)
    expect((await app.send(method, path, call)).body).toEqual(missing)
  })

  test('does not take the grant of one user for another, nor of one app', async () => {
    const world = new World()
    const call = await requestOfNobody(world)
    const foreign = createClient(world.store, 'Foreign')
    const granted = [...scopes, 'user:bot']
    grantAuthorization(world.store, {
      client_id: world.client.id,
      user_id: world.other.id,
      scopes: granted,
    })
    grantAuthorization(world.store, {
      client_id: foreign.id,
      user_id: world.broadcaster.id,
      scopes: granted,
    })
    expect((await world.asApp().send(method, path, call)).body).toEqual(missing)
  })
}
