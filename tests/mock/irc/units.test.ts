import { expect, test } from 'bun:test'
import { ChatClient, chatIn, tagsOf } from '../../support/chat-client.ts'
import { publishedBy } from '../../support/published.ts'
import { World } from '../../support/world.ts'

const room = '#broadcaster'
const here = { broadcaster_id: '1001', user_id: '1003' }

test('a connection is listed, asked to reconnect, and cut off', async () => {
  const world = new World()
  const chat = chatIn(world)
  const [client, other] = [world.viewer, world.other].map((user) =>
    ChatClient.loggedIn(world, chat, user, room),
  )
  const list = async () => (await world.send('GET', '/units/irc_connections')).body.data
  const [row, second] = await list()
  expect(row).toEqual({
    id: expect.any(String),
    user_id: '1003',
    login: 'viewer',
    transport: 'tcp',
    connected_at: '2026-01-01T12:00:00.000Z',
    channels: ['broadcaster'],
  })
  client!.take()
  await world.send('PATCH', `/units/irc_connections/${row.id}`, { body: { reconnect: true } })
  expect(client!.take()).toEqual([':tmi.twitch.tv RECONNECT'])
  world.advance(0.999)
  expect(client!.hasEnded).toBe(false)
  world.advance(0.001)
  expect(client!.hasEnded).toBe(true)
  await world.send('PATCH', `/units/irc_connections/${second.id}`, { body: { close: true } })
  expect([other!.hasEnded, await list()]).toEqual([true, []])
})

test.each([
  [
    'watch_streak',
    { streak_count: 7 },
    'viewermilestone',
    { 'msg-param-value': '7', 'msg-param-category': 'watch-streak' },
  ],
  ['modiversary', {}, 'modiversary', { 'msg-param-months': '12' }],
  ['bits_badge_tier', {}, 'bitsbadgetier', { 'msg-param-threshold': '1000' }],
  ['prime_paid_upgrade', {}, 'primepaidupgrade', { 'msg-param-sub-plan': '1000' }],
  ['gift_paid_upgrade', {}, 'anongiftpaidupgrade', {}],
  ['pay_it_forward', {}, 'communitypayforward', { 'msg-param-prior-gifter-anonymous': '1' }],
])('a notice %s is told over IRC and by EventSub', async (notice_type, details, name, tags) => {
  const world = new World()
  const hearer = ChatClient.loggedIn(world, chatIn(world), world.other, room)
  const told = publishedBy(world)
  await world.send('POST', '/units/chat_notices', { body: { ...here, notice_type, details } })
  const [line, ...others] = hearer.take()
  expect(others).toEqual([])
  expect(line).toEndWith(`:tmi.twitch.tv USERNOTICE ${room}`)
  expect(tagsOf(line)).toMatchObject({ 'msg-id': name, login: 'viewer', 'room-id': '1001', ...tags })
  expect(told).toMatchObject([
    { type: 'channel.chat.notification', event: { notice_type, [notice_type]: details } },
  ])
})

test('subscriptions, gifts and raids are told as notices', async () => {
  const world = new World()
  const hearer = ChatClient.loggedIn(world, chatIn(world), world.other, room)
  await world.send('POST', '/units/subscriptions', { body: { ...here, tier: '2000' } })
  await world.send('PATCH', '/units/subscriptions/1001:1003', { body: { message: 'again' } })
  await world.send('POST', '/units/subscriptions', { body: { ...here, user_id: '1004', gifter_id: '1003' } })
  const told = hearer.take().filter((line) => line.includes(' USERNOTICE '))
  expect(told.map((line) => tagsOf(line))).toMatchObject([
    { 'msg-id': 'sub', 'msg-param-sub-plan': '2000' },
    { 'msg-id': 'resub', 'msg-param-cumulative-months': '2' },
    { 'msg-id': 'subgift', 'msg-param-recipient-user-name': 'other', 'msg-param-sub-plan': '1000' },
  ])
  expect(told[1]).toEndWith(`USERNOTICE ${room} :again`)
})

test('a GIF is a fragment of EventSub and a tag of IRC', async () => {
  const world = new World()
  const hearer = ChatClient.loggedIn(world, chatIn(world), world.other, room)
  const told = publishedBy(world)
  const gif = { gif_id: 'abc', url: 'https://gif.example/abc.gif' }
  await world.send('POST', '/units/chat_messages', { body: { ...here, text: 'a dancing cat', gif } })
  expect(tagsOf(hearer.take()[0])).toMatchObject({ gifs: '0-12|abc|https://gif.example/abc.gif' })
  expect(told[0]!.event).toMatchObject({
    message: { text: 'a dancing cat', fragments: [{ type: 'gif', text: 'a dancing cat', gif, emote: null }] },
  })
})
