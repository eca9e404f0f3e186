import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { emptyHome, twitch as runTwitch } from '../support/binary.ts'
import { type Intercepted, startIntercepted } from '../support/interception.ts'
import { Remote } from '../support/units.ts'

/** The compiled server, asked at Twitch's own addresses. */

let twitch: Intercepted
let remote: Remote
beforeAll(async () => {
  twitch = await startIntercepted('--irc-port', '0')
  remote = await Remote.of(twitch.mock)
}, 60_000)
afterAll(() => twitch.mock.stop())

const OIDC = 'https://id.twitch.tv/oauth2'

describe('it speaks as the host that it stands for', () => {
  test('the identity provider is the issuer, in its description and in an ID token', async () => {
    const described = await json(`${OIDC}/.well-known/openid-configuration`)
    expect(described).toMatchObject({
      issuer: OIDC,
      authorization_endpoint: `${OIDC}/authorize`,
      token_endpoint: `${OIDC}/token`,
      jwks_uri: `${OIDC}/keys`,
      userinfo_endpoint: `${OIDC}/userinfo`,
    })
    const query = new URLSearchParams({
      client_id: remote.clientId,
      redirect_uri: 'http://localhost:3000',
      response_type: 'id_token',
      scope: 'openid',
      nonce: 'once',
    })
    const granted = await twitch.fetch(`${OIDC}/authorize?${query}`, {
      method: 'POST',
      body: new URLSearchParams({ user_id: remote.users[0]!.id, decision: 'authorize' }),
      redirect: 'manual',
    })
    const fragment = new URL(granted.headers.get('location') ?? '').hash.slice(1)
    const [, payload = ''] = new URLSearchParams(fragment).get('id_token')?.split('.') ?? []
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: OIDC,
      aud: remote.clientId,
      nonce: 'once',
    })
  })

  test('the device flow sends to a page by HTTPS, which is there', async () => {
    const body = new URLSearchParams({ client_id: remote.clientId, scopes: '' })
    const { verification_uri } = await json(`${OIDC}/device`, { method: 'POST', body })
    expect(verification_uri).toStartWith('https://www.twitch.tv/activate?')
    expect((await twitch.fetch(verification_uri)).status).toBe(200)
  })

  test('Helix answers whom it knows', async () => {
    const [user] = remote.users
    const headers = {
      'Client-Id': remote.clientId,
      Authorization: `Bearer ${await remote.userToken(user!.id, [])}`,
    }
    const { data } = await json('https://api.twitch.tv/helix/users', { headers })
    expect(data).toMatchObject([{ id: user!.id, login: user!.login }])
  })

  test("EventSub's reconnect URL is Twitch's, and leads back", async () => {
    const socket = webSocket('wss://eventsub.wss.twitch.tv/ws')
    const { id } = (await frameOf(socket)).payload.session
    const asked = frameOf(socket)
    await fetch(`${twitch.mock.url}/units/eventsub_sessions/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ reconnect: true }),
    })
    const { reconnect_url } = (await asked).payload.session
    expect(reconnect_url).toStartWith('wss://eventsub.wss.twitch.tv/ws?')
    const next = webSocket(reconnect_url)
    expect((await frameOf(next)).payload.session.id).toBe(id)
    for (const each of [socket, next]) each.close()
  })

  test('chat is there by WebSocket', async () => {
    const socket = webSocket('wss://irc-ws.chat.twitch.tv')
    socket.onopen = () => socket.send('NICK justinfan1')
    expect(await messageOf(socket)).toStartWith(':tmi.twitch.tv 001 justinfan1 :Welcome, GLHF!')
    socket.close()
  })

  test('chat is there by TCP, with TLS and without', async () => {
    const socket = connectTls({ port: twitch.tlsPort, servername: 'irc.chat.twitch.tv', ca: twitch.ca })
    expect(await greeting(socket)).toStartWith(':tmi.twitch.tv 001')
    const plain = connect(Number(new URL(twitch.proxy).port))
    plain.write('CONNECT irc.chat.twitch.tv:6667 HTTP/1.1\r\nHost: irc.chat.twitch.tv\r\n\r\n')
    expect(String(await once(plain, 'data'))).toStartWith('HTTP/1.1 200')
    expect(await greeting(plain)).toStartWith(':tmi.twitch.tv 001')
  })

  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  const json = async (url: string, init?: RequestInit): Promise<any> => (await twitch.fetch(url, init)).json()

  async function greeting(socket: Socket): Promise<string> {
    socket.write('NICK justinfan1\r\n')
    const [data] = await once(socket, 'data')
    socket.destroy()
    return String(data)
  }

  const messageOf = (socket: WebSocket) =>
    new Promise<string>((resolve, reject) => {
      socket.onmessage = ({ data }) => resolve(String(data))
      socket.onerror = () => reject(new Error('the connection failed'))
    })

  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  const frameOf = async (socket: WebSocket): Promise<any> => JSON.parse(await messageOf(socket))

  const webSocket = (url: string) =>
    new WebSocket(url, { proxy: twitch.proxy, tls: { ca: twitch.ca } } as unknown as string[])
})

describe('it is no more than the host that it stands for', () => {
  test.each([
    'https://api.twitch.tv/',
    'https://api.twitch.tv/units/users',
    'https://api.twitch.tv/mock/users',
    'https://api.twitch.tv/oauth2/validate',
    'https://id.twitch.tv/helix/users',
    'https://id.twitch.tv/auth/token',
    'https://www.twitch.tv/units/clients',
    'https://irc-ws.chat.twitch.tv/',
    'https://eventsub.wss.twitch.tv/eventsub/subscriptions',
  ])('%s is not there', async (url) => {
    const answer = await twitch.fetch(url)
    const { host, pathname } = new URL(url)
    const error = /oauth2|auth/.test(pathname) ? {} : { error: 'Not Found' }
    expect(await answer.json()).toEqual({ ...error, status: 404, message: `${host} has no ${pathname}.` })
  })

  test('a WebSocket is only where that host has one', async () => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'MDEyMzQ1Njc4OTAxMjM0NQ==',
    }
    for (const url of [
      'https://api.twitch.tv/ws',
      'https://id.twitch.tv/',
      'https://irc-ws.chat.twitch.tv/ws',
    ])
      expect((await twitch.fetch(url, { headers })).status).toBe(404)
  })

  test('a name that it does not stand for gets no TLS', async () => {
    const socket = connectTls({
      port: twitch.tlsPort,
      servername: 'gql.twitch.tv',
      rejectUnauthorized: false,
    })
    const ended = await Promise.race([once(socket, 'close'), once(socket, 'end'), once(socket, 'data')])
    expect(ended).not.toContain('data')
    socket.destroy()
  })
})

describe('the proxy', () => {
  test.each([
    ['gql.twitch.tv:443', 'The mock does not stand for gql.twitch.tv, and nothing is sent to Twitch.'],
    ['GQL.Twitch.TV:443', 'The mock does not stand for GQL.Twitch.TV, and nothing is sent to Twitch.'],
    ['api.twitch.tv.:443', 'The mock does not stand for api.twitch.tv., and nothing is sent to Twitch.'],
    ['api.twitch.tv:22', "Twitch's api.twitch.tv has nothing at port 22."],
    ['example.com:443', "example.com is none of Twitch's hosts: twitch run --passthrough lets it through."],
    ['127.0.0.1:22', "127.0.0.1 is none of Twitch's hosts: twitch run --passthrough lets it through."],
  ])('refuses CONNECT %s with a sentence', async (authority, message) => {
    const socket = connect(Number(new URL(twitch.proxy).port))
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`)
    const said: Buffer[] = []
    for await (const part of socket) said.push(part)
    const [head = '', body] = Buffer.concat(said).toString().split('\r\n\r\n')
    expect(head).toStartWith('HTTP/1.1 403 Forbidden\r\n')
    expect(body).toBe(`${message}\n`)
    expect(twitch.mock.log()).toContain(`Refused: ${message}`)
  })

  test.each(['http://api.twitch.tv/helix/users', 'https://api.twitch.tv/helix/users'])(
    'takes %s in absolute form, which is answered as by HTTPS',
    async (url) => {
      const answer = await absolute(url)
      expect(answer).toStartWith('HTTP/1.1 401')
      expect(answer).toContain('OAuth token is missing')
    },
  )

  test('takes no doubled slashes for a way around', async () => {
    expect(await absolute('http://api.twitch.tv//units/users')).toContain('api.twitch.tv has no ')
  })

  test('refuses other hosts in absolute form', async () => {
    expect(await absolute('http://example.com/')).toContain("\nexample.com is none of Twitch's hosts")
    expect(await absolute('http://gql.twitch.tv/')).toContain('\nThe mock does not stand for gql.twitch.tv')
  })

  test('is at an IPv6 address, as the mock is', async () => {
    const { mock, proxy } = await startIntercepted('--host', '::1')
    expect(mock.url).toBe(`http://[::1]:${mock.port}`)
    expect(await absolute('http://api.twitch.tv/helix/users', new URL(proxy))).toStartWith('HTTP/1.1 401')
    await mock.stop()
  })

  test('is no server of its own', async () => {
    const answer = await fetch(twitch.proxy)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toBe(
      'This is a proxy: ask it for a URL such as https://api.twitch.tv/helix/users.\n',
    )
  })

  async function absolute(url: string, { port, hostname } = new URL(twitch.proxy)): Promise<string> {
    const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''))
    socket.write(`GET ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`)
    const said: Buffer[] = []
    for await (const part of socket) said.push(part)
    return Buffer.concat(said).toString()
  }
})

test('a port that is taken is told with its flag', async () => {
  const port = String(twitch.tlsPort)
  const home = emptyHome()
  const start = (...args: string[]) =>
    runTwitch(home, 'mock-api', 'start', '-p', '0', '--no-irc', '--db', ':memory:', ...args)
  const tls = await start('--tls-port', port, '--proxy-port', '0')
  expect(tls.exitCode).toBe(1)
  expect(tls.stderr).toEndWith(`port ${port} is already in use: choose another with --tls-port\n`)
  const proxy = await start('--tls-port', '0', '--proxy-port', port)
  expect(proxy.stderr).toEndWith(`port ${port} is already in use: choose another with --proxy-port\n`)
})
