import { describe, expect, test } from 'bun:test'
import { gzipSync } from 'node:zlib'
import { startMock } from '../../support/binary.ts'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'
import { World } from '../../support/world.ts'

const MAXIMUM_BYTES = 150_000

describe('the files of the inspector', () => {
  const file = (world: World, path: string, headers = {}) => world.send('GET', path, { headers })

  test('are small', async () => {
    const world = new World()
    const sizes = await Promise.all(
      ['/inspector/app.js', '/inspector/style.css'].map(async (path) => {
        const { status, body } = await file(world, path)
        expect(status).toBe(200)
        return gzipSync(body).byteLength
      }),
    )
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(MAXIMUM_BYTES)
  })

  test('are kept by the browser, which asks whether they have changed', async () => {
    const world = new World()
    const { headers } = await file(world, '/inspector/style.css')
    expect(headers.get('cache-control')).toBe('no-cache')
    const again = await file(world, '/inspector/style.css', { 'If-None-Match': headers.get('etag')! })
    expect([again.status, again.body]).toEqual([304, ''])
    expect((await file(world, '/inspector/other.js')).status).toBe(404)
  })

  test('a script at the root gets JSON, a browser a page that runs nothing but the inspector', async () => {
    const world = new World()
    expect((await file(world, '/')).body).toMatchObject({ urls: { helix: 'http://localhost/mock' } })
    const page = await file(world, '/', { Accept: 'text/html,*/*' })
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; script-src 'self'; style-src 'self'; " +
        "img-src 'self' data:; connect-src 'self'; form-action 'none'",
    )
    expect(page.body).not.toContain('<style')
    expect(page.body.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/inspector/app.js">'])
  })
})

describe('the frame', () => {
  const inspector = new Inspector()

  browserTest('leads to every page by the keyboard alone', async () => {
    await inspector.open('')
    const { page } = inspector
    const names = await page.getByRole('navigation').getByRole('link').allTextContents()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('title')
    for (const name of names.slice(0, -1)) {
      const link = page.getByRole('navigation').getByRole('link', { name: name.trim(), exact: true })
      await link.focus()
      await page.keyboard.press('Enter')
      await page.locator('[aria-current="page"]').filter({ hasText: name.trim() }).waitFor()
      expect(await page.title()).toBe(`${name.trim()} · twitch mock`)
      // The page takes the focus when it is there; until then it would take it from the next link.
      await page.locator('#title:focus').waitFor()
    }
  })

  browserTest('is dark when that is chosen, also after a reload', async () => {
    await inspector.open('')
    const { page } = inspector
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const light = await ground()
    await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
    const dark = await ground()
    expect(dark).not.toBe(light)
    await page.reload()
    await page.locator('h1').waitFor()
    expect(await ground()).toBe(dark)
  })

  browserTest('on a phone has a menu', async () => {
    const { page } = inspector
    await page.setViewportSize({ width: 320, height: 700 })
    await inspector.open('')
    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await page.getByRole('navigation').isVisible()).toBe(true)
  })
})

describe('without its server', () => {
  const inspector = new Inspector()

  const isBack = () => inspector.page.getByText('The server is gone.').waitFor({ state: 'detached' })

  browserTest('says that it is gone, and by itself goes on when it is back', async () => {
    await inspector.open('users')
    const { page, mock, home } = inspector
    await page.getByText('10 users').waitFor()
    await page.evaluate('globalThis.isKept = true')
    // That the server does not answer, the browser calls errors.
    page.removeAllListeners('console')
    await mock.stop()
    await page.getByText('The server is gone.').waitFor()
    expect(await page.getByRole('row').count()).toBe(11)

    const elsewhere = await startMock(home)
    const body = JSON.stringify({ login: 'newcomer', display_name: 'Newcomer' })
    await fetch(`${elsewhere.url}/units/users`, { method: 'POST', body })
    await elsewhere.stop()
    await page.getByText('The server is gone.').waitFor()

    inspector.mock = await startMock(home, '-p', String(mock.port))
    await isBack()
    await page.getByRole('link', { name: 'Newcomer' }).waitFor()
    await page.getByText('11 users').waitFor()
    await inspector.ask('POST', '/units/users', { login: 'another' })
    await page.getByText('12 users').waitFor()
    expect(await page.evaluate('globalThis.isKept')).toBe(true)
  })
})

describe('on a connection that loses messages', () => {
  const inspector = new Inspector()

  browserTest('asks for what it has missed', async () => {
    const { page } = inspector
    let tell = (_: string) => {}
    await page.routeWebSocket(/units.live/, (socket) => {
      const server = socket.connectToServer()
      tell = (text) => socket.send(text)
      server.onMessage((text) => {
        if (!String(text).startsWith('{"topic":"units"')) socket.send(text)
      })
    })
    await inspector.open('users')
    await page.getByText('10 users').waitFor()
    await inspector.ask('POST', '/units/users', { login: 'unheard', display_name: 'Unheard' })
    tell('{"topic":"missed","data":{"count":1}}')
    await page.getByRole('link', { name: 'Unheard' }).waitFor()
  })
})
