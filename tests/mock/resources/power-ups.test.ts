import { describe, expect, test } from 'bun:test'
import {
  PowerUpUnavailable,
  redeemPowerUp,
} from '../../../src/mock/resources/bits/power-up-redemptions/store.ts'
import type { PowerUpSettings } from '../../../src/mock/resources/bits/power-ups/schema.ts'
import {
  findPowerUp,
  insertPowerUp,
  updatePowerUp,
} from '../../../src/mock/resources/bits/power-ups/store.ts'
import { beginGoal } from '../../../src/mock/resources/goals/store.ts'
import { beginStream } from '../../../src/mock/resources/streams/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const path = '/bits/custom_power_ups'
const ofBroadcaster = { broadcaster_id: '1001' }

const owner = (world: World) => world.as(world.broadcaster, 'bits:read')
const offer = ({ store }: World, settings: Partial<PowerUpSettings> = {}) =>
  insertPowerUp(store, { ...ofBroadcaster, title: 'Confetti', bits: 50, ...settings })
const redeem = (world: World, id: string, { id: user_id } = world.viewer, user_input?: string) =>
  redeemPowerUp(world.store, findPowerUp(world.store, '1001', id)!, { user_id, user_input })
const listed = async (world: World, id: string) =>
  (await owner(world).get(path, { ...ofBroadcaster, id })).body.data[0]

const images = (name: string) => `https://static-cdn.jtvnw.net/custom-power-up-images/default-${name}.png`

describeAuthorization(
  `GET ${path}`,
  { token: 'user', scopes: ['bits:read'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster }),
)

describe(`GET ${path}`, () => {
  test('lists what a channel offers, or some of it', async () => {
    const world = new World()
    const [confetti, wheel] = [offer(world), offer(world, { title: 'Wheel', bits: 500 })]
    const { body } = await owner(world).get(path, ofBroadcaster)
    expect(body.data[0]).toEqual({
      broadcaster_id: '1001',
      broadcaster_login: 'broadcaster',
      broadcaster_name: 'Broadcaster',
      id: confetti,
      image: null,
      default_image: { url_1x: images('1'), url_2x: images('2'), url_4x: images('4') },
      background_color: '#9147FF',
      is_enabled: true,
      bits: 50,
      title: 'Confetti',
      prompt: '',
      is_user_input_required: false,
      max_per_stream_setting: { is_enabled: false, max_per_stream: 0 },
      max_per_user_per_stream_setting: { is_enabled: false, max_per_user_per_stream: 0 },
      global_cooldown_setting: { is_enabled: false, global_cooldown_seconds: 0 },
      is_paused: false,
      is_in_stock: true,
      redemptions_redeemed_current_stream: null,
      cooldown_expires_at: null,
    })
    const ids = async (id: string[]) =>
      (await owner(world).get(path, { ...ofBroadcaster, id })).body.data.map((row: { id: string }) => row.id)
    expect(body.data.map((row: { id: string }) => row.id)).toEqual([confetti, wheel])
    expect(await ids([wheel, uuid(99)])).toEqual([wheel])
  })
})

describeRefusals(`GET ${path}`, { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The parameter "id" was malformed: there must be at most 50 values',
    query: { id: Array(51).fill('x') },
  },
  { condition: '404 None of the IDs in the id query parameters were found.', query: { id: uuid(99) } },
])

