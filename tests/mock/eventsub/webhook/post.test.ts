import { afterEach, describe, expect, test } from 'bun:test'
import { CallbackRefused } from '../../../../src/mock/eventsub/webhook/address.ts'
import { guardedPost } from '../../../../src/mock/eventsub/webhook/post.ts'
import { certificate } from '../../../support/certificate.ts'

const servers: Bun.Server<undefined>[] = []

afterEach(async () => {
  delete process.env.HTTP_PROXY
  delete process.env.http_proxy
  await Promise.all(servers.splice(0).map((server) => server.stop(true)))
})

function receiver(answer: (request: Request) => Response | Promise<Response>, options: object = {}) {
  const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer, ...options })
  servers.push(server)
  return server.port
}

const post = guardedPost(() => false)
const message = (signal = new AbortController().signal) => ({
  headers: { 'Content-Type': 'application/json', 'Twitch-Eventsub-Message-Type': 'notification' },
  body: '{"event":"ü"}',
  signal,
})

describe('guardedPost()', () => {
  test('sends headers and body, and reads status and body', async () => {
    const received: object[] = []
    const port = receiver(async (request) => {
      const { method, headers } = request
      received.push({
        method,
        path: new URL(request.url).pathname + new URL(request.url).search,
        host: headers.get('host'),
        type: headers.get('twitch-eventsub-message-type'),
        length: headers.get('content-length'),
        body: await request.text(),
      })
      return new Response('fine', { status: 202 })
    })
    const answer = await post(`http://app.localhost:${port}/a?b=c`, message())
    expect(answer).toEqual({ status: 202, body: 'fine' })
    expect(received).toEqual([
      {
        method: 'POST',
        path: '/a?b=c',
        host: `app.localhost:${port}`,
        type: 'notification',
        length: '14',
        body: '{"event":"ü"}',
      },
    ])
  })

  test('does not follow redirects', async () => {
    const port = receiver(() => Response.redirect('http://localhost:1/elsewhere', 307))
    expect((await post(`http://localhost:${port}/`, message())).status).toBe(307)
  })

  test('asks no proxy', async () => {
    process.env.HTTP_PROXY = 'http://127.0.0.1:1'
    process.env.http_proxy = 'http://127.0.0.1:1'
    const port = receiver(() => new Response('direct'))
    expect((await post(`http://localhost:${port}/`, message())).body).toBe('direct')
  })

  test('finds a server of this machine that listens on IPv6 alone', async () => {
    const port = receiver(() => new Response('six'), { hostname: '::1' })
    expect((await post(`http://localhost:${port}/`, message())).body).toBe('six')
  })

  test('takes any certificate of this machine', async () => {
    const port = receiver(() => new Response('safe'), { tls: certificate })
    expect((await post(`https://localhost:${port}/`, message())).body).toBe('safe')
  })

  test('reads no more of an answer than a challenge is long', async () => {
    const port = receiver(() => new Response('x'.repeat(10_000_000)))
    const { body } = await post(`http://localhost:${port}/`, message())
    expect(body.length).toBeLessThan(1_000_000)
  })

  test('reads on after 4096 bytes, and not after one more', async () => {
    const chunks = `1000\r\n${'x'.repeat(4096)}\r\n1\r\nx\r\n`
    const server = Bun.listen({
      port: 0,
      hostname: '127.0.0.1',
      socket: {
        data: (socket) => void socket.write(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`),
      },
    })
    const { body } = await post(`http://localhost:${server.port}/`, message())
    server.stop(true)
    expect(body).toHaveLength(4097)
  })

  test('gives up when it is told to', async () => {
    const giving = new AbortController()
    const port = receiver(() => {
      giving.abort()
      return new Promise<Response>(() => {})
    })
    await expect(post(`http://localhost:${port}/`, message(giving.signal))).rejects.toThrow()
  })

  test('rejects where nobody listens, and where it must not go', async () => {
    const port = receiver(() => new Response())
    await servers.pop()!.stop(true)
    await expect(post(`http://localhost:${port}/`, message())).rejects.toThrow()
    await expect(post('https://example.com/', message())).rejects.toThrow(CallbackRefused)
  })
})
