import { describe, expect, test } from 'bun:test'
import type { User } from '../../../src/mock/resources/users/schema.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const broadcaster: User = {
  id: '1001',
  login: 'broadcaster',
  display_name: 'Broadcaster',
  type: '',
  broadcaster_type: 'partner',
  description: '',
  profile_image_url: '',
  offline_image_url: '',
  view_count: 0,
  created_at: '2020-01-01T00:00:00Z',
}

const editor = (world: World) => world.as(world.broadcaster, 'user:edit')

describeAuthorization('GET /users', { token: 'any' }, () => ({ query: { id: '1001' } }))
describeAuthorization('PUT /users', { token: 'user', scopes: ['user:edit'] }, () => ({
  query: { description: 'BaldAngel' },
}))

describe('GET /users', () => {
  test('without any name tells of the user of the token', async () => {
    const world = new World()
    const reply = await world.as(world.broadcaster).get('/users')
    expect(reply.body).toEqual({ data: [broadcaster] })
  })

  test('finds by ID and by login in any case, ignores the unknown, and tells of nobody twice', async () => {
    const world = new World()
    const named = { id: ['1001', '1003', 'nope'], login: ['BROADCASTER', 'Affiliate', 'nobody'] }
    const reply = await world.asApp().get('/users', named)
    expect(reply.body.data.map(({ id }: User) => id)).toEqual(['1001', '1003', '1002'])
  })

  test('takes 100 IDs and logins together', async () => {
    const query = { id: Array(50).fill('1001'), login: Array(50).fill('broadcaster') }
    expect((await new World().asApp().get('/users', query)).body).toEqual({ data: [broadcaster] })
  })

  test('takes a value with a comma as one', async () => {
    const reply = await new World().asApp().get('/users', { id: '1001,1002' })
    expect(reply.body).toEqual({ data: [] })
  })

  test('tells the email of the user of the token, with the scope, and of nobody else', async () => {
    const world = new World()
    const reply = await world.as(world.broadcaster, 'user:read:email').get('/users', { id: ['1001', '1002'] })
    expect(reply.body.data.map(({ email }: User) => email)).toEqual(['broadcaster@testing.mocks', ''])
  })
})

describeRefusals(
  'GET /users',
  { caller: (world) => world.asApp(), valid: () => ({ query: { id: '1001' } }) },
  [
    {
      condition:
        '400 The id or login query parameter is required unless the request uses a user access token.',
      query: { id: undefined },
    },
    {
      condition: '400 The request exceeded the maximum allowed number of id and/or login query parameters.',
      query: { id: Array(51).fill('1001'), login: Array(50).fill('other') },
    },
  ],
)

describe('PUT /users', () => {
  test('changes the description, which is published and read again', async () => {
    const world = new World()
    const updated = world.emitted('user.update')
    const reply = await editor(world).put('/users', undefined, { description: 'BaldAngel' })
    const bald = { ...broadcaster, description: 'BaldAngel' }
    expect(reply.body).toEqual({ data: [bald] })
    expect(updated).toEqual([{ ...bald, email: 'broadcaster@testing.mocks' }])
    expect((await editor(world).get('/users')).body).toEqual({ data: [bald] })
  })

  test('removes the description when it is given empty, and leaves it when it is not given', async () => {
    const world = new World()
    const put = (query: object) => editor(world).send('PUT', '/users', { query: { ...query } })
    await put({ description: 'BaldAngel' })
    expect((await put({})).body.data[0].description).toBe('BaldAngel')
    expect((await put({ description: '' })).body.data[0].description).toBe('')
  })
})

describeRefusals('PUT /users', { caller: editor, valid: () => ({ query: { description: 'BaldAngel' } }) }, [
  {
    condition: '400 The string in the description query parameter is too long.',
    query: { description: 'x'.repeat(301) },
    message: 'The parameter "description" was malformed: the value must be at most 300 characters long',
  },
])
