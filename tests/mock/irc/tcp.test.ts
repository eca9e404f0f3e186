import { expect, test } from 'bun:test'
import { connect } from 'node:net'
import { startServer } from '../../../src/mock/server/start.ts'
import { World } from '../../support/world.ts'

test('a client that reads late misses nothing by TCP', async () => {
  const { store } = new World()
  const { chatPort, stop } = startServer({ store, port: 0, chat: { port: 0 } })
  const socket = connect(chatPort!, '127.0.0.1')
  socket.pause()
  const sent = Array.from({ length: 20_000 }, (_, n) => `:${n} ${'x'.repeat(450)}`)
  const { promise: isSent, resolve } = Promise.withResolvers<void>()
  socket.write(
    `PASS SCHMOOPIIE\r\nNICK justinfan1\r\n${sent.map((word) => `PING ${word}\r\n`).join('')}`,
    () => resolve(),
  )
  await isSent
  socket.resume()
  let received = ''
  socket.setEncoding('latin1')
  for await (const part of socket) {
    received += part
    if (received.endsWith(`${sent.at(-1)!.slice(1)}\r\n`)) break
  }
  socket.destroy()
  const answers = received.split('\r\n').filter((line) => line.includes(' PONG '))
  expect(answers.length).toBe(sent.length)
  expect(answers.map((line) => line.slice(line.indexOf(' :') + 1))).toEqual(sent)
  await stop()
})
