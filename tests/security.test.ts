import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDirectory } from '../src/config.ts'
import { isSameSecret } from '../src/lib/secrets.ts'
import { createDevice } from '../src/mock/resources/accounts/devices/store.ts'
import { createClient, registerRedirectUris } from '../src/mock/resources/accounts/store.ts'
import { openMock } from '../src/mock/resources/open.ts'
import { createMock } from '../src/mock/server/server.ts'
import { startServer } from '../src/mock/server/start.ts'
import { World } from './support/world.ts'

/** The claims of docs/security.md, each with what would break it. */

const folder = mkdtempSync(join(tmpdir(), 'twitch-security-'))
afterAll(() => rmSync(folder, { recursive: true }))

const markup = '"><script>alert(1)</script>'

/** What comes back for exactly these bytes. */
async function spoken(port: number, bytes: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let received = ''
  await Bun.connect({
    hostname: '127.0.0.1',
    port,
    socket: {
      open: (socket) => void socket.write(bytes),
      data(socket, data) {
        received += data
        if (/\r\n\r\n(.+\}|)$/.test(received)) socket.end()
      },
      close: () => resolve(received),
    },
  })
  return promise
}

describe('who reaches the server', () => {
  const serving = (host?: string) => {
    const world = new World()
    return startServer({ store: world.store, port: 0, host })
  }
  const asked = async (port: number, Host: string, path = '/units/users') =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: { Host } })

  test.each(['localhost', 'localhost:1', '127.0.0.1:8080', '[::1]:8080', 'LOCALHOST'])(
    '%s is answered',
    async (host) => {
      const server = serving()
      expect((await asked(server.port, host)).status).toBe(200)
      await server.stop()
    },
  )

  test.each(['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.nip.io', '[::2]'])(
    'a name that leads here, %s, is not (DNS rebinding)',
    async (host) => {
      const server = serving()
      for (const path of ['/units/clients', '/mock/users', '/']) {
        const response = await asked(server.port, host, path)
        expect(response.status).toBe(403)
        expect(await response.json()).toMatchObject({ error: 'Forbidden', status: 403 })
      }
      await server.stop()
    },
  )

  test.each(['localhost:99999999', ''])(
    'a request with the Host "%s" is refused as it should be',
    async (host) => {
      for (const address of [undefined, '0.0.0.0']) {
        const server = serving(address)
        const raw = await spoken(server.port, `GET / HTTP/1.0\r\n${host && `Host: ${host}\r\n`}\r\n`)
        expect(raw).toStartWith('HTTP/1.1 400')
        expect(raw).toEndWith('"message":"The Host header is missing or malformed."}')
        await server.stop()
      }
    },
  )

  test("a body that breaks off is nobody's fault here", async () => {
    const world = new World()
    const faults: unknown[] = []
    const server = startServer({ store: world.store, port: 0, onFault: (fault) => faults.push(fault) })
    for (const path of ['/units/users', '/auth/token']) {
      const raw = await spoken(
        server.port,
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      )
      expect(raw).toStartWith('HTTP/1.1 400')
    }
    await server.stop()
    expect(faults).toEqual([])
  })

  test('whoever names an address with --host is answered under any name', async () => {
    const server = serving('0.0.0.0')
    expect((await asked(server.port, 'devbox.example')).status).toBe(200)
    await server.stop()
    const local = serving('127.0.0.1')
    expect((await asked(local.port, 'devbox.example')).status).toBe(403)
    await local.stop()
  })

  test('nobody else on the network: the default is the loopback addresses', async () => {
    const server = serving()
    const outside = Object.values((await import('node:os')).networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4')
    if (outside) await expect(fetch(`http://${outside.address}:${server.port}/`)).rejects.toThrow()
    await server.stop()
  })
})

