import { expect, test } from 'bun:test'
import { ChatClient, chatIn } from '../../support/chat-client.ts'
import { Receiver, SocketClient, settled, subscribeByApp, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

test('a message by IRC and one by Helix are heard over IRC, by a WebSocket and by a webhook of EventSub', async () => {
  const world = new World()
  const chat = chatIn(world)
  const receiver = new Receiver(world)
  const socket = new SocketClient(world)
  const condition = { broadcaster_user_id: '1001', user_id: '1004' }
  const wanted = { type: 'channel.chat.message', condition }
  await subscribeBySocket(world, socket, world.other, wanted, 'user:read:chat')
  world.as(world.other, 'user:read:chat', 'user:bot')
  world.as(world.broadcaster, 'channel:bot')
  await subscribeByApp(world, receiver.transport(), wanted)
  const speaker = ChatClient.loggedIn(world, chat, world.viewer, '#broadcaster')
  const hearer = ChatClient.loggedIn(world, chat, world.other, '#broadcaster')

  speaker.send('PRIVMSG #broadcaster :by IRC')
  const message = { broadcaster_id: '1001', sender_id: '1003', message: 'by Helix' }
  await world.as(world.viewer, 'user:write:chat').post('/chat/messages', message)
  await settled()

  const texts = ['by IRC', 'by Helix']
  const heard = hearer.takePlain().filter((line) => line.includes(' PRIVMSG '))
  expect(heard.map((line) => line.split(' :')[1])).toEqual(texts)
  expect(socket.of('notification').map(({ payload }) => payload.event.message.text)).toEqual(texts)
  expect(receiver.of('notification').map(({ body }) => body.event.message.text)).toEqual(texts)
})
