import { describe, expect, test } from 'bun:test'
import { type Channel, languages } from '../../../../src/mock/resources/channels/information/schema.ts'
import { insertGame } from '../../../../src/mock/resources/games/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

const untouched: Channel = {
  broadcaster_id: '1001',
  broadcaster_login: 'broadcaster',
  broadcaster_name: 'Broadcaster',
  broadcaster_language: 'en',
  game_id: '',
  game_name: '',
  title: '',
  delay: 0,
  tags: [],
  content_classification_labels: [],
  is_branded_content: false,
}
const fortnite = { id: '33214', name: 'Fortnite', box_art_url: '', igdb_id: '1905' }
const changed: Channel = {
  ...untouched,
  broadcaster_language: 'de',
  game_id: '33214',
  game_name: 'Fortnite',
  title: 'there are helicopters in the game?',
  delay: 900,
  tags: ['LevelingUp', 'Müßiggang', '日本語'],
  content_classification_labels: ['Gambling'],
  is_branded_content: true,
}
const changes = {
  game_id: '33214',
  broadcaster_language: 'de',
  title: 'there are helicopters in the game?',
  delay: 900,
  tags: ['LevelingUp', 'Müßiggang', '日本語'],
  content_classification_labels: [
    { id: 'Gambling', is_enabled: true },
    { id: 'DrugsIntoxication', is_enabled: false },
  ],
  is_branded_content: true,
}

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:broadcast')
const patch = (world: World, body: object) => manager(world).patch('/channels', body, ofBroadcaster)
const channel = async (world: World): Promise<Channel> =>
  (await manager(world).get('/channels', ofBroadcaster)).body.data[0]
const withGame = () => {
  const world = new World()
  insertGame(world.store, fortnite)
  return world
}
const restrict = (world: World) =>
  world.as(world.broadcaster, 'user:edit').put('/users', undefined, { description: 'age-restricted' })

describeAuthorization('GET /channels', { token: 'any' }, () => ({ query: ofBroadcaster }))
describeAuthorization(
  'PATCH /channels',
  { token: 'user', scopes: ['channel:manage:broadcast'], userParam: 'broadcaster_id' },
  () => ({ query: ofBroadcaster, body: { title: 'Hello' } }),
)

describe('GET /channels', () => {
  test('tells of each broadcaster once and ignores the unknown', async () => {
    const reply = await new World()
      .asApp()
      .get('/channels', { broadcaster_id: ['1003', '1001', '1003', '9999'] })
    expect(reply.body.data.map((found: Channel) => found.broadcaster_id)).toEqual(['1001', '1003'])
    expect(reply.body.data[0]).toEqual(untouched)
  })

  test('keeps the delay from everybody but the broadcaster', async () => {
    const world = new World()
    await patch(world, { delay: 30 })
    expect((await channel(world)).delay).toBe(30)
    const seen = await world.as(world.viewer).get('/channels', ofBroadcaster)
    expect(seen.body.data[0].delay).toBe(0)
  })
})

