import { describe, expect, test } from 'bun:test'
import type { AutoModSettings } from '../../../../../src/mock/resources/moderation/automod/settings/schema.ts'
import { describeAuthorization } from '../../../../support/authorization.ts'
import { describeRefusals, type Refusal } from '../../../../support/refusals.ts'
import { World } from '../../../../support/world.ts'

const path = '/moderation/automod/settings'
const query = { broadcaster_id: '1001', moderator_id: '1001' }

const off: AutoModSettings = {
  ...query,
  overall_level: null,
  disability: 0,
  aggression: 0,
  sexuality_sex_or_gender: 0,
  misogyny: 0,
  bullying: 0,
  swearing: 0,
  race_ethnicity_or_religion: 0,
  sex_based_terms: 0,
}

/** The example of the documentation. */
const level3: AutoModSettings = {
  ...query,
  overall_level: 3,
  disability: 3,
  aggression: 3,
  sexuality_sex_or_gender: 3,
  misogyny: 3,
  bullying: 2,
  swearing: 0,
  race_ethnicity_or_religion: 3,
  sex_based_terms: 3,
}

const scopes = ['moderator:read:automod_settings', 'moderator:manage:automod_settings'] as const
const broadcaster = (world: World) => world.as(world.broadcaster, ...scopes)
const put = (world: World, body: object) => broadcaster(world).put(path, body, query)
const get = async (world: World) => (await broadcaster(world).get(path, query)).body

describeAuthorization(
  'GET /moderation/automod/settings',
  { token: 'user', scopes: [scopes[0]], userParam: 'moderator_id' },
  () => ({ query }),
)
describeAuthorization(
  'PUT /moderation/automod/settings',
  { token: 'user', scopes: [scopes[1]], userParam: 'moderator_id' },
  () => ({ query, body: { overall_level: 3 } }),
)

describe('AutoMod settings', () => {
  test('are off at first', async () => {
    expect(await get(new World())).toEqual({ data: [off] })
  })

  test('are set by an overall level, which is published', async () => {
    const world = new World()
    const updates = world.emitted('automod.settings.update')
    expect((await put(world, { overall_level: 3 })).body).toEqual({ data: [level3] })
    expect(await get(world)).toEqual({ data: [level3] })
    expect(updates).toEqual([level3])
  })

  test('are off where a single one is set, also if there was an overall level', async () => {
    const world = new World()
    await put(world, { overall_level: 3 })
    await put(world, { swearing: 2 })
    expect(await get(world)).toEqual({ data: [{ ...off, swearing: 2 }] })
  })

  test('are an overall level if they match it', async () => {
    const { broadcaster_id: _, moderator_id: __, overall_level: ___, ...levels } = level3
    expect((await put(new World(), levels)).body).toEqual({ data: [level3] })
    expect((await put(new World(), { swearing: 0 })).body).toEqual({ data: [{ ...off, overall_level: 0 }] })
  })

  test('may be sent as they were read', async () => {
    const world = new World()
    await put(world, { swearing: 2 })
    const [read] = (await get(world)).data
    expect((await put(world, { ...read, bullying: 1 })).body).toEqual({
      data: [{ ...off, swearing: 2, bullying: 1 }],
    })
  })
})

const foreignChannel: Refusal = {
  condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
  query: { broadcaster_id: '1002' },
}
const missing = (parameter: string) => ({
  query: { [parameter]: undefined },
  message: `Missing required parameter "${parameter}"`,
})

describeRefusals('GET /moderation/automod/settings', { caller: broadcaster, valid: () => ({ query }) }, [
  { condition: '400 The broadcaster_id query parameter is required.', ...missing('broadcaster_id') },
  { condition: '400 The moderator_id query parameter is required.', ...missing('moderator_id') },
  foreignChannel,
])

const eitherOr =
  '400 The overall_level setting or one or more individual settings like aggression is required; the ' +
  "overall and individual settings are mutually exclusive, so don't set both."

describeRefusals(
  'PUT /moderation/automod/settings',
  { caller: broadcaster, valid: () => ({ query, body: { overall_level: 3 } }) },
  [
    { condition: '400 The broadcaster_id is required.', ...missing('broadcaster_id') },
    { condition: '400 The moderator_id is required.', ...missing('moderator_id') },
    { condition: eitherOr, body: { aggression: 1 } },
    {
      condition: '400 (undocumented) no setting',
      body: { overall_level: null },
      message: eitherOr.slice(4),
    },
    {
      condition: '400 The value of one or more AutoMod settings is not valid.',
      body: { overall_level: 5 },
    },
    {
      condition: '400 (undocumented) a level that is no number',
      body: { overall_level: undefined, swearing: 'much' },
      message: 'The value of one or more AutoMod settings is not valid.',
    },
    foreignChannel,
  ],
)
