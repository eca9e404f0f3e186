import { afterEach, beforeEach, expect, test } from 'bun:test'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Home, timeless } from '../support/command.ts'
import { Provider } from '../support/provider.ts'

const PAIR = 'ACCESSTOKEN=old\nREFRESHTOKEN=refresh-old\nTOKENSCOPES=[a:b]\n'

let provider: Provider
let home: Home
let client: string
beforeEach(() => {
  provider = new Provider()
  client = `CLIENTID=${provider.client.id}\nCLIENTSECRET=${provider.client.secret}\n`
  home = new Home(client + PAIR)
})
afterEach(async () => {
  home[Symbol.dispose]()
  await provider.stop()
})

/** Starts `twitch token -u` on a free port, reads on until it has shown the URL, and registers where it listens. */
async function login(args: string[] = ['--no-browser'], env: Record<string, string> = {}) {
  const all = ['token', '-u', '-s', 'bits:read user:bot', '-p', '0', '--auth-url', provider.url, ...args]
  const program = home.start(all, env)
  const reader = program.stderr.pipeThrough(new TextDecoderStream()).getReader()
  let stderr = ''
  while (!stderr.includes('Waiting for')) stderr += (await reader.read()).value ?? expect.unreachable(stderr)
  const url = new URL(/log in: (\S+)/.exec(stderr)![1]!)
  const redirectUri = url.searchParams.get('redirect_uri')!
  provider.register(redirectUri)
  const end = async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) stderr += part.value
    const [stdout, code] = await Promise.all([program.stdout.text(), program.exited])
    return { code, stdout: timeless(stdout), stderr: timeless(stderr).replace(url.href, '<url>') }
  }
  return { program, url, redirectUri, end }
}

const PROGRESS = 'Use this URL to log in: <url>\n<time> Waiting for authorization response ...\n'
const RETURNED = `${PROGRESS}<time> Closing local server ...\n`

test('a user token: the browser is told the truth after the exchange, the token is printed and stored', async () => {
  const { url, redirectUri, end } = await login()
  expect(redirectUri).toMatch(/^http:\/\/localhost:\d+$/)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: provider.client.id,
    redirect_uri: redirectUri,
    scope: 'bits:read user:bot',
    state: expect.stringMatching(/^[\w-]{22}$/),
  })
  const page = await provider.decide(url, 'authorize')
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('Feel free to close this browser window.'),
  ])
  const { stdout, ...rest } = await end()
  expect(rest).toEqual({
    code: 0,
    stderr: `${RETURNED}<time> Successfully generated User Access Token.\n`,
  })
  const [, access, refresh] =
    new RegExp(
      String.raw`^<time> User Access Token: (\w{30})\nRefresh Token: (\w{50})\n` +
        String.raw`Expires At: <moment>\nScopes: \[bits:read user:bot\]\n$`,
    ).exec(stdout) ?? expect.unreachable(stdout)
  expect(await provider.validation(access!)).toMatchObject({ login: 'viewer' })
  expect(timeless(home.settings!)).toBe(
    `${client}ACCESSTOKEN=${access}\nREFRESHTOKEN=${refresh}\nTOKENSCOPES=[bits:read user:bot]\n` +
      'TOKENEXPIRATION=<moment>\n',
  )
  expect(provider.received.at(-1)).toEqual({
    method: 'POST',
    url: '/oauth2/token',
    form: {
      grant_type: 'authorization_code',
      client_id: provider.client.id,
      client_secret: provider.client.secret,
      code: expect.stringMatching(/^\w{30}$/),
      redirect_uri: redirectUri,
    },
  })
})

test('--client-id leaves the configuration alone, even with the stored id', async () => {
  const { id, secret } = provider.client
  const { url, end } = await login(['--no-browser', '--client-id', id, '--secret', secret])
  await provider.decide(url, 'authorize')
  expect((await end()).code).toBe(0)
  expect(home.settings).toBe(client + PAIR)
})

test('stray requests do not end the wait', async () => {
  const { url, redirectUri, end } = await login()
  const status = async (path: string, init?: RequestInit) => (await fetch(redirectUri + path, init)).status
  expect(await status('/favicon.ico')).toBe(404)
  expect(await status('/')).toBe(404)
  expect(await status('/?code=code')).toBe(404)
  expect(await status('/?code=code&state=wrong')).toBe(400)
  expect(await status('/?error=x&state=wrong')).toBe(400)
  const state = url.searchParams.get('state')
  expect(await status(`/?code=code&state=${state}`, { method: 'POST' })).toBe(404)
  expect((await provider.decide(url, 'authorize')).status).toBe(200)
  expect((await end()).code).toBe(0)
})

