import { afterEach, beforeEach, expect, test } from 'bun:test'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Home, timeless } from '../support/command.ts'
import { confidential, refusal, startIdentityProvider } from '../support/identity-provider.ts'

const CLIENT = `CLIENTID=${confidential.id}\nCLIENTSECRET=${confidential.secret}\n`
const PAIR = 'ACCESSTOKEN=old\nREFRESHTOKEN=refresh-old\nTOKENSCOPES=[a:b]\n'

let provider: ReturnType<typeof startIdentityProvider>
let home: Home
beforeEach(() => {
  provider = startIdentityProvider()
  home = new Home(CLIENT + PAIR)
})
afterEach(async () => {
  home[Symbol.dispose]()
  await provider[Symbol.asyncDispose]()
})

/** Starts `twitch token -u` on a free port and reads on until it has shown the URL. */
async function login(args: string[] = ['--no-browser'], env: Record<string, string> = {}) {
  const all = ['token', '-u', '-s', 'a:b c:d', '-p', '0', '--auth-url', provider.url, ...args]
  const program = home.start(all, env)
  const reader = program.stderr.pipeThrough(new TextDecoderStream()).getReader()
  let stderr = ''
  while (!stderr.includes('Waiting for')) stderr += (await reader.read()).value ?? expect.unreachable(stderr)
  const url = new URL(/log in: (\S+)/.exec(stderr)![1]!)
  const end = async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) stderr += part.value
    const [stdout, code] = await Promise.all([program.stdout.text(), program.exited])
    return { code, stdout: timeless(stdout), stderr: timeless(stderr).replace(url.href, '<url>') }
  }
  return { program, url, back: new URL(url.searchParams.get('redirect_uri')!), end }
}

const PROGRESS = 'Use this URL to log in: <url>\n<time> Waiting for authorization response ...\n'

test('a user token: the browser is told the truth after the exchange, the token is printed and stored', async () => {
  const { url, back, end } = await login()
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: confidential.id,
    redirect_uri: `http://localhost:${back.port}`,
    scope: 'a:b c:d',
    state: expect.stringMatching(/^[\w-]{22}$/),
  })
  const page = await fetch(url)
  expect([page.status, await page.text()]).toEqual([
    200,
    expect.stringContaining('Feel free to close this browser window.'),
  ])
  expect(await end()).toEqual({
    code: 0,
    stdout:
      '<time> User Access Token: user-1\nRefresh Token: refresh-user-1\nExpires At: <moment>\nScopes: [a:b c:d]\n',
    stderr: `${PROGRESS}<time> Closing local server ...\n<time> Successfully generated User Access Token.\n`,
  })
  expect(timeless(home.settings!)).toBe(
    `${CLIENT}ACCESSTOKEN=user-1\nREFRESHTOKEN=refresh-user-1\nTOKENSCOPES=[a:b c:d]\nTOKENEXPIRATION=<moment>\n`,
  )
  expect(provider.requests.at(-1)).toMatchObject({
    url: '/oauth2/token',
    form: {
      grant_type: 'authorization_code',
      client_id: confidential.id,
      client_secret: confidential.secret,
      code: 'code',
      redirect_uri: `http://localhost:${back.port}`,
    },
  })
})

test('stray requests do not end the wait', async () => {
  const { url, back, end } = await login()
  const status = async (path: string, init?: RequestInit) => (await fetch(new URL(path, back), init)).status
  expect(await status('/favicon.ico')).toBe(404)
  expect(await status('/')).toBe(404)
  expect(await status('/?code=code')).toBe(404)
  expect(await status('/?code=code&state=wrong')).toBe(400)
  expect(await status('/?error=x&state=wrong')).toBe(400)
  expect(await status(`/?code=code&state=${url.searchParams.get('state')}`, { method: 'POST' })).toBe(404)
  expect((await fetch(url)).status).toBe(200)
  expect((await end()).code).toBe(0)
})