describe('pages of other sites', () => {
  const from = (Origin: string, method: string, path: string) =>
    new World().send(method, path, { headers: { Origin } })

  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://evil.example:3000',
    'null',
    'http://localhost:3000@evil.example',
  ])('%s neither reads secrets nor writes nor mints tokens', async (origin) => {
    for (const [method, path] of [
      ['GET', '/units/clients'],
      ['GET', '/'],
      ['POST', '/units/users'],
      ['DELETE', '/units/users/1001'],
      ['POST', '/auth/authorize'],
      ['POST', '/oauth2/authorize'],
      ['POST', '/oauth2/disconnect'],
      ['GET', '/oauth2/tokens'],
      ['POST', '/activate'],
    ] as const) {
      const { status, headers } = await from(origin, method, path)
      expect({ path, status }).toEqual({ path, status: 403 })
      expect(headers.get('access-control-allow-origin')).toBeNull()
      const preflight = await from(origin, 'OPTIONS', path)
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('get no body where a HEAD is refused', async () => {
    const headers = { Origin: 'https://evil.example' }
    const request = new Request('http://localhost/units/users', { method: 'HEAD', headers })
    const response = await new World().mock.fetch(request)
    expect([response.status, await response.text()]).toEqual([403, ''])
  })

  test('do not come round the corner', async () => {
    for (const path of [
      '/mock/../units/clients',
      '/eventsub/../units/clients',
      '//units/clients',
      '/docs/%2e%2e/units/clients',
    ]) {
      const request = new Request('http://localhost/', { headers: { Origin: 'https://evil.example' } })
      Object.defineProperty(request, 'url', { value: `http://localhost${path}` })
      const response = await new World().mock.fetch(request)
      const isOpen = response.headers.get('access-control-allow-origin') === '*'
      expect({ path, leaks: isOpen && (await response.text()).includes('Secret') }).toEqual({
        path,
        leaks: false,
      })
    }
  })

  test.each(['http://localhost:3000', 'http://127.0.0.1:5173', 'https://localhost', 'http://[::1]:8000'])(
    '%s is a page of this machine',
    async (origin) => {
      const { status, headers } = await from(origin, 'GET', '/units/clients')
      expect({
        status,
        origin: headers.get('access-control-allow-origin'),
        vary: headers.get('vary'),
      }).toEqual({
        status: 200,
        origin,
        vary: 'Origin',
      })
      expect(
        (await from(origin, 'OPTIONS', '/units/users')).headers.get('access-control-allow-methods'),
      ).toContain('POST')
    },
  )

  test.each([
    ['GET', '/units/clients', 'no-cors'],
    ['GET', '/units/users/%1b%5d52;c;aGk=%07', 'no-cors'],
    ['GET', '/units/clients', 'navigate'],
    ['POST', '/oauth2/disconnect', 'no-cors'],
    ['POST', '/auth/authorize', 'navigate'],
    ['GET', '/oauth2/authorize', 'no-cors'],
    ['HEAD', '/', 'no-cors'],
  ])('do not reach %s %s by an image or a form (%s)', async (method, path, mode) => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': mode }
    expect((await new World().send(method, path, { headers })).status).toBe(403)
  })

  test('may link to what people look at', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
    const world = new World()
    const query = {
      client_id: world.client.id,
      redirect_uri: 'http://localhost:3000',
      response_type: 'code',
    }
    for (const path of ['/oauth2/authorize', '/auth/authorize', '/activate', '/']) {
      const { status } = await world.send('GET', path, { headers, query })
      expect({ path, status }).toEqual({ path, status: 200 })
    }
  })

  test('are let in by --allow-origin, files too', async () => {
    const { store } = new World()
    const mock = createMock({ store, allowedOrigins: ['https://overlay.example', 'null'] })
    const asked = async (Origin: string) => {
      const request = new Request('http://localhost/units/users', { headers: { Origin } })
      const { status, headers } = await mock.fetch(request)
      return [status, headers.get('access-control-allow-origin')]
    }
    expect(await asked('https://overlay.example')).toEqual([200, 'https://overlay.example'])
    expect(await asked('null')).toEqual([200, 'null'])
    expect(await asked('https://other.example')).toEqual([403, null])
  })

  test('may use what needs a token, or is public', async () => {
    for (const path of [
      '/mock/users',
      '/helix/users',
      '/oauth2/validate',
      '/auth/keys',
      '/oauth2/.well-known/openid-configuration',
    ]) {
      const { headers } = await from('https://overlay.example', 'GET', path)
      expect({ path, origin: headers.get('access-control-allow-origin') }).toEqual({ path, origin: '*' })
    }
  })

  test.each(['chrome-extension://abcdefghijklmnop', 'tauri://localhost', 'capacitor://localhost', 'null'])(
    '%s may use what the identity provider has for everybody, as on Twitch',
    async (origin) => {
      for (const base of ['/oauth2', '/auth']) {
        for (const [method, path, status] of [
          ['POST', '/token', 400],
          ['POST', '/device', 400],
          ['POST', '/revoke', 400],
          ['GET', '/validate', 401],
          ['GET', '/userinfo', 401],
          ['GET', '/keys', 200],
          ['GET', '/.well-known/openid-configuration', 200],
        ] as const) {
          const reply = await from(origin, method, base + path)
          const shared = reply.headers.get('access-control-allow-origin')
          expect({ path, status: reply.status, shared }).toEqual({ path, status, shared: '*' })
          const preflight = await from(origin, 'OPTIONS', base + path)
          expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
        }
      }
    },
  )

  test('cannot have the browser consent: a form from elsewhere is refused', async () => {
    const world = new World()
    const { user_code } = createDevice(world.store, { client_id: world.client.id, scopes: [] })
    const form = new URLSearchParams({ 'device-code': user_code, user_id: '1003', decision: 'authorize' })
    const sent = (headers: Record<string, string>) =>
      world.mock.fetch(new Request('http://localhost/activate', { method: 'POST', body: form, headers }))
    for (const headers of [
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'http://localhost:3000' },
    ]) {
      expect((await sent(headers as never)).status).toBe(403)
    }
    expect((await sent({ Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
  })

  test('cannot frame the pages', async () => {
    for (const [path, accept] of [
      ['/activate', '*/*'],
      ['/', 'text/html'],
      ['/docs', '*/*'],
    ] as const) {
      const { headers } = await new World().send('GET', path, { headers: { Accept: accept } })
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })
})

describe('what is shown', () => {
  test('is escaped on every page', async () => {
    const world = new World()
    const client = createClient(world.store, markup)
    world.user('7', markup)
    world.store.update('users', { login: `z${markup}` }, { id: '1001' })
    const { user_code } = createDevice(world.store, { client_id: client.id, scopes: [] })
    const wanted = {
      client_id: client.id,
      redirect_uri: 'http://localhost:3000',
      response_type: 'code',
      state: markup,
    }
    const pages = [
      await world.send('GET', '/auth/authorize', { query: { ...wanted, search: markup } }),
      await world.send('GET', '/auth/authorize', { query: { ...wanted, [markup]: markup } }),
      await world.send('GET', '/activate', { query: { 'device-code': user_code } }),
      await world.send('GET', '/activate', {
        query: { 'device-code': markup },
        headers: { Accept: 'text/html' },
      }),
    ]
    for (const { body, headers } of pages) {
      expect(headers.get('content-type')).toContain('text/html')
      expect(body).toContain('&lt;script&gt;')
      expect(body).not.toContain('<script>alert')
    }
  })

  test('cannot put headers into a redirect', async () => {
    const world = new World()
    const query = {
      client_id: world.client.id,
      redirect_uri: 'http://localhost:3000',
      response_type: 'nothing',
      state: 'x\r\nSet-Cookie: a=b',
    }
    const { status, headers } = await world.send('GET', '/auth/authorize', { query })
    expect(status).toBe(302)
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('location')).toContain('state=x%0D%0ASet-Cookie')
  })
})

describe('redirects', () => {
  test.each([
    'https://evil.example',
    'http://localhost:3000.evil.example',
    'http://localhost:3000/other',
    'http://localhost:3000@evil.example',
    '//evil.example',
    'javascript:alert(1)',
  ])('never lead to %s, which is not registered', async (redirect_uri) => {
    const world = new World()
    const query = { client_id: world.client.id, redirect_uri, response_type: 'code' }
    const { headers } = await world.send('GET', '/auth/authorize', { query })
    expect(new URL(headers.get('location')!).origin).toBe('http://localhost:3000')
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '/relative'])(
    'cannot be registered to %s',
    (uri) => {
      const world = new World()
      expect(() => registerRedirectUris(world.store, world.client.id, [uri])).toThrow(uri)
    },
  )
})

describe('files', () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

  test.skipIf(process.platform === 'win32')('database and directory are for their owner only', () => {
    const home = join(folder, 'one', 'two')
    ensureDirectory(home)
    expect([mode(join(folder, 'one')), mode(home)]).toEqual(['700', '700'])
    const store = openMock({ path: join(home, 'mock.db') })
    const files = readdirSync(home).sort()
    expect(files).toEqual(['mock.db', 'mock.db-shm', 'mock.db-wal'])
    expect(files.map((file) => mode(join(home, file)))).toEqual(['600', '600', '600'])
    store.close()
  })
})

test('secrets are compared whole', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true)
  for (const wrong of ['', 'ab', 'abd', 'abcd', 'ábc']) expect(isSameSecret(wrong, 'abc')).toBe(false)
})
