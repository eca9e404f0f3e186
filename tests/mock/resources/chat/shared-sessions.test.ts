import { expect, test } from 'bun:test'
import { insertSharedChatSession } from '../../../../src/mock/resources/chat/shared-sessions/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const session = {
  session_id: '359bce59-fa4e-41a5-bd6f-9bc0c8360485',
  host_broadcaster_id: '1001',
  participants: [{ broadcaster_id: '1001' }, { broadcaster_id: '1002' }],
  created_at: '2026-01-01T11:00:00Z',
  updated_at: '2026-01-01T11:00:00Z',
}

describeAuthorization('GET /shared_chat/session', { token: 'any' }, () => ({
  query: { broadcaster_id: '1001' },
}))

test('GET /shared_chat/session is the same for every participant, and empty for others', async () => {
  const world = new World()
  insertSharedChatSession(world.store, session)
  const sessionOf = async (broadcaster_id: string) =>
    (await world.asApp().get('/shared_chat/session', { broadcaster_id })).body
  expect(await sessionOf('1001')).toEqual({ data: [session] })
  expect(await sessionOf('1002')).toEqual({ data: [session] })
  expect(await sessionOf('1003')).toEqual({ data: [] })
})

describeRefusals(
  'GET /shared_chat/session',
  { caller: (world) => world.asApp(), valid: () => ({ query: { broadcaster_id: '1001' } }) },
  [
    {
      condition: '400 The ID in the broadcaster_id query parameter is not valid.',
      query: { broadcaster_id: '999' },
    },
    {
      condition: '400 (undocumented) no broadcaster',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
  ],
)
