import { describe, expect, test } from 'bun:test'
import { uuid, World } from '../../support/world.ts'

const PATH = '/units/shared_chats'
const ONE = `${PATH}/${uuid(1)}`

const send = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, path, { body })
const begin = (world: World, ...broadcaster_ids: string[]) => send(world, 'POST', PATH, { broadcaster_ids })

describe('shared chats', () => {
  test('begin with a host, grow, shrink and end', async () => {
    const world = new World()
    const session = {
      session_id: uuid(1),
      host_broadcaster_id: '1002',
      broadcaster_ids: ['1002', '1001'],
      created_at: '2026-01-01T12:00:00Z',
      updated_at: '2026-01-01T12:00:00Z',
    }
    expect(await begin(world, '1002', '1001')).toMatchObject({ status: 201, body: session })
    world.advance(60)
    const updated_at = '2026-01-01T12:01:00Z'
    const grown = await send(world, 'PATCH', ONE, { join: '1003' })
    expect(grown.body).toEqual({ ...session, broadcaster_ids: ['1002', '1001', '1003'], updated_at })
    const shrunk = await send(world, 'PATCH', ONE, { leave: '1001' })
    expect(shrunk.body).toEqual({ ...session, broadcaster_ids: ['1002', '1003'], updated_at })
    const seen = await world.asApp().get('/shared_chat/session', { broadcaster_id: '1003' })
    expect(seen.body.data).toMatchObject([{ session_id: uuid(1), host_broadcaster_id: '1002' }])
    expect(await send(world, 'DELETE', ONE)).toMatchObject({ status: 204 })
    expect((await world.asApp().get('/shared_chat/session', { broadcaster_id: '1003' })).body.data).toEqual(
      [],
    )
  })

  test.each<[string, object, number, string]>([
    [
      'one channel twice',
      { broadcaster_ids: ['1003', '1003'] },
      400,
      'A channel cannot share its chat with itself.',
    ],
    ['a channel that does not exist', { broadcaster_ids: ['1003', '9'] }, 404, 'There is no user 9.'],
    [
      'a channel that shares its chat',
      { broadcaster_ids: ['1003', '1001'] },
      409,
      'The channel 1001 shares its chat already.',
    ],
  ])('refuse %s', async (_, body, status, message) => {
    const world = new World()
    await begin(world, '1001', '1002')
    expect(await send(world, 'POST', PATH, body)).toMatchObject({ status, body: { message } })
  })

  test.each<[string, object, number, string]>([
    ['to lose a stranger', { leave: '1003' }, 404, 'The channel 1003 is not in the session.'],
    ['to lose the last but one', { leave: '1002' }, 400, 'The session would be over: DELETE it.'],
    ['to lose its host', { leave: '1001' }, 400, 'The session would be over: DELETE it.'],
    ['to get one twice', { join: '1002' }, 409, 'The channel 1002 shares its chat already.'],
  ])('refuse %s', async (_, body, status, message) => {
    const world = new World()
    await begin(world, '1001', '1002')
    expect(await send(world, 'PATCH', ONE, body)).toMatchObject({ status, body: { message } })
  })

  test('refuse a seventh channel', async () => {
    const world = new World()
    const more = ['5', '6', '7'].map((id) => world.user(id, `Channel${id}`).id)
    await begin(world, '1001', '1002', '1003', ...more)
    const reply = await send(world, 'PATCH', ONE, { join: '1004' })
    expect(reply).toMatchObject({ status: 400, body: { message: 'No more channels fit in.' } })
  })
})
