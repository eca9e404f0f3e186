import { describe, expect, test } from 'bun:test'
import { ChatLimits } from '../../../src/mock/irc/limits.ts'
import { ChatClient, chatIn } from '../../support/chat-client.ts'
import { World } from '../../support/world.ts'

/** https://dev.twitch.tv/docs/chat/#rate-limits */
describe('in chat', () => {
  test.each([
    ['messages', 20, 30],
    ['messagesOfModerators', 100, 30],
    ['joins', 20, 10],
    ['logins', 20, 10],
  ] as const)('%s are limited to %i within %i seconds', (name, maximum, seconds) => {
    const world = new World()
    const limits = new ChatLimits(world.store, true)
    const taken = () => limits.take(name, '1003')
    expect(Array.from({ length: maximum }, taken)).not.toContain(false)
    expect(taken()).toBe(false)
    expect(limits.take(name, '1004')).toBe(true)
    world.advance(seconds - 0.001)
    expect(taken()).toBe(false)
    world.advance(0.001)
    expect(taken()).toBe(true)
  })

  test('nobody repeats a message within 30 seconds', () => {
    const world = new World({ rateLimit: true })
    const speaker = ChatClient.loggedIn(world, chatIn(world), world.viewer, '#broadcaster')
    const say = () => {
      speaker.send('PRIVMSG #broadcaster :Hello')
      return speaker.take().filter((line) => line.includes('msg_duplicate')).length
    }
    expect(say()).toBe(0)
    world.advance(29.999)
    expect(say()).toBe(1)
    world.advance(0.001)
    expect(say()).toBe(0)
  })
})
