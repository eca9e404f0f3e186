import { describe, expect, test } from 'bun:test'
import { grantEntitlement } from '../../../../src/mock/resources/entitlements/drops/store.ts'
import { createTransaction } from '../../../../src/mock/resources/extensions/transactions/store.ts'
import { insertGame } from '../../../../src/mock/resources/games/store.ts'
import { beginTrain, contribute } from '../../../../src/mock/resources/hype-train/store.ts'
import { ofType, publishedBy, typesOf, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const NOON = '2026-01-01T12:00:00.000000000Z'
const ofBroadcaster = { broadcaster_id: '1001' }
const condition = { broadcaster_user_id: '1001' }
const broadcaster = (world: World) => who('broadcaster_user', world.broadcaster)

describe('a goal', () => {
  test('is published when it begins, moves and ends; only the end says whether it was achieved', async () => {
    const world = new World()
    const published = publishedBy(world)
    const goal = { ...ofBroadcaster, type: 'follower', description: 'Friends', target_amount: 1 }
    await world.send('POST', '/units/goals', { body: goal })
    await world.send('POST', '/units/follows', { body: { ...ofBroadcaster, user_id: '1003' } })
    world.advance(60)
    await world.send('DELETE', `/units/goals/${uuid(1)}`)
    const event = {
      ...broadcaster(world),
      id: uuid(1),
      type: 'follow',
      description: 'Friends',
      current_amount: 0,
      target_amount: 1,
      started_at: NOON,
    }
    expect(published.filter(({ type }) => type.startsWith('channel.goal'))).toEqual([
      { type: 'channel.goal.begin', version: '1', condition, event },
      { type: 'channel.goal.progress', version: '1', condition, event: { ...event, current_amount: 1 } },
      {
        type: 'channel.goal.end',
        version: '1',
        condition,
        event: { ...event, current_amount: 1, is_achieved: true, ended_at: '2026-01-01T12:01:00.000000000Z' },
      },
    ])
  })
})

describe('a Hype Train', () => {
  const gave = (total: number) => ({ user_id: '1003', type: 'bits' as const, total })

  test('is published until it ends', () => {
    const world = new World()
    const published = publishedBy(world)
    beginTrain(world.store, ['1001'], [gave(137)])
    contribute(world.store, '1001', gave(400))
    world.advance(600)
    const viewer = who('user', world.viewer)
    const common = {
      ...broadcaster(world),
      id: uuid(1),
      shared_train_participants: null,
      started_at: NOON,
      type: 'regular',
      is_shared_train: false,
    }
    const expires_at = '2026-01-01T12:05:00.000000000Z'
    expect(published).toEqual([
      {
        type: 'channel.hype_train.begin',
        version: '2',
        condition,
        event: {
          ...common,
          level: 1,
          total: 137,
          progress: 137,
          goal: 500,
          top_contributions: [{ ...viewer, type: 'bits', total: 137 }],
          all_time_high_level: 1,
          all_time_high_total: 137,
          expires_at,
        },
      },
      {
        type: 'channel.hype_train.progress',
        version: '2',
        condition,
        event: {
          ...common,
          level: 2,
          total: 537,
          progress: 37,
          goal: 1000,
          top_contributions: [{ ...viewer, type: 'bits', total: 537 }],
          expires_at,
        },
      },
      {
        type: 'channel.hype_train.end',
        version: '2',
        condition,
        event: {
          ...common,
          level: 2,
          total: 537,
          top_contributions: [{ ...viewer, type: 'bits', total: 537 }],
          ended_at: expires_at,
          cooldown_ends_at: '2026-01-01T13:05:00.000000000Z',
        },
      },
    ])
  })

  test('of several channels is published in each', () => {
    const world = new World()
    const published = publishedBy(world)
    beginTrain(world.store, ['1001', '1002'], [gave(100)], 'golden_kappa')
    expect(published.map(({ condition }) => condition.broadcaster_user_id)).toEqual(['1001', '1002'])
    expect(published[1]!.event).toMatchObject({
      type: 'golden_kappa',
      is_shared_train: true,
      shared_train_participants: [broadcaster(world)],
    })
  })
})

describe('a charity campaign', () => {
  const charity = {
    charity_name: 'Open Water',
    charity_description: 'Wells for everybody.',
    charity_logo: 'https://www.example.org/100.png',
    charity_website: 'https://www.example.org',
  }
  const money = (value: number) => ({ value, decimal_places: 2, currency: 'USD' })

  test('is published when it starts, gets money and stops', async () => {
    const world = new World()
    const published = publishedBy(world)
    const wanted = { ...ofBroadcaster, ...charity, target_value: 5000 }
    await world.send('POST', '/units/charity_campaigns', { body: wanted })
    const donation = { ...ofBroadcaster, user_id: '1003', value: 1234 }
    await world.send('POST', '/units/charity_donations', { body: donation })
    await world.send('DELETE', `/units/charity_campaigns/${uuid(1)}`)
    const event = {
      id: uuid(1),
      ...who('broadcaster', world.broadcaster),
      ...charity,
      current_amount: money(1234),
      target_amount: money(5000),
    }
    const type = 'channel.charity_campaign'
    const [notice] = ofType(published, 'channel.chat.notification')
    expect(published.filter((event) => event !== notice)).toEqual([
      {
        type: `${type}.start`,
        version: '1',
        condition,
        event: { ...event, current_amount: money(0), started_at: NOON },
      },
      {
        type: `${type}.donate`,
        version: '1',
        condition,
        event: {
          ...broadcaster(world),
          ...who('user', world.viewer),
          ...charity,
          id: uuid(2),
          campaign_id: uuid(1),
          amount: money(1234),
        },
      },
      { type: `${type}.progress`, version: '1', condition, event },
      { type: `${type}.stop`, version: '1', condition, event: { ...event, stopped_at: NOON } },
    ])
    expect(notice!.event).toMatchObject({
      notice_type: 'charity_donation',
      system_message: 'Viewer: Donated USD 12.34 to support Open Water',
      charity_donation: {
        charity_name: 'Open Water',
        amount: { value: 1234, decimal_place: 2, currency: 'USD' },
      },
    })
  })
})

describe('a drop', () => {
  const grant = (world: World, campaign: object = {}) =>
    grantEntitlement(world.store, { user_id: '1003', game_id: '33214', benefit_id: 'benefit', ...campaign })

  test('is published in a batch', () => {
    const world = new World()
    insertGame(world.store, { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '' })
    const published = publishedBy(world)
    grant(world, { organization_id: '9001', campaign_id: '9003' })
    const data = {
      organization_id: '9001',
      category_id: '33214',
      category_name: 'Fortnite',
      campaign_id: '9003',
      ...who('user', world.viewer),
      entitlement_id: uuid(1),
      benefit_id: 'benefit',
      created_at: NOON,
    }
    expect(published).toEqual([
      {
        type: 'drop.entitlement.grant',
        version: '1',
        condition: { organization_id: '9001', category_id: '33214', campaign_id: '9003' },
        event: [{ id: expect.any(String), data }],
      },
    ])
  })

  test('of nobody in particular reaches whoever listens for the category', () => {
    const world = new World()
    insertGame(world.store, { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '' })
    const published = publishedBy(world)
    grant(world)
    expect(published[0]!.condition).toEqual({ category_id: '33214' })
  })
})

test.each([
  [false, 100],
  [true, 0],
])('what is bought of an extension is published; in development (%p) it is free', (in_development, bits) => {
  const world = new World()
  const published = publishedBy(world)
  createTransaction(world.store, {
    ...ofBroadcaster,
    extension_id: 'ext',
    user_id: '1003',
    product: {
      sku: 'airhorn',
      display_name: 'Airhorn',
      cost: { amount: 100, type: 'bits' },
      in_development,
      expiration: '',
      is_broadcast: false,
    },
  })
  expect(published).toEqual([
    {
      type: 'extension.bits_transaction.create',
      version: '1',
      condition: { extension_client_id: 'ext' },
      event: {
        extension_client_id: 'ext',
        id: uuid(1),
        ...broadcaster(world),
        ...who('user', world.viewer),
        product: { name: 'Airhorn', bits, sku: 'airhorn', in_development },
      },
    },
  ])
  expect(typesOf(published)).toHaveLength(1)
})
