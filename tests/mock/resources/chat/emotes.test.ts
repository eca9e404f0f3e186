import { describe, expect, test } from 'bun:test'
import { insertFollow } from '../../../../src/mock/resources/channels/follows/store.ts'
import { type EmoteRow, insertEmote } from '../../../../src/mock/resources/chat/emotes/store.ts'
import { parseFragments } from '../../../../src/mock/resources/chat/fragments/store.ts'
import { subscribe } from '../../../../src/mock/resources/subscriptions/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const template = 'https://static-cdn.jtvnw.net/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}'
const sizes = { scale: ['1.0', '2.0', '3.0'], theme_mode: ['light', 'dark'] }
const images = (id: string) => ({
  url_1x: `https://static-cdn.jtvnw.net/emoticons/v2/${id}/static/light/1.0`,
  url_2x: `https://static-cdn.jtvnw.net/emoticons/v2/${id}/static/light/2.0`,
  url_4x: `https://static-cdn.jtvnw.net/emoticons/v2/${id}/static/light/3.0`,
})

const kappa: EmoteRow = {
  id: '25',
  name: 'Kappa',
  owner_id: null,
  emote_set_id: '0',
  emote_type: 'globals',
  tier: '',
  format: ['static'],
}
const hype: EmoteRow = {
  id: 'emotesv2_1',
  name: 'broadHype',
  owner_id: '1001',
  emote_set_id: '301',
  emote_type: 'subscriptions',
  tier: '1000',
  format: ['static', 'animated'],
}
const wave: EmoteRow = {
  ...hype,
  id: 'emotesv2_2',
  name: 'broadWave',
  emote_set_id: '302',
  emote_type: 'follower',
  tier: '',
}

function withEmotes(): World {
  const world = new World()
  for (const emote of [kappa, hype, wave]) insertEmote(world.store, emote)
  return world
}

const pictured = ({ id, name, format }: EmoteRow) => ({ id, name, images: images(id), format, ...sizes })
const owned = ({ id, name, format, emote_type, emote_set_id, owner_id }: EmoteRow) => ({
  id,
  name,
  emote_type,
  emote_set_id,
  owner_id: owner_id ?? '0',
  format,
  ...sizes,
})

const reader = (world: World) => world.as(world.viewer, 'user:read:emotes')

describeAuthorization('GET /chat/emotes', { token: 'any' }, () => ({ query: { broadcaster_id: '1001' } }))
describeAuthorization('GET /chat/emotes/global', { token: 'any' }, () => ({}))
describeAuthorization('GET /chat/emotes/set', { token: 'any' }, () => ({ query: { emote_set_id: '0' } }))
describeAuthorization(
  'GET /chat/emotes/user',
  { token: 'user', scopes: ['user:read:emotes'], userParam: 'user_id' },
  () => ({ query: { user_id: '1001' } }),
)

test("GET /chat/emotes lists a channel's emotes", async () => {
  const reply = await withEmotes().asApp().get('/chat/emotes', { broadcaster_id: '1001' })
  const data = [hype, wave].map(({ tier, emote_type, emote_set_id, ...emote }) => ({
    ...pictured({ ...emote, tier, emote_type, emote_set_id }),
    tier,
    emote_type,
    emote_set_id,
  }))
  expect(reply.body).toEqual({ data, template })
})

test("GET /chat/emotes/global lists Twitch's emotes", async () => {
  const reply = await withEmotes().asApp().get('/chat/emotes/global')
  expect(reply.body).toEqual({ data: [pictured(kappa)], template })
})

test('GET /chat/emotes/set lists the sets in the order wanted, each once', async () => {
  const reply = await withEmotes()
    .asApp()
    .get('/chat/emotes/set', { emote_set_id: ['302', '7', '0', '302'] })
  const data = [wave, kappa].map((emote) => ({ ...owned(emote), images: images(emote.id) }))
  expect(reply.body).toEqual({ data, template })
})

test.each([
  'none',
  'bitstier',
  'follower',
  'subscriptions',
  'channelpoints',
  'rewards',
  'hypetrain',
  'prime',
  'turbo',
  'smilies',
  'globals',
  'owl2019',
  'twofactor',
  'limitedtime',
] as const)('GET /chat/emotes/set may have emotes of the type %s', async (emote_type) => {
  const world = new World()
  insertEmote(world.store, { ...wave, emote_type })
  const { body } = await world.asApp().get('/chat/emotes/set', { emote_set_id: '302' })
  expect(body.data).toMatchObject([{ emote_type }])
})

