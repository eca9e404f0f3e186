import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { LineBuffer } from '../../../src/mock/irc/line-buffer.ts'
import { formatMessage, formatTags, parseMessage } from '../../../src/mock/irc/message.ts'

describe('parseMessage()', () => {
  test.each([
    ['PING', { tags: {}, command: 'PING', params: [] }],
    ['PING :a b', { tags: {}, command: 'PING', params: ['a b'] }],
    ['privmsg #a :b c', { tags: {}, command: 'PRIVMSG', params: ['#a', 'b c'] }],
    ['PRIVMSG #a ::)', { tags: {}, command: 'PRIVMSG', params: ['#a', ':)'] }],
    ['PRIVMSG #a  b :', { tags: {}, command: 'PRIVMSG', params: ['#a', 'b', ''] }],
    [':a!b@c JOIN #d', { tags: {}, prefix: 'a!b@c', command: 'JOIN', params: ['#d'] }],
    [
      '@a=1;b;c=\\s\\:\\\\\\r\\n\\x :s 001 n',
      { tags: { a: '1', b: '', c: ' ;\\\r\nx' }, prefix: 's', command: '001', params: ['n'] },
    ],
    [
      'CAP REQ :twitch.tv/tags twitch.tv/commands',
      { tags: {}, command: 'CAP', params: ['REQ', 'twitch.tv/tags twitch.tv/commands'] },
    ],
  ])('reads %s', (line, message) => expect(parseMessage(line)).toEqual(message))

  test.each(['', ' ', ':only.a.prefix', '@only=tags', '#a', '1 2', 'é'])(
    'takes %p for no message',
    (line) => {
      expect(parseMessage(line)).toBeUndefined()
    },
  )

  test('reads what formatMessage() and formatTags() write', () => {
    const seed = Math.trunc(performance.timeOrigin)
    console.error(`SEED=${seed}`)
    const value = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))
    fc.assert(
      fc.property(value, value, (tag, text) => {
        const oneLine = text.replace(/[\r\n]/g, '')
        const line = formatTags({ tag }) + formatMessage('PRIVMSG', ['#room'], oneLine, 'a!a@a')
        expect(parseMessage(line)).toEqual({
          tags: { tag },
          prefix: 'a!a@a',
          command: 'PRIVMSG',
          params: ['#room', oneLine],
        })
      }),
      { seed },
    )
  })
})

describe('LineBuffer', () => {
  test('puts lines together from whatever pieces they come in', () => {
    const lines = new LineBuffer()
    const bytes = Buffer.from('PING a\r\n\nPRIVMSG #a :héllo\r\nNI')
    const taken = [...bytes].flatMap((byte) => lines.push(Uint8Array.of(byte)) ?? ['lost'])
    expect([...taken, ...lines.push('CK b\n')!]).toEqual(['PING a', 'PRIVMSG #a :héllo', 'NICK b'])
  })

  test('cuts content after 510 bytes, tags apart, and no character in two', () => {
    const tags = `@client-nonce=${'n'.repeat(600)} `
    const start = 'PRIVMSG #a :'
    const [line] = new LineBuffer().push(`${tags}${start}${'é'.repeat(400)}\r\n`)!
    expect(line).toBe(`${tags}${start}${'é'.repeat((510 - start.length) / 2)}`)
  })

  test('gives up on a client that never ends a line', () => {
    expect(new LineBuffer().push('x'.repeat(16 * 1024 + 1))).toBeUndefined()
  })
})
