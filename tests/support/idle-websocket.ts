import { connect } from 'node:net'

const HANDSHAKE = [
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

/**
 * A client at a WebSocket that reads when it is told to: until then all that is sent to it stays in the buffers on the
 * way, and in the server.
 */
export async function idleWebSocket({ port }: { port: number }, path: string) {
  const socket = connect(port, '127.0.0.1')
  const { promise: shaken, resolve } = Promise.withResolvers<void>()
  let came = Buffer.alloc(0)
  const messages: string[] = []
  const hearers: (() => void)[] = []
  socket.on('data', (part: Buffer) => {
    came = Buffer.concat([came, part])
    if (messages.length === 0 && came.subarray(0, 4).toString() === 'HTTP') {
      const end = came.indexOf('\r\n\r\n')
      if (end < 0) return
      came = came.subarray(end + 4)
      socket.pause()
      return resolve()
    }
    for (let frame = frameOf(came); frame; frame = frameOf(came)) {
      came = came.subarray(frame.end)
      if (frame.isText) messages.push(frame.text)
    }
    for (const hear of hearers) hear()
  })
  socket.write(`GET ${path} HTTP/1.1\r\n${[`Host: 127.0.0.1:${port}`, ...HANDSHAKE].join('\r\n')}\r\n\r\n`)
  await shaken
  return {
    /** All messages that come, from now on read, up to one that is wanted. */
    read: (isLast: (message: string) => boolean): Promise<string[]> =>
      new Promise((resolve) => {
        let looked = 0
        const look = () => {
          for (; looked < messages.length; looked++)
            if (isLast(messages[looked]!)) return resolve(messages.splice(0, looked + 1))
        }
        hearers.splice(0, 1, look)
        socket.resume()
        look()
      }),
    close: () => socket.destroy(),
  }
}

/** The frame with which the bytes begin, as a server sends it; undefined until all of it is there. */
function frameOf(bytes: Buffer) {
  if (bytes.length < 2) return undefined
  const short = bytes[1]! & 0x7f
  const start = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < start) return undefined
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  const end = start + length
  if (bytes.length < end) return undefined
  return { isText: (bytes[0]! & 0x0f) === 1, text: bytes.subarray(start, end).toString(), end }
}
