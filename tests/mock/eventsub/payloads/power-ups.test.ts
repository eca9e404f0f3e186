import { expect, test } from 'bun:test'
import { redeemPowerUp } from '../../../../src/mock/resources/bits/power-up-redemptions/store.ts'
import { findPowerUp, insertPowerUp } from '../../../../src/mock/resources/bits/power-ups/store.ts'
import { publishedBy, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

test('a redemption of a power-up is published as such, and as Bits', () => {
  const world = new World()
  const offer = {
    broadcaster_id: '1001',
    title: 'Say it',
    bits: 200,
    prompt: 'What?',
    is_user_input_required: true,
  }
  const id = insertPowerUp(world.store, offer)
  const published = publishedBy(world)
  const powerUp = findPowerUp(world.store, '1001', id)!
  redeemPowerUp(world.store, powerUp, { user_id: '1003', user_input: 'Hello' })
  const user = { ...who('broadcaster_user', world.broadcaster), ...who('user', world.viewer) }
  const condition = { broadcaster_user_id: '1001' }
  expect(published).toEqual([
    {
      type: 'channel.bits.use',
      version: '1',
      condition,
      event: {
        ...user,
        bits: 200,
        type: 'custom_power_up',
        message: {
          text: 'Hello',
          fragments: [{ text: 'Hello', type: 'text', emote: null, cheermote: null }],
        },
        power_up: null,
        custom_power_up: { title: 'Say it', reward_id: id },
      },
    },
    {
      type: 'channel.custom_power_up_redemption.add',
      version: '1',
      condition: { ...condition, reward_id: id },
      event: {
        ...user,
        id: uuid(2),
        user_input: 'Hello',
        status: 'unfulfilled',
        custom_power_up: { id, title: 'Say it', bits: 200, prompt: 'What?' },
        redeemed_at: '2026-01-01T12:00:00.000000000Z',
      },
    },
  ])
})
