import { describe, expect, test } from 'bun:test'
import type { Campaign, Donation } from '../../../src/mock/resources/charity/schema.ts'
import { donate, startCampaign, stopCampaign } from '../../../src/mock/resources/charity/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const wanted = {
  ...ofBroadcaster,
  charity_name: 'Open Water',
  charity_description: 'Wells and clean water for everybody.',
  charity_logo: 'https://www.example.org/open-water/100.png',
  charity_website: 'https://www.example.org/open-water',
  target_amount: { value: 150_000, decimal_places: 2, currency: 'EUR' },
}

const euros = (value: number) => ({ value, decimal_places: 2, currency: 'EUR' })

const campaign: Campaign = {
  id: uuid(1),
  ...wanted,
  broadcaster_login: 'broadcaster',
  broadcaster_name: 'Broadcaster',
  current_amount: euros(0),
}

const donation: Donation = {
  id: uuid(2),
  campaign_id: uuid(1),
  user_id: '1003',
  user_login: 'viewer',
  user_name: 'Viewer',
  amount: euros(500),
}

const owner = (world: World) => world.as(world.broadcaster, 'channel:read:charity')
const start = (world: World) => startCampaign(world.store, wanted)
const get = async (world: World, path: string, query: object = {}) =>
  (await owner(world).get(path, { ...ofBroadcaster, ...query })).body

const paths = ['/charity/campaigns', '/charity/donations'] as const

for (const path of paths) {
  describeAuthorization(
    `GET ${path}`,
    { token: 'user', scopes: ['channel:read:charity'], userParam: 'broadcaster_id' },
    () => ({ query: ofBroadcaster }),
  )
  describeRefusals(`GET ${path}`, { caller: owner, valid: () => ({ query: ofBroadcaster }) }, [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '403 The broadcaster is not a partner or affiliate.',
      query: { broadcaster_id: '1003' },
      caller: (world) => world.as(world.viewer, 'channel:read:charity'),
    },
  ])
}

describe('a charity campaign', () => {
  test('can be read from its start to its end, with what it collects', async () => {
    const world = new World()
    const started = world.emitted('charity_campaign.start')
    const donated = world.emitted('charity_campaign.donate')
    const progressed = world.emitted('charity_campaign.progress')
    const stopped = world.emitted('charity_campaign.stop')
    for (const path of paths) expect((await get(world, path)).data).toEqual([])

    expect(start(world)).toEqual(campaign)
    expect(started).toEqual([{ ...campaign, started_at: '2026-01-01T12:00:00Z' }])
    expect(await get(world, '/charity/campaigns')).toEqual({ data: [campaign] })

    expect(donate(world.store, campaign, '1003', 500)).toEqual(donation)
    const richer: Campaign = { ...campaign, current_amount: euros(500) }
    expect(donated).toEqual([{ campaign: richer, donation }])
    expect(progressed).toEqual([richer])
    expect(await get(world, '/charity/campaigns')).toEqual({ data: [richer] })
    expect(await get(world, '/charity/donations')).toEqual({ data: [donation], pagination: {} })

    world.advance(60)
    stopCampaign(world.store, richer)
    expect(stopped).toEqual([{ ...richer, stopped_at: '2026-01-01T12:01:00Z' }])
    for (const path of paths) expect((await get(world, path)).data).toEqual([])
  })

  test('lists its donations page by page, the newest first', async () => {
    const world = new World()
    start(world)
    for (const value of [100, 200, 300]) {
      donate(world.store, campaign, '1003', value)
      world.advance(1)
    }
    const values = ({ data }: { data: Donation[] }) => data.map(({ amount }) => amount.value)
    const newest = await get(world, '/charity/donations', { first: 2 })
    const rest = await get(world, '/charity/donations', { first: 2, after: newest.pagination.cursor })
    expect([values(newest), values(rest)]).toEqual([[300, 200], [100]])
    expect(rest.pagination).toEqual({})
  })
})
