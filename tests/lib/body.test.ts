import { describe, expect, test } from 'bun:test'
import { BodyTooLarge, readBytes } from '../../src/lib/body.ts'

const streamed = (...lengths: number[]) =>
  new ReadableStream({
    start(controller) {
      for (const length of lengths) controller.enqueue(new Uint8Array(length))
      controller.close()
    },
  })
const posted = (body: string, headers = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers })

describe('readBytes() with a limit of 10', () => {
  test.each([
    ['a request', () => posted('0123456789'), 10],
    ['a request that says its length', () => posted('0123456789', { 'Content-Length': '10' }), 10],
    ['an answer', () => new Response('0123'), 4],
    ['an answer in parts', () => new Response(streamed(4, 6)), 10],
    ['an answer without a body', () => new Response(null), 0],
  ])('reads %s', async (_, message, length) => {
    expect((await readBytes(message(), 10)).byteLength).toBe(length)
  })

  test.each([
    ['a request', () => posted('01234567890')],
    ['a request that says so', () => posted('', { 'Content-Length': '11' })],
    ['an answer in parts', () => new Response(streamed(4, 7))],
    [
      'an answer that says it is shorter',
      () => new Response('01234567890', { headers: { 'Content-Length': '1' } }),
    ],
  ])('refuses %s that is too long', async (_, message) => {
    expect(readBytes(message(), 10)).rejects.toBeInstanceOf(BodyTooLarge)
  })
})