test('a refused exchange is told to the browser and the terminal, and keeps the stored tokens', async () => {
  const { url, end } = await login(['--no-browser', '--secret', 'wrong'])
  const page = await provider.decide(url, 'authorize')
  expect([page.status, await page.text()]).toEqual([
    400,
    expect.stringContaining(`${provider.host} answered 403: invalid client secret`),
  ])
  expect(await end()).toEqual({
    code: 1,
    stdout: '',
    stderr: `${RETURNED}could not get a User Access Token: ${provider.host} answered 403: invalid client secret\n`,
  })
  expect(home.settings).toBe(client + PAIR)
})

test('a refusal of the user is told, and keeps the stored tokens', async () => {
  const { url, end } = await login()
  const page = await provider.decide(url, 'cancel')
  const text = 'Error! access_denied\nError Details: The user denied you access'
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining(`<p>${text}</p>`)])
  expect(await end()).toEqual({ code: 1, stdout: '', stderr: `${RETURNED}${text}\n` })
  expect(home.settings).toBe(client + PAIR)
})

test('redirect_mismatch is explained in the documented words', async () => {
  const { url, redirectUri, end } = await login()
  provider.register(`${redirectUri}/`, redirectUri.replace('http:', 'https:'))
  const page = await fetch(url)
  const text = 'Error! redirect_mismatch\nError Details: Parameter redirect_uri does not match registered URI'
  expect([page.status, await page.text()]).toEqual([400, expect.stringContaining(`<p>${text}</p>`)])
  expect(await end()).toEqual({
    code: 1,
    stdout: '',
    stderr:
      `${RETURNED}${text}\nthe first OAuth Redirect URL of the application must be ${redirectUri}, without ` +
      'a / at the end\n',
  })
})

test('words of the redirect are escaped in the page and harmless in the terminal', async () => {
  const { url, redirectUri, end } = await login()
  const state = url.searchParams.get('state')!
  const query = new URLSearchParams({ error: '<script>', error_description: '\x1b[2Jx&y', state })
  const page = await fetch(`${redirectUri}/?${query}`)
  expect(await page.text()).toContain('<p>Error! &lt;script&gt;\nError Details: \\x1b[2Jx&amp;y</p>')
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect((await end()).stderr).toEndWith('Error! <script>\nError Details: \\x1b[2Jx&y\n')
})

test('Ctrl+C ends it with status 130 and nothing left listening', async () => {
  const { program, redirectUri, end } = await login()
  program.kill('SIGINT')
  expect(await end()).toEqual({ code: 130, stdout: '', stderr: `${PROGRESS}interrupted\n` })
  expect(fetch(redirectUri)).rejects.toThrow()
  expect(home.settings).toBe(client + PAIR)
})

test('a port in use is named', async () => {
  const { port } = new URL(provider.url)
  const flags = ['-u', '--no-browser', '--ip', '127.0.0.1', '-p', port, '--auth-url', provider.url]
  expect(await home.run(['token', ...flags])).toEqual({
    code: 1,
    stdout: '',
    stderr:
      `could not get a User Access Token: port ${port} is already in use: choose another with -p, and ` +
      'register it as OAuth Redirect URL\n',
  })
})

test('an address of another machine is refused', async () => {
  const { code, stderr } = await home.run(['token', '-u', '--ip', '192.0.2.1', '--auth-url', provider.url])
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'could not get a User Access Token: cannot listen on 192.0.2.1 port 3000 (EADDRNOTAVAIL)\n',
  })
})

test.skipIf(process.platform !== 'linux')('the browser is opened, with the URL shown beside', async () => {
  const opener = join(home.path, 'xdg-open')
  const opened = join(home.path, 'opened')
  // A pipe, so that reading waits for the opener.
  expect(Bun.spawnSync(['mkfifo', opened]).success).toBe(true)
  writeFileSync(opener, `#!/bin/sh\necho "$1" > "${opened}"\n`)
  chmodSync(opener, 0o755)
  const path = { PATH: `${home.path}:${process.env.PATH}` }
  const { url, end } = await login(['--forceverify', '--redirect-host', '127.0.0.1'], path)
  expect(url.searchParams.get('force_verify')).toBe('true')
  expect((await Bun.file(opened).text()).trim()).toBe(url.href)
  await provider.decide(url, 'authorize')
  const { code, stderr } = await end()
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'Opening browser. Press Ctrl+C to cancel...\nIf it does not open, use this URL to log in: <url>\n' +
      '<time> Waiting for authorization response ...\n<time> Closing local server ...\n<time> Successfully ' +
      'generated User Access Token.\n',
  })
})

test.skipIf(process.platform !== 'linux')('without a browser the URL is enough', async () => {
  const { url, end } = await login([], { PATH: home.path })
  await provider.decide(url, 'authorize')
  const { code, stderr } = await end()
  expect(code).toBe(0)
  expect(stderr).toStartWith(
    'Opening browser. Press Ctrl+C to cancel...\nNo browser could be opened.\nUse this URL to log in: <url>\n',
  )
})
