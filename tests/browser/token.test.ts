import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { emptyHome, executable, type RunningMock, startMock } from '../support/binary.ts'
import { browserTest, startBrowser, TIME_LIMIT_MS } from '../support/browser.ts'
import { findChromium } from '../support/chromium.ts'
import { timeless } from '../support/command.ts'

/** The compiled `twitch token` with the compiled mock server as its identity provider, and a real browser between. */
let mock: RunningMock
let client: { ID: string; Secret: string }
let browser: Browser
let context: BrowserContext
let page: Page
let home: string

beforeAll(async () => {
  if (!findChromium()) return
  mock = await startMock(emptyHome(), '--count', '10', '--db', ':memory:')
  const units = (await (await fetch(`${mock.url}/units/clients`)).json()) as { data: (typeof client)[] }
  client = units.data[0]!
  browser = await startBrowser()
}, TIME_LIMIT_MS)
afterAll(() => browser?.close(), TIME_LIMIT_MS)

beforeEach(async () => {
  if (!browser) return
  context = await browser.newContext()
  page = await context.newPage()
  home = emptyHome()
  const file = join(home, '.config/twitch-cli/.twitch-cli.env')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `CLIENTID=${client.ID}\nCLIENTSECRET=${client.Secret}\n`)
}, TIME_LIMIT_MS)
afterEach(() => context?.close(), TIME_LIMIT_MS)

/** Starts `twitch token …` and reads on until it has shown where to log in. */
async function start(...flags: string[]) {
  const args = ['token', '-u', '--auth-url', `${mock.url}/oauth2`, ...flags]
  const program = Bun.spawn([await executable(), ...args], {
    env: { HOME: home, PATH: process.env.PATH },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const reader = program.stderr.pipeThrough(new TextDecoderStream()).getReader()
  let stderr = ''
  while (!/Waiting for|will expire/.test(stderr))
    stderr += (await reader.read()).value ?? expect.unreachable(stderr)
  const url = /log in: (\S+)/.exec(stderr)![1]!
  const end = async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) stderr += part.value
    const [stdout, code] = await Promise.all([program.stdout.text(), program.exited])
    return { code, stdout: timeless(stdout), stderr: timeless(stderr).replace(url, '<url>') }
  }
  return { url, redirectUri: new URL(url).searchParams.get('redirect_uri')!, end }
}

/** Starts the login of a browser on a free port that is registered, or else what is registered instead. */
async function login(flags: string[] = [], registered = (uri: string) => [uri]) {
  const started = await start('-s', 'bits:read', '--no-browser', '-p', '0', ...flags)
  const body = JSON.stringify({ ID: client.ID, RedirectURIs: registered(started.redirectUri) })
  expect((await fetch(`${mock.url}/units/redirect_uris`, { method: 'PUT', body })).status).toBe(200)
  return started
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor()

/** What Helix says of the user of a token. */
async function userOf(stdout: string): Promise<string> {
  const [, token] = /Access Token: (\w{30})/.exec(stdout) ?? expect.unreachable(stdout)
  const headers = { Authorization: `Bearer ${token}`, 'Client-Id': client.ID }
  const answer = (await (await fetch(`${mock.url}/mock/users`, { headers })).json()) as {
    data: { display_name: string }[]
  }
  return answer.data[0]!.display_name
}

const WAITING = 'Use this URL to log in: <url>\n<time> Waiting for authorization response ...\n'
const RETURNED = `${WAITING}<time> Closing local server ...\n`
const SUCCESS = `${RETURNED}<time> Successfully generated User Access Token.\n`

describe('twitch token -u in a browser', () => {
  browserTest('logs in, and not twice unless it is told to', async () => {
    const first = await login()
    await page.goto(first.url)
    const user = page.getByRole('radio').nth(2)
    const name = await page
      .locator('label.user span')
      .nth(2)
      .evaluate((span) => span.firstChild?.textContent)
    await user.check()
    await button('Authorize').click()
    await heading('You are logged in')
    expect(page.url()).toStartWith(`${first.redirectUri}/?code=`)
    const { code, stdout, stderr } = await first.end()
    expect({ code, stderr }).toEqual({ code: 0, stderr: SUCCESS })
    expect(await userOf(stdout)).toBe(name!)

    const second = await login()
    await page.goto(second.url)
    await heading('You are logged in')
    expect(await userOf((await second.end()).stdout)).toBe(name!)

    const third = await login(['--forceverify'])
    await page.goto(third.url)
    expect(await page.getByRole('radio').first().isChecked()).toBe(true)
    await button('Authorize').click()
    await heading('You are logged in')
    expect(await userOf((await third.end()).stdout)).toBe(name!)
  })

  browserTest('learns of a refusal', async () => {
    const { url, end } = await login()
    await page.goto(url)
    await button('Cancel').click()
    await heading('The login failed')
    const text = 'Error! access_denied\nError Details: The user denied you access'
    expect(await page.locator('p').textContent()).toBe(text)
    expect(await end()).toEqual({ code: 1, stdout: '', stderr: `${RETURNED}${text}\n` })
  })

  browserTest('learns of a redirect URI that is registered otherwise', async () => {
    const { url, redirectUri, end } = await login([], (uri) => [`${uri}/`, `${uri}/other`])
    await page.goto(url)
    await heading('The login failed')
    const text =
      'Error! redirect_mismatch\nError Details: Parameter redirect_uri does not match registered URI'
    expect(await page.locator('p').textContent()).toBe(text)
    expect(await end()).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `${RETURNED}${text}\nthe first OAuth Redirect URL of the application must be ${redirectUri}, ` +
        'without a / at the end\n',
    })
  })

  browserTest('tells the browser when the code is refused', async () => {
    const { url, end } = await login(['--secret', 'wrong'])
    await page.goto(url)
    await button('Authorize').click()
    await heading('The login failed')
    const reason = `${new URL(mock.url).host} answered 403: invalid client secret`
    expect(await page.locator('p').textContent()).toBe(reason)
    expect((await end()).stderr).toBe(`${RETURNED}could not get a User Access Token: ${reason}\n`)
  })

  browserTest('--dcf lets a device in under the URL that it prints', async () => {
    const { url, end } = await start('-s', 'bits:read', '--dcf')
    await page.goto(url)
    await button('Authorize').click()
    await heading('Device connected')
    const { code, stdout, stderr } = await end()
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        new RegExp(
          String.raw`^Started Device Code Flow login\.\nUse this URL to log in: <url>\n` +
            String.raw`Use this code when prompted at the above URL: [A-Z]{8}\n` +
            String.raw`This system will check every 5 seconds, and will expire after 30 minutes\.\n` +
            String.raw`<time> Successfully generated User Access Token\.\n$`,
        ),
      ),
    })
    expect(await userOf(stdout)).not.toBe('')
  })
})
