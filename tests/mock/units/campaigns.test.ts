import { describe, expect, test } from 'bun:test'
import { uuid, World } from '../../support/world.ts'

describe('charity campaigns', () => {
  const start = (world: World, broadcaster_id = '1001') =>
    world.send('POST', '/units/charity_campaigns', { body: { broadcaster_id, charity_name: 'Open Water' } })

  test('start without a goal, and stop once', async () => {
    const world = new World()
    const none = { value: 0, decimal_places: 2, currency: 'USD' }
    const campaign = { id: uuid(1), charity_name: 'Open Water', current_amount: none, target_amount: null }
    expect(await start(world)).toMatchObject({ status: 201, body: { ...campaign, stopped_at: null } })
    expect(await start(world)).toMatchObject({ status: 409 })
    const one = `/units/charity_campaigns/${uuid(1)}`
    expect(await world.send('DELETE', one)).toMatchObject({ status: 204 })
    expect(await world.send('DELETE', one)).toMatchObject({ status: 400 })
    expect(await start(world, '9')).toMatchObject({ status: 404 })
  })
})