describeRefusals(
  'GET /channels',
  { caller: (world) => world.asApp(), valid: () => ({ query: ofBroadcaster }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    { condition: '400 The broadcaster ID is not valid.', query: { broadcaster_id: 'nope' } },
    {
      condition: '400 The number of broadcaster_id query parameters exceeds the maximum allowed.',
      query: { broadcaster_id: Array(101).fill('1001') },
      message: 'The parameter "broadcaster_id" was malformed: there must be at most 100 values',
    },
  ],
)

describe('PATCH /channels', () => {
  test('changes everything that is given, which is published and read again', async () => {
    const world = withGame()
    const updated = world.emitted('channel.update')
    expect(await patch(world, changes)).toMatchObject({ status: 204, body: '' })
    expect(await channel(world)).toEqual(changed)
    expect(updated).toEqual([changed])
  })

  test('takes a title of 140 characters, however many bytes they are, and every language', async () => {
    const world = withGame()
    const title = '😀'.repeat(140)
    expect((await patch(world, { title })).status).toBe(204)
    expect(await channel(world)).toMatchObject({ title })
    for (const broadcaster_language of languages) {
      expect((await patch(world, { broadcaster_language })).status).toBe(204)
      expect(await channel(world)).toMatchObject({ broadcaster_language })
    }
  })

  test('leaves what is not given', async () => {
    const world = withGame()
    await patch(world, changes)
    await patch(world, { title: 'Another' })
    expect(await channel(world)).toEqual({ ...changed, title: 'Another' })
  })

  test.each(['', '0'])('unsets the category with %p', async (game_id) => {
    const world = withGame()
    await patch(world, changes)
    await patch(world, { game_id })
    expect(await channel(world)).toMatchObject({ game_id: '', game_name: '' })
  })

  test('leaves the category when Twitch does not know the new one', async () => {
    const world = withGame()
    await patch(world, changes)
    expect((await patch(world, { game_id: '1' })).status).toBe(204)
    expect(await channel(world)).toEqual(changed)
  })

  test('switches labels on and off one by one, or off altogether', async () => {
    const world = new World()
    const labels = async (content_classification_labels: unknown) => {
      await patch(world, { content_classification_labels })
      return (await channel(world)).content_classification_labels
    }
    expect(await labels([{ id: 'ViolentGraphic', is_enabled: true }])).toEqual(['ViolentGraphic'])
    expect(await labels(['Gambling'])).toEqual(['Gambling', 'ViolentGraphic'])
    expect(await labels([{ id: 'ViolentGraphic', is_enabled: false }])).toEqual(['Gambling'])
    expect(await labels([])).toEqual([])
  })

  test('removes all tags with an empty list, and takes a delay as text', async () => {
    const world = withGame()
    await patch(world, changes)
    await patch(world, { tags: [], delay: '15' })
    expect(await channel(world)).toMatchObject({ tags: [], delay: 15 })
  })

  test('does not publish tags, delay, or what was so already', async () => {
    const world = new World()
    await patch(world, { title: 'Hello' })
    const updated = world.emitted('channel.update')
    await patch(world, { title: 'Hello', tags: ['Chill'], delay: 1 })
    expect(updated).toEqual([])
  })
})

describeRefusals(
  'PATCH /channels',
  { caller: manager, valid: () => ({ query: ofBroadcaster, body: { title: 'Hello' } }) },
  [
    {
      condition: '400 (undocumented) a language that no channel can be in',
      body: { broadcaster_language: 'tlh' },
      message: 'The language in broadcaster_language is not supported.',
    },
    {
      condition: '400 (undocumented) a title of 141 characters',
      body: { title: '😀'.repeat(141) },
      message: 'Title is too long.',
    },
    {
      condition: '400 (undocumented) a title that is no text',
      body: { title: 1 },
      message: 'The parameter "title" was malformed: value must be of type string',
    },
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The request must update at least one property.',
      body: { title: undefined, name: 'x' },
    },
    { condition: '400 The title field may not contain an empty string.', body: { title: '' } },
    { condition: '400 The ID in game_id is not valid.', body: { game_id: 'Fortnite' } },
    {
      condition: '400 To update the delay field, the broadcaster must have partner status.',
      call: () => ({ query: { broadcaster_id: '1002' }, body: { delay: 10 } }),
      caller: (world) => world.as(world.affiliate, 'channel:manage:broadcast'),
    },
    {
      condition: '400 (undocumented) a delay of more than 15 minutes',
      body: { delay: 901 },
      message: 'The parameter "delay" was malformed: the value must be less than or equal to 900',
    },
    {
      condition: '400 The list in the tags field exceeds the maximum number of tags allowed.',
      body: { tags: Array(11).fill('Chill') },
      message: 'The parameter "tags" was malformed: there must be at most 10 values',
    },
    {
      condition: '400 A tag in the tags field exceeds the maximum length allowed.',
      body: { tags: ['x'.repeat(26)] },
      message: 'The parameter "tags.0" was malformed: the value must be at most 25 characters long',
    },
    { condition: '400 A tag in the tags field is empty.', body: { tags: ['Chill', ''] } },
    {
      condition: '400 A tag in the tags field contains special characters or spaces.',
      body: { tags: ['two words'] },
    },
    {
      condition: '400 One or more tags in the tags field failed AutoMod review.',
      body: { tags: ['automod-fail'] },
    },
    {
      condition: "400 Game restricted for user's age and region",
      arrange: restrict,
      body: { game_id: '33214' },
    },
    {
      condition: "401 User requests CCL for a channel they don't own",
      query: { broadcaster_id: '1004' },
      body: { content_classification_labels: [{ id: 'Gambling', is_enabled: true }] },
      message: "The ID in broadcaster_id must match the user ID found in the request's OAuth token.",
    },
    {
      condition: '403 User requested gaming CCLs to be added to their channel',
      body: { content_classification_labels: [{ id: 'MatureGame', is_enabled: true }] },
    },
    {
      condition: '403 Unallowed CCLs declared for underaged authorized user in a restricted country',
      arrange: restrict,
      body: { content_classification_labels: [{ id: 'Gambling', is_enabled: true }] },
    },
    {
      condition: '409 User set the Branded Content flag too frequently',
      async arrange(world) {
        for (let time = 0; time < 10; time++) await patch(world, { is_branded_content: true })
      },
      body: { is_branded_content: false },
    },
  ],
)

test('whoever may not declare a label may still change the rest', async () => {
  const world = new World()
  await restrict(world)
  const api = world.as(world.broadcaster, 'channel:manage:broadcast')
  expect((await api.patch('/channels', { title: 'New' }, ofBroadcaster)).status).toBe(204)
  expect((await api.patch('/channels', { game_id: '0' }, ofBroadcaster)).status).toBe(204)
})
