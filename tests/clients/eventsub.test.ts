import { expect, setDefaultTimeout, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { emptyHome, type RunningMock, startMock } from '../support/binary.ts'
import { Remote, until } from '../support/units.ts'

/** A WebSocket and a web server of the runtime against the compiled server: nothing but the protocols. */

setDefaultTimeout(30_000)

// biome-ignore lint/suspicious/noExplicitAny: whatever the server says
type Json = any

async function openSocket(url: string) {
  const messages: Json[] = []
  const closed: number[] = []
  const socket = new WebSocket(url)
  socket.onmessage = ({ data }) => messages.push(JSON.parse(data))
  socket.onclose = ({ code }) => closed.push(code)
  await until(() => messages.length > 0, 'the welcome')
  const sessionId: string = messages[0].payload.session.id
  return { socket, messages, closed, sessionId }
}

const start = (...args: string[]): Promise<RunningMock> => startMock(emptyHome(), '--db', ':memory:', ...args)

const poll = (broadcaster_id: string) => ({
  broadcaster_id,
  title: 'Heads?',
  choices: [{ title: 'Yes' }, { title: 'No' }],
  duration: 15,
})

test('a poll that is ended arrives by WebSocket, at both loopback addresses; the server ends in peace', async () => {
  const mock = await start()
  const remote = await Remote.of(mock)
  const broadcaster_user_id = remote.users[1]!.id
  const token = await remote.userToken(broadcaster_user_id, ['channel:manage:polls'])
  const four = await openSocket(`ws://127.0.0.1:${remote.port}/ws`)
  const clients = [four]
  const six = await openSocket(`ws://[::1]:${remote.port}/eventsub/ws`).catch(() => undefined)
  if (six) clients.push(six)
  for (const { sessionId: session_id } of clients) {
    await remote.helix(token, 'POST', '/eventsub/subscriptions', {
      type: 'channel.poll.end',
      version: '1',
      condition: { broadcaster_user_id },
      transport: { method: 'websocket', session_id },
    })
  }
  const { data } = await remote.helix(token, 'POST', '/polls', poll(broadcaster_user_id))
  await remote.helix(token, 'PATCH', '/polls', {
    broadcaster_id: broadcaster_user_id,
    id: data[0].id,
    status: 'TERMINATED',
  })
  for (const { messages } of clients) {
    await until(() => messages.length === 2, 'the notification')
    expect(messages[1]).toMatchObject({
      metadata: { message_type: 'notification', subscription_type: 'channel.poll.end' },
      payload: { event: { id: data[0].id, status: 'terminated', broadcaster_user_id } },
    })
  }
  expect((await mock.stop()).exitCode).toBe(0)
  await until(() => clients.every(({ closed }) => closed.length === 1), 'the end of the connections')
  expect(four.closed).toEqual([4000])
})

test('traffic of the client is refused, and so is a plain request', async () => {
  const mock = await start()
  const { socket, closed } = await openSocket(`${mock.url.replace('http', 'ws')}/ws`)
  socket.send('hello')
  await until(() => closed.length > 0, 'the end')
  expect(closed).toEqual([4001])
  expect((await fetch(`${mock.url}/ws`)).status).toBe(426)
})

test('what ends by itself is published on time, without any request, also after a restart', async () => {
  const home = emptyHome()
  const begun = await startMock(home, '--now', '2026-01-01T12:00:00Z')
  const before = await Remote.of(begun)
  const broadcaster_user_id = before.users[0]!.id
  const token = await before.userToken(broadcaster_user_id, ['channel:manage:polls'])
  const { data } = await before.helix(token, 'POST', '/polls', {
    broadcaster_id: broadcaster_user_id,
    title: 'Heads?',
    choices: [{ title: 'Yes' }, { title: 'No' }],
    duration: 60,
  })
  const [running] = data
  await begun.stop()

  const due = Date.parse(running.started_at) + running.duration * 1000
  const mock = await startMock(home, '--now', new Date(due - 3000).toISOString())
  const remote = await Remote.of(mock)
  const { messages, sessionId } = await openSocket(`${mock.url.replace('http', 'ws')}/ws`)
  await remote.helix(token, 'POST', '/eventsub/subscriptions', {
    type: 'channel.poll.end',
    version: '1',
    condition: { broadcaster_user_id },
    transport: { method: 'websocket', session_id: sessionId },
  })
  const ended = () => messages.find(({ metadata }) => metadata.message_type === 'notification')
  await until(ended, 'the end of the poll')
  const { metadata, payload } = ended()
  expect(payload.event).toMatchObject({ id: running.id, status: 'completed' })
  expect(Date.parse(payload.event.ended_at)).toBe(due)
  expect(Date.parse(metadata.message_timestamp) - due).toBeLessThan(400)
})

test('a webhook is challenged, gets signed notifications, and is told of its revocation', async () => {
  const mock = await start()
  const remote = await Remote.of(mock)
  const secret = 'a secret of the receiver'
  const received: { type: string; body: Json; isSigned: boolean }[] = []
  const receiver = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const raw = await request.text()
      const header = (name: string) => request.headers.get(`Twitch-Eventsub-Message-${name}`) ?? ''
      const hmac = createHmac('sha256', secret).update(header('Id') + header('Timestamp') + raw)
      const isSigned = header('Signature') === `sha256=${hmac.digest('hex')}`
      const body = JSON.parse(raw)
      received.push({ type: header('Type'), body, isSigned })
      return new Response(body.challenge ?? '')
    },
  })
  const broadcaster_user_id = remote.users[1]!.id
  const userToken = await remote.userToken(broadcaster_user_id, ['channel:manage:polls'])
  const token = await remote.appToken()
  const callback = `http://localhost:${receiver.port}/webhook`
  await remote.helix(token, 'POST', '/eventsub/subscriptions', {
    type: 'channel.poll.begin',
    version: '1',
    condition: { broadcaster_user_id },
    transport: { method: 'webhook', callback, secret },
  })
  await until(() => received.length === 1, 'the challenge')
  const listed = () => remote.helix(token, 'GET', '/eventsub/subscriptions?status=enabled')
  await until(async () => (await listed()).data.length > 0, 'the verification')
  await remote.helix(userToken, 'POST', '/polls', poll(broadcaster_user_id))
  await until(() => received.length === 2, 'the notification')
  const credentials = `client_id=${remote.clientId}&client_secret=${remote.clientSecret}`
  await fetch(`${mock.url}/auth/disconnect?${credentials}&user_id=${broadcaster_user_id}`, { method: 'POST' })
  await until(() => received.length === 3, 'the revocation')
  expect(received.map(({ type, isSigned, body }) => [type, isSigned, body.subscription.status])).toEqual([
    ['webhook_callback_verification', true, 'webhook_callback_verification_pending'],
    ['notification', true, 'enabled'],
    ['revocation', true, 'authorization_revoked'],
  ])
  await receiver.stop(true)
})

test('--allow-callback-host lets callbacks be elsewhere, by HTTPS', async () => {
  const mock = await start('--allow-callback-host', 'one.example,two.example')
  const remote = await Remote.of(mock)
  const token = await remote.appToken()
  const subscribe = (host: string) =>
    remote.helix(token, 'POST', '/eventsub/subscriptions', {
      type: 'stream.online',
      version: '1',
      condition: { broadcaster_user_id: remote.users[0]!.id },
      transport: { method: 'webhook', callback: `https://${host}/webhook`, secret: 'x'.repeat(10) },
    })
  await subscribe('one.example')
  await subscribe('two.example')
  expect(subscribe('three.example')).rejects.toThrow('--allow-callback-host three.example')
})
