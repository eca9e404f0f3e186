import { expect, test } from 'bun:test'
import { LineBuffer } from '../../../src/mock/irc/line-buffer.ts'

const pushed = (text: string) => new LineBuffer().push(text)

test('a line holds 512 bytes, its end included and its tags not', () => {
  const tags = `@client-nonce=${'n'.repeat(600)} `
  for (const start of ['', tags]) {
    expect(pushed(`${start}${'x'.repeat(510)}\r\n`)).toEqual([start + 'x'.repeat(510)])
    expect(pushed(`${start}${'x'.repeat(511)}\r\n`)).toEqual([start + 'x'.repeat(510)])
    expect(pushed(`${start}${'x'.repeat(507)}\uFFFD\r\n`)).toEqual([`${start}${'x'.repeat(507)}\uFFFD`])
    expect(pushed(`${start}${'x'.repeat(508)}€\r\n`)).toEqual([start + 'x'.repeat(508)])
  }
})

test('more than 16 KiB without an end are no line', () => {
  expect(pushed('x'.repeat(16 * 1024))).toEqual([])
  expect(pushed('x'.repeat(16 * 1024 + 1))).toBeUndefined()
})
