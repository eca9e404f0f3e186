import { describe, expect, test } from 'bun:test'
import { addModerator } from '../../../../src/mock/resources/moderation/moderators/store.ts'
import type { SuspiciousUser } from '../../../../src/mock/resources/moderation/suspicious-users/schema.ts'
import {
  findSuspiciousUser,
  insertSuspiciousUser,
} from '../../../../src/mock/resources/moderation/suspicious-users/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals, type Refusal } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const path = '/moderation/suspicious_users'
const query = { broadcaster_id: '1001', moderator_id: '1001' }
const body = { user_id: '1003', status: 'RESTRICTED' }
const ofViewer = { ...query, user_id: '1003' }

const restricted: SuspiciousUser = {
  ...ofViewer,
  updated_at: '2026-01-01T12:00:00Z',
  status: 'RESTRICTED',
  types: ['MANUALLY_ADDED'],
}

const manage = {
  token: 'any',
  scopes: ['moderator:manage:suspicious_users'],
  userParam: 'moderator_id',
} as const

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderator:manage:suspicious_users')
const find = (world: World) => findSuspiciousUser(world.store, '1001', '1003')

describeAuthorization('POST /moderation/suspicious_users', manage, () => ({ query, body }))
describeAuthorization('DELETE /moderation/suspicious_users', manage, () => ({ query: ofViewer }))

describe('a suspicious user', () => {
  test('is restricted, and is nobody special again', async () => {
    const world = new World()
    const updates = world.emitted('suspicious_user.update')
    expect((await broadcaster(world).post(path, body, query)).body).toEqual({ data: [restricted] })
    expect(find(world)).toEqual(restricted)
    world.advance(60)
    const free: SuspiciousUser = { ...restricted, updated_at: '2026-01-01T12:01:00Z', status: 'NO_TREATMENT' }
    expect((await broadcaster(world).delete(path, ofViewer)).body).toEqual({ data: [free] })
    expect(find(world)).toBeUndefined()
    expect(updates).toEqual([restricted, free])
  })

  test('remains what Twitch found out', async () => {
    const world = new World()
    insertSuspiciousUser(world.store, { ...restricted, types: ['DETECTED_BAN_EVADER'] })
    const { body: changed } = await world.asApp().post(path, { ...body, status: 'ACTIVE_MONITORING' }, query)
    expect(changed.data).toEqual([
      { ...restricted, status: 'ACTIVE_MONITORING', types: ['DETECTED_BAN_EVADER', 'MANUALLY_ADDED'] },
    ])
  })
})

const unknownChannel: Refusal = {
  condition: '400 The ID in the broadcaster_id query parameter was not found.',
  query: { broadcaster_id: '999' },
}
const foreignChannel: Refusal = {
  condition: "403 The user in the moderator_id query parameter is not one of the broadcaster's moderators.",
  query: { broadcaster_id: '1002' },
}
const foreignChannelOfAnApp: Refusal = {
  condition: '403 (undocumented) an app in the name of nobody who moderates the channel',
  caller: (world) => world.asApp(),
  query: { moderator_id: '1004' },
  message: "The user in the moderator_id query parameter is not one of the broadcaster's moderators.",
}
const required = '400 Validation errors: Missing required fields.'
const notAllowed = '400 The status update is not allowed for this user.'

describeRefusals(
  'POST /moderation/suspicious_users',
  { caller: broadcaster, valid: () => ({ query, body }) },
  [
    {
      condition: required,
      body: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
    unknownChannel,
    {
      condition: '400 The status specified was invalid. Must either be ACTIVE_MONITORING or RESTRICTED',
      body: { status: 'NO_TREATMENT' },
    },
    { condition: notAllowed, arrange: (world) => addModerator(world.store, '1001', '1003') },
    foreignChannel,
    foreignChannelOfAnApp,
  ],
)

describeRefusals(
  'DELETE /moderation/suspicious_users',
  { caller: broadcaster, valid: () => ({ query: ofViewer }) },
  [
    {
      condition: required,
      query: { user_id: undefined },
      message: 'Missing required parameter "user_id"',
    },
    unknownChannel,
    { condition: notAllowed, query: { user_id: '1001' } },
    foreignChannel,
    foreignChannelOfAnApp,
  ],
)
