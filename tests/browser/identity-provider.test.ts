import { afterAll, afterEach, beforeEach, describe, expect } from 'bun:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { registerRedirectUris } from '../../src/mock/resources/accounts/store.ts'
import { App } from '../mock/auth/app.ts'
import { browserTest, startBrowser, TIME_LIMIT_MS } from '../support/browser.ts'

let browser: Browser | undefined
let context: BrowserContext
let page: Page
let app: App
let server: Bun.Server<undefined>
let callback: Bun.Server<undefined>
let problems: string[]

afterAll(() => browser?.close(), TIME_LIMIT_MS)

beforeEach(() => {
  app = new App()
  problems = []
  server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) => app.world.mock.fetch(request) })
  // An app that, as many do, sends the browser on from its redirect URI to another place of its own.
  callback = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch({ url }) {
      const { pathname, search } = new URL(url)
      if (pathname === '/back')
        return Response.redirect(`http://localhost:${callback.port}/home${search}`, 303)
      return new Response('the app')
    },
  })
  registerRedirectUris(app.world.store, app.client.id, [redirectUri()])
})

afterEach(async () => {
  await context?.close()
  await Promise.all([server.stop(true), callback.stop(true)])
}, TIME_LIMIT_MS)

const redirectUri = () => `http://127.0.0.1:${callback.port}/back`

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  browser ??= await startBrowser()
  context = await browser.newContext(options)
  page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`http://localhost:${server.port}${path}`)
}

const authorizePath = (fields: Record<string, string> = {}) => {
  const wanted = app.wanted({ redirect_uri: redirectUri(), ...fields }) as Record<string, string>
  return `/oauth2/authorize?${new URLSearchParams(wanted)}`
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const user = (name: string) => page.getByRole('radio', { name })

/** The app has the browser back. */
async function returned(): Promise<URL> {
  await page.waitForURL(`http://localhost:${callback.port}/home**`)
  return new URL(page.url())
}

async function userOf(code: string | null): Promise<string> {
  const { body } = await app.exchange(code, { redirect_uri: redirectUri() })
  return (await app.validate(body.access_token)).body.login
}

describe('the consent page in a browser', () => {
  browserTest('gives the app a code for the user who is chosen', async () => {
    await open(authorizePath())
    await user('Affiliate').check()
    await button('Authorize').click()
    const url = await returned()
    expect(url.searchParams.get('state')).toBe('the state')
    expect(await userOf(url.searchParams.get('code'))).toBe('affiliate')
    expect(problems).toEqual([])
  })

  browserTest('brings the state back byte for byte, after a search too', async () => {
    const state = '{\n  "to": "/a&b",\r\n\t"nul": "\0"\r}'
    await open(authorizePath({ state }))
    await page.getByRole('searchbox').fill('view')
    await page.getByRole('searchbox').press('Enter')
    await user('Broadcaster').waitFor({ state: 'detached' })
    await button('Authorize').click()
    expect((await returned()).searchParams.get('state')).toBe(state)
    expect(problems).toEqual([])
  })

  browserTest('finds a user among many, and needs no script', async () => {
    for (let n = 0; n < 30; n++) app.world.user(`20${n}`, `Crowd${n}`)
    await open(authorizePath(), { javaScriptEnabled: false })
    await page.getByRole('searchbox').fill('crowd29')
    await page.getByRole('searchbox').press('Enter')
    await user('Crowd29').waitFor()
    expect(await page.getByRole('radio').count()).toBe(1)
    await button('Authorize').click()
    expect(await userOf((await returned()).searchParams.get('code'))).toBe('crowd29')
  })

  browserTest('is worked by keyboard alone: Enter authorizes', async () => {
    await open(authorizePath())
    await user('Broadcaster').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await userOf((await returned()).searchParams.get('code'))).toBe('affiliate')
  })

  browserTest('tells the app of a refusal', async () => {
    await open(authorizePath())
    await button('Cancel').click()
    expect((await returned()).searchParams.get('error')).toBe('access_denied')
  })

  browserTest('does not ask twice, unless the app wants it to', async () => {
    await open(authorizePath())
    await user('Viewer').check()
    await button('Authorize').click()
    await returned()
    await page.goto(`http://localhost:${server.port}${authorizePath({ state: 'again' })}`)
    const url = await returned()
    expect(url.searchParams.get('state')).toBe('again')
    expect(await userOf(url.searchParams.get('code'))).toBe('viewer')
    await page.goto(`http://localhost:${server.port}${authorizePath({ force_verify: 'true' })}`)
    expect(await user('Viewer').isChecked()).toBe(true)
  })

  browserTest('cannot be filled in by another site', async () => {
    await open(authorizePath())
    const form = new URL(page.url())
    await page.goto(`http://127.0.0.1:${callback.port}/home`)
    const action = `${form.href}&user_id=1001&decision=authorize`
    await page.setContent(`<form method="post" action="${action}"><button>Win a prize</button></form>`)
    await button('Win a prize').click()
    await page.waitForURL(`http://localhost:${server.port}/**`)
    expect(JSON.parse((await page.textContent('body')) ?? '')).toEqual({
      status: 403,
      message: 'this form was sent from another site',
    })
  })
})

describe('the activation page in a browser', () => {
  const begin = async () =>
    (await app.post('/device', { client_id: app.client.id, scopes: 'user:read:email bits:read' })).body

  browserTest('lets a device in whose code was typed, at the second try', async () => {
    const { device_code, user_code } = await begin()
    await open('/activate')
    await page.getByLabel('Code').fill('nothing')
    await button('Continue').click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Code').fill(` ${user_code.toLowerCase()}`)
    await button('Continue').click()
    await user('Viewer').check()
    await button('Authorize').click()
    await page.getByRole('heading', { name: 'Device connected' }).waitFor()
    expect((await app.poll(device_code)).body.scope).toEqual(['bits:read', 'user:read:email'])
  })

  browserTest('sends a device away', async () => {
    const { device_code, user_code } = await begin()
    await open(`/activate?device-code=${user_code}`)
    await button('Cancel').click()
    await page.getByRole('heading', { name: 'Nothing was connected' }).waitFor()
    expect((await app.poll(device_code)).body.message).toBe('invalid device code')
  })
})

describe('both pages', () => {
  const tooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth'

  browserTest('fit a narrow phone, with the buttons in sight', async () => {
    const { user_code } = (await app.post('/device', { client_id: app.client.id })).body
    const scope =
      'user:read:email channel:manage:polls moderator:manage:suspicious_users bits:read clips:edit'
    for (const path of [authorizePath({ scope }), `/activate?device-code=${user_code}`, '/activate']) {
      await open(path, { viewport: { width: 320, height: 640 } })
      expect(await page.evaluate(tooWide)).toBe(false)
      const { y = 0, height = 0 } = (await page.getByRole('button').last().boundingBox()) ?? {}
      expect(y + height).toBeLessThanOrEqual(640)
      await context.close()
    }
  })

  browserTest('are light or dark as the system is', async () => {
    const ground = "getComputedStyle(document.querySelector('main')).backgroundColor"
    await open(authorizePath(), { colorScheme: 'light' })
    expect(await page.evaluate(ground)).toBe('rgb(255, 255, 255)')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await page.evaluate(ground)).toBe('rgb(26, 22, 36)')
  })
})