test('a refused code is told to the browser and the terminal, and keeps the stored tokens', async () => {
  provider.next('/token', () => refusal(403, 'invalid client secret'))
  const { url, end } = await login()
  const page = await fetch(url)
  const { host } = new URL(provider.url)
  expect([page.status, await page.text()]).toEqual([
    400,
    expect.stringContaining(`${host} answered 403: invalid client secret`),
  ])
  expect(await end()).toEqual({
    code: 1,
    stdout: '',
    stderr: `${PROGRESS}<time> Closing local server ...\ncould not get a User Access Token: ${host} answered 403: invalid client secret\n`,
  })
  expect(home.settings).toBe(CLIENT + PAIR)
})

test('redirect_mismatch is explained in the documented words', async () => {
  const { url, back, end } = await login()
  back.search = `${new URLSearchParams({
    error: 'redirect_mismatch',
    error_description: 'Parameter redirect_uri does not match registered URI',
    state: url.searchParams.get('state')!,
  })}`
  expect(await (await fetch(back)).text()).toContain(
    '<p>Error! redirect_mismatch\nError Details: Parameter redirect_uri does not match registered URI</p>',
  )
  expect(await end()).toEqual({
    code: 1,
    stdout: '',
    stderr: `${PROGRESS}<time> Closing local server ...
Error! redirect_mismatch
Error Details: Parameter redirect_uri does not match registered URI
The first OAuth Redirect URL of the application must be http://localhost:0, without a / at the end.
`,
  })
})

test('words of the redirect are escaped in the page and harmless in the terminal', async () => {
  const { url, back, end } = await login()
  back.search = `${new URLSearchParams({ error: '<script>', error_description: '\x1b[2Jx&y', state: url.searchParams.get('state')! })}`
  const page = await fetch(back)
  expect(await page.text()).toContain('<p>Error! &lt;script&gt;\nError Details: [2Jx&amp;y</p>')
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  expect((await end()).stderr).toEndWith('Error! <script>\nError Details: [2Jx&y\n')
})

test('Ctrl+C ends it with status 1 and nothing left listening', async () => {
  const { program, back, end } = await login()
  program.kill('SIGINT')
  expect(await end()).toEqual({ code: 1, stdout: '', stderr: `${PROGRESS}interrupted\n` })
  expect(fetch(back)).rejects.toThrow()
  expect(home.settings).toBe(CLIENT + PAIR)
})

test('a port in use is named', async () => {
  const { port } = new URL(provider.url)
  const result = await home.run([
    'token',
    '-u',
    '--no-browser',
    '--ip',
    '127.0.0.1',
    '-p',
    port,
    '--auth-url',
    provider.url,
  ])
  expect(result).toEqual({
    code: 1,
    stdout: '',
    stderr: `port ${port} is already in use: choose another with -p, and register it as OAuth Redirect URL\n`,
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
  writeFileSync(
    opener,
    `#!/bin/sh\necho "$1" > "${home.path}/opened"\nexec "${process.execPath}" -e 'await fetch(process.argv[1])' "$1"\n`,
  )
  chmodSync(opener, 0o755)
  const { url, end } = await login(['--forceverify'], { PATH: `${home.path}:${process.env.PATH}` })
  const { code, stderr } = await end()
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: `Opening browser. Press Ctrl+C to cancel...\nIf it does not open, use this URL to log in: <url>\n<time> Waiting for authorization response ...\n<time> Closing local server ...\n<time> Successfully generated User Access Token.\n`,
  })
  expect(url.searchParams.get('force_verify')).toBe('true')
  expect((await Bun.file(join(home.path, 'opened')).text()).trim()).toBe(url.href)
})

test.skipIf(process.platform !== 'linux')('without a browser the URL is enough', async () => {
  const { url, end } = await login([], { PATH: home.path })
  await fetch(url)
  const { code, stderr } = await end()
  expect(code).toBe(0)
  expect(stderr).toStartWith(
    'Opening browser. Press Ctrl+C to cancel...\nNo browser could be opened.\nUse this URL to log in: <url>\n',
  )
})