describe('GET /chat/emotes/user', () => {
  const emotesOf = async (world: World, query = {}) =>
    (await reader(world).get('/chat/emotes/user', { user_id: '1003', ...query })).body

  test("has Twitch's emotes, and the follower emotes of the wanted channel", async () => {
    const world = withEmotes()
    expect(await emotesOf(world)).toEqual({ data: [owned(kappa)], template, pagination: {} })
    expect((await emotesOf(world, { broadcaster_id: '1001' })).data).toEqual([owned(kappa), owned(wave)])
  })

  test("has a broadcaster's own", async () => {
    const world = withEmotes()
    const broadcaster = world.as(world.broadcaster, 'user:read:emotes')
    const query = { user_id: '1001', broadcaster_id: '1001' }
    const reply = await broadcaster.get('/chat/emotes/user', query)
    expect(reply.body.data).toEqual([owned(kappa), owned(hype), owned(wave)])
  })

  test('has what a subscription of its tier gives', async () => {
    const world = withEmotes()
    const crown: EmoteRow = {
      ...hype,
      id: 'emotesv2_3',
      name: 'broadCrown',
      emote_set_id: '303',
      tier: '3000',
    }
    insertEmote(world.store, crown)
    subscribe(world.store, { broadcaster_id: '1001', user_id: '1003', tier: '2000' })
    const subscribed = [owned(kappa), owned(hype), owned(wave)]
    expect((await emotesOf(world)).data).toEqual(subscribed)
    expect((await emotesOf(world, { broadcaster_id: '1001' })).data).toEqual(subscribed)
    world.store.update('subscriptions', { tier: '3000' }, { broadcaster_id: '1001', user_id: '1003' })
    expect((await emotesOf(world)).data).toEqual([...subscribed, owned(crown)])
  })

  test('comes in pages', async () => {
    const world = withEmotes()
    for (let n = 0; n < 100; n++) insertEmote(world.store, { ...kappa, id: `g${n}`, name: `Global${n}` })
    const first = await emotesOf(world)
    const second = await emotesOf(world, { after: first.pagination.cursor })
    expect([first.data.length, second.data.length, second.pagination]).toEqual([100, 1, {}])
  })
})

describe('a word in chat', () => {
  const emotesIn = (world: World, broadcaster_id: string) =>
    parseFragments(world.store, { broadcaster_id, user_id: '1003', text: 'Kappa broadHype broadWave' })
      .filter(({ type }) => type === 'emote')
      .map(({ text }) => text)

  test('is an emote for those who may use it there', () => {
    const world = withEmotes()
    expect(emotesIn(world, '1001')).toEqual(['Kappa'])
    const follow = { broadcaster_id: '1001', user_id: '1003', followed_at: '2026-01-01T00:00:00Z' }
    insertFollow(world.store, follow)
    expect(emotesIn(world, '1001')).toEqual(['Kappa', 'broadWave'])
    subscribe(world.store, { broadcaster_id: '1001', user_id: '1003', tier: '1000' })
    expect(emotesIn(world, '1001')).toEqual(['Kappa', 'broadHype', 'broadWave'])
    expect(emotesIn(world, '1002')).toEqual(['Kappa', 'broadHype'])
  })
})

const asApp = (world: World) => world.asApp()
describeRefusals('GET /chat/emotes', { caller: asApp, valid: () => ({ query: {} }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    message: 'Missing required parameter "broadcaster_id"',
  },
])
describeRefusals('GET /chat/emotes/set', { caller: asApp, valid: () => ({ query: {} }) }, [
  {
    condition: '400 The emote_set_id query parameter is required.',
    message: 'Missing required parameter "emote_set_id"',
  },
  {
    condition: '400 The number of emote_set_id query parameters exceeds the maximum allowed.',
    query: { emote_set_id: Array(26).fill('0') },
  },
])
describeRefusals('GET /chat/emotes/user', { caller: reader, valid: () => ({ query: {} }) }, [
  {
    condition: '400 The user_id query parameter is required.',
    message: 'Missing required parameter "user_id"',
  },
])
