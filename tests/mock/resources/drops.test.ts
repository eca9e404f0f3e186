import { describe, expect, test } from 'bun:test'
import { createClient } from '../../../src/mock/resources/accounts/store.ts'
import type { Entitlement } from '../../../src/mock/resources/entitlements/drops/schema.ts'
import { grantEntitlement } from '../../../src/mock/resources/entitlements/drops/store.ts'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const PATH = '/entitlements/drops'
const BENEFIT = '74c52265-e214-48a6-91b9-23b6014e8041'

const entitlement: Entitlement = {
  id: uuid(1),
  benefit_id: BENEFIT,
  timestamp: '2026-01-01T12:00:00.000Z',
  user_id: '1003',
  game_id: '33214',
  fulfillment_status: 'CLAIMED',
  last_updated: '2026-01-01T12:00:00.000Z',
}

const developer = (world: World) => world.asApp()
const ofAnExtension = (world: World) =>
  world.asApp(createClient(world.store, 'Extension', { isExtension: true }))

/** A drop of the viewer, and a second later one of the other. */
function grantTwo(world: World): void {
  for (const id of ['33214', '509658'])
    insertGame(world.store, { id, name: id, box_art_url: '', igdb_id: '' })
  const drop = { benefit_id: BENEFIT, game_id: '33214' }
  grantEntitlement(world.store, { ...drop, user_id: '1003' })
  world.advance(1)
  grantEntitlement(world.store, { ...drop, user_id: '1004' })
}

describeAuthorization(`GET ${PATH}`, { token: 'any' }, () => ({}))
describeAuthorization(`PATCH ${PATH}`, { token: 'any' }, () => ({ body: {} }))

describe(`GET ${PATH}`, () => {
  const ids = async (world: World, query: object = {}, caller = developer(world)) => {
    const { body } = await caller.get(PATH, { ...query })
    return body.data.map(({ id }: Entitlement) => id)
  }

  test('lists what was granted, which was published', async () => {
    const world = new World()
    const granted = world.emitted('drop.entitlement.grant')
    grantTwo(world)
    const { body } = await developer(world).get(PATH, { user_id: '1003' })
    expect(body).toEqual({ data: [entitlement], pagination: {} })
    expect(granted[0]).toEqual({ ...entitlement, organization_id: null, campaign_id: null })
  })

  test.each<[string, object, string[]]>([
    ['nothing', {}, [uuid(2), uuid(1)]],
    ['IDs', { id: [uuid(1), uuid(1)] }, [uuid(1)]],
    ['user and game', { user_id: '1004', game_id: '33214' }, [uuid(2)]],
    ['another game', { game_id: '509658' }, []],
    ['status', { fulfillment_status: 'FULFILLED' }, []],
  ])('filters by %s', async (_, query, expected) => {
    const world = new World()
    grantTwo(world)
    expect(await ids(world, query)).toEqual(expected)
  })

  test("shows a user only the user's own", async () => {
    const world = new World()
    grantTwo(world)
    const viewer = world.as(world.viewer)
    expect(await ids(world, {}, viewer)).toEqual([uuid(1)])
    expect(await ids(world, { user_id: '1003' }, viewer)).toEqual([uuid(1)])
    expect(await ids(world, { id: uuid(2) }, viewer)).toEqual([])
  })

  test('goes page by page', async () => {
    const world = new World()
    grantTwo(world)
    const { body } = await developer(world).get(PATH, { first: 1 })
    expect(await ids(world, { first: 1, after: body.pagination.cursor })).toEqual([uuid(1)])
  })
})

const noOrganization = {
  condition: '400 The client in the access token is not associated with a known organization.',
  caller: ofAnExtension,
}

describeRefusals(`GET ${PATH}`, { caller: developer, valid: () => ({ query: {} }) }, [
  noOrganization,
  {
    condition: '400 The value in the fulfillment_status query parameter is not valid.',
    query: { fulfillment_status: 'claimed' },
    message: 'The parameter "fulfillment_status" was malformed: value must be one of "CLAIMED", "FULFILLED"',
  },
  {
    condition: '400 The ID in the user_id query parameter must match the user ID in the user access token.',
    query: { user_id: '1004' },
    caller: (world) => world.as(world.viewer),
  },
  {
    condition:
      '403 The organization associated with the client in the access token must own the game specified ' +
      'in the game_id query parameter.',
    query: { game_id: '1' },
  },
  {
    condition:
      '403 The organization associated with the client in the access token must own the entitlements ' +
      'specified in the id query parameter.',
    query: { id: uuid(99) },
  },
])

describe(`PATCH ${PATH}`, () => {
  const fulfil = async (world: World, ids: string[], caller = developer(world)) => {
    const body = { entitlement_ids: ids, fulfillment_status: 'FULFILLED' }
    return (await caller.patch(PATH, body)).body
  }

  test('groups the IDs by what became of them, and a later read shows it', async () => {
    const world = new World()
    grantTwo(world)
    const { data } = await fulfil(world, [uuid(1), 'nope', uuid(99), uuid(2), uuid(1)])
    expect(data).toEqual([
      { status: 'SUCCESS', ids: [uuid(1), uuid(2)] },
      { status: 'INVALID_ID', ids: ['nope'] },
      { status: 'NOT_FOUND', ids: [uuid(99)] },
    ])
    const { body } = await developer(world).get(PATH, { fulfillment_status: 'FULFILLED', user_id: '1003' })
    expect(body.data).toEqual([
      { ...entitlement, fulfillment_status: 'FULFILLED', last_updated: '2026-01-01T12:00:01.000Z' },
    ])
  })

  test("changes with a user's token only what is the user's", async () => {
    const world = new World()
    grantTwo(world)
    const { data } = await fulfil(world, [uuid(1), uuid(2)], world.as(world.viewer))
    expect(data).toEqual([
      { status: 'SUCCESS', ids: [uuid(1)] },
      { status: 'UNAUTHORIZED', ids: [uuid(2)] },
    ])
  })
})

describeRefusals(`PATCH ${PATH}`, { caller: developer, valid: () => ({ body: {} }) }, [
  noOrganization,
  {
    condition: '400 The value in the fulfillment_status field is not valid.',
    body: { fulfillment_status: 'DONE' },
    message: 'The parameter "fulfillment_status" was malformed: value must be one of "CLAIMED", "FULFILLED"',
  },
])
