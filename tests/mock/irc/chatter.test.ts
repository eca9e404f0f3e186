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
