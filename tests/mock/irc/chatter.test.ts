import { expect, test } from 'bun:test'
import { startChatter } from '../../../src/mock/irc/chatter.ts'
import { beginStream } from '../../../src/mock/resources/streams/store.ts'
import { ChatClient, chatIn } from '../../support/chat-client.ts'
import { World } from '../../support/world.ts'

const saidIn = (minutes: number) => {
  const world = new World()
  beginStream(world.store, '1001')
  const hearer = ChatClient.loggedIn(world, chatIn(world), world.broadcaster, '#broadcaster')
  const stop = startChatter(world.store, world.scheduler, 6)
  world.advance(minutes * 60)
  stop()
  world.advance(60)
  return hearer.takePlain().filter((line) => line.includes(' PRIVMSG #broadcaster :'))
}

test('chatter says so many messages a minute in live channels, the same with the same seed, until it ends', () => {
  const said = saidIn(2)
  expect(said).toHaveLength(12)
  expect(new Set(said).size).toBeGreaterThan(3)
  expect(saidIn(2)).toEqual(said)
})

test('of the messages of chatter a quarter are the last before their writer leaves', () => {
  const world = new World()
  beginStream(world.store, '1001')
  const said = world.emitted('chat.message')
  const stop = startChatter(world.store, world.scheduler, 60)
  let left = 0
  for (let n = 0; n < 1000; n++) {
    world.advance(1)
    const { user_id } = said.at(-1)!
    const chatter = 'SELECT 1 FROM chatters WHERE user_id = $user_id'
    if (!world.store.get(chatter, { user_id })) left++
  }
  stop()
  expect(said).toHaveLength(1000)
  expect(left / 1000).toBeWithin(0.23, 0.27)
})
