import { describe, expect, test } from 'bun:test'
import { createClient, issueToken } from '../../../../src/mock/resources/accounts/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const malformed = '400 Request is malformed - invalid parameters or missing parameters.'

describeAuthorization('GET /authorization/users', { token: 'app' }, () => ({ query: { user_id: '1001' } }))

describe('GET /authorization/users', () => {
  test('tells what each user has granted the client, in all tokens together', async () => {
    const world = new World()
    world.as(world.broadcaster, 'bits:read', 'openid')
    world.as(world.broadcaster, 'channel:bot')
    world.as(world.viewer)
    const foreign = createClient(world.store, 'Foreign')
    issueToken(world.store, { client_id: foreign.id, user_id: world.other.id, scopes: ['bits:read'] })

    const reply = await world
      .asApp()
      .get('/authorization/users', { user_id: ['1001', '1003', '1004', '9999'] })
    expect(reply.body).toEqual({
      data: [
        {
          user_id: '1001',
          user_name: 'Broadcaster',
          user_login: 'broadcaster',
          scopes: ['bits:read', 'channel:bot'],
          has_authorized: true,
        },
        { user_id: '1003', user_name: 'Viewer', user_login: 'viewer', scopes: [], has_authorized: true },
        {
          user_id: '1004',
          user_name: world.other.display_name,
          user_login: world.other.login,
          scopes: [],
          has_authorized: false,
        },
      ],
    })
  })

  test('outlives the tokens', async () => {
    const world = new World()
    world.as(world.broadcaster, 'bits:read')
    world.advance(48 * 3600)
    const reply = await world.asApp().get('/authorization/users', { user_id: '1001' })
    expect(reply.body.data).toMatchObject([{ user_id: '1001', scopes: ['bits:read'] }])
  })
})

describeRefusals(
  'GET /authorization/users',
  { caller: (world) => world.asApp(), valid: () => ({ query: { user_id: '1001' } }) },
  [
    { condition: malformed, query: { user_id: 'nope' } },
    {
      condition: '400 (undocumented) no user',
      query: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
    {
      condition: '400 (undocumented) more than ten users',
      query: { user_id: Array(11).fill('1001') },
      message: 'The parameter "user_id" was malformed: there must be at most 10 values',
    },
  ],
)