describe('a redemption of a power-up', () => {
  test('is told, spends Bits on the leaderboard, and moves a goal by Bits', async () => {
    const world = new World()
    const goals = world.emitted('goal.progress')
    beginGoal(world.store, { ...ofBroadcaster, type: 'new_bit', description: '', target_amount: 1000 })
    const id = offer(world, { is_user_input_required: true, prompt: 'What?' })
    const added = world.emitted('power_up_redemption.add')
    const redemption = redeem(world, id, world.viewer, 'Hello')
    expect(redemption).toEqual({
      id: uuid(3),
      ...ofBroadcaster,
      user_id: '1003',
      power_up_id: id,
      title: 'Confetti',
      prompt: 'What?',
      bits: 50,
      user_input: 'Hello',
      status: 'unfulfilled',
      redeemed_at: '2026-01-01T12:00:00Z',
    })
    expect(added).toEqual([redemption])
    expect(goals).toMatchObject([{ type: 'new_bit', current_amount: 50 }])
    const { body } = await owner(world).get('/bits/leaderboard')
    expect(body.data).toEqual([
      { user_id: '1003', user_login: 'viewer', user_name: 'Viewer', rank: 1, score: 50 },
    ])
  })

  test.each([
    ['paused', { is_paused: true }, 'The power-up is paused.'],
    ['disabled', { is_enabled: false }, 'The power-up is disabled.'],
    ['without the input', { is_user_input_required: true }, 'The power-up requires a user input.'],
  ])('is impossible while the power-up is %s', (_, settings, message) => {
    const world = new World()
    const id = offer(world)
    updatePowerUp(world.store, id, settings)
    expect(() => redeem(world, id)).toThrow(new PowerUpUnavailable(message))
  })

  test('starts a cool-down, which the power-up shows until it is over', async () => {
    const world = new World()
    const id = offer(world, { is_global_cooldown_enabled: true, global_cooldown_seconds: 60 })
    redeem(world, id)
    expect(await listed(world, id)).toMatchObject({ cooldown_expires_at: '2026-01-01T12:01:00Z' })
    expect(() => redeem(world, id, world.other)).toThrow('cooling down until 2026-01-01T12:01:00Z')
    world.advance(60)
    expect(await listed(world, id)).toMatchObject({ cooldown_expires_at: null })
    expect(redeem(world, id, world.other).status).toBe('unfulfilled')
  })

  test('counts per stream and per user', async () => {
    const world = new World()
    const limits = { is_max_per_stream_enabled: true, max_per_stream: 2 }
    const perUser = { is_max_per_user_per_stream_enabled: true, max_per_user_per_stream: 1 }
    const id = offer(world, { ...limits, ...perUser })
    beginStream(world.store, '1001')
    redeem(world, id)
    expect(() => redeem(world, id)).toThrow('The user may not redeem the power-up again in this stream.')
    redeem(world, id, world.other)
    expect(await listed(world, id)).toMatchObject({
      is_in_stock: false,
      redemptions_redeemed_current_stream: 2,
    })
    expect(() => redeem(world, id, world.affiliate)).toThrow('The power-up is out of stock for this stream.')
  })
})

describe('/units', () => {
  test('offers, changes, redeems and removes power-ups', async () => {
    const world = new World()
    const send = (method: string, path: string, body?: object) =>
      world.send(method, `/units/${path}`, { body })
    const { body: made } = await send('POST', 'power_ups', { ...ofBroadcaster, title: 'Confetti', bits: 50 })
    expect(made).toMatchObject({
      id: uuid(1),
      ...ofBroadcaster,
      title: 'Confetti',
      bits: 50,
      is_enabled: true,
    })
    const { body: changed } = await send('PATCH', `power_ups/${made.id}`, { bits: 60, is_paused: true })
    expect(changed).toEqual({ ...made, bits: 60, is_paused: true })
    const wanted = { ...ofBroadcaster, user_id: '1003', power_up_id: made.id }
    expect(await send('POST', 'power_up_redemptions', wanted)).toMatchObject({
      status: 400,
      body: { message: 'The power-up is paused.' },
    })
    await send('PATCH', `power_ups/${made.id}`, { is_paused: false })
    expect(await send('POST', 'power_up_redemptions', wanted)).toMatchObject({
      status: 201,
      body: { ...wanted, bits: 60, status: 'unfulfilled' },
    })
    expect((await send('DELETE', `power_ups/${made.id}`)).status).toBe(204)
    expect(await send('POST', 'power_up_redemptions', wanted)).toMatchObject({
      status: 404,
      body: { message: `There is no power-up ${made.id}.` },
    })
  })
})
