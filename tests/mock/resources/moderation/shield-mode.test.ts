import { describe, expect, test } from 'bun:test'
import type { ShieldMode } from '../../../../src/mock/resources/moderation/shield-mode/schema.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals, type Refusal } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const path = '/moderation/shield_mode'
const query = { broadcaster_id: '1001', moderator_id: '1001' }

const broadcaster = (world: World) => world.as(world.broadcaster, 'moderator:manage:shield_mode')
const set = (world: World, is_active: boolean) =>
  broadcaster(world).send('PUT', path, { query, body: { is_active } })

const never: ShieldMode = {
  is_active: false,
  moderator_id: '',
  moderator_login: '',
  moderator_name: '',
  last_activated_at: '',
}
const active: ShieldMode = {
  is_active: true,
  moderator_id: '1001',
  moderator_login: 'broadcaster',
  moderator_name: 'Broadcaster',
  last_activated_at: '2026-01-01T12:00:00.000Z',
}

describeAuthorization(
  'GET /moderation/shield_mode',
  {
    token: 'user',
    scopes: ['moderator:read:shield_mode', 'moderator:manage:shield_mode'],
    userParam: 'moderator_id',
  },
  () => ({ query }),
)
describeAuthorization(
  'PUT /moderation/shield_mode',
  { token: 'user', scopes: ['moderator:manage:shield_mode'], userParam: 'moderator_id' },
  () => ({ query, body: { is_active: true } }),
)

describe('Shield Mode', () => {
  test('begins and ends, which is published when it changes', async () => {
    const world = new World()
    const begun = world.emitted('shield_mode.begin')
    const ended = world.emitted('shield_mode.end')
    const status = async () => (await broadcaster(world).get(path, query)).body

    expect((await set(world, false)).body).toEqual({ data: [never] })
    expect((await set(world, true)).body).toEqual({ data: [active] })
    world.advance(60)
    expect((await set(world, true)).body).toEqual({ data: [active] })
    expect(await status()).toEqual({ data: [active] })
    expect(begun).toEqual([query])

    expect((await set(world, false)).body).toEqual({ data: [{ ...active, is_active: false }] })
    expect(await status()).toEqual({ data: [{ ...active, is_active: false }] })
    expect(ended).toEqual([query])

    await set(world, true)
    expect((await status()).data[0].last_activated_at).toBe('2026-01-01T12:01:00.000Z')
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
    query: { broadcaster_id: 'nope' },
  },
  {
    condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
    query: { broadcaster_id: '1002' },
  },
]

describeRefusals(
  'GET /moderation/shield_mode',
  { caller: broadcaster, valid: () => ({ query }) },
  aboutTheChannel,
)

describeRefusals(
  'PUT /moderation/shield_mode',
  { caller: broadcaster, valid: () => ({ query, body: { is_active: true } }) },
  [
    ...aboutTheChannel,
    {
      condition: '400 The is_active field is required.',
      body: { is_active: undefined },
      message: 'Missing required parameter "is_active"',
    },
    {
      condition: '400 The value in the is_active field is not valid.',
      body: { is_active: 'yes' },
      message: 'The parameter "is_active" was malformed: value must be of type boolean',
    },
  ],
)
