import { describe, expect, test } from 'bun:test'
import { gzipSync } from 'node:zlib'
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

  browserTest('says that it is gone', async () => {
    await inspector.open('')
    const { page } = inspector
    await page.getByText('10', { exact: true }).first().waitFor()
    page.removeAllListeners('console')
    await inspector.mock.stop()
    await page.getByText('The server is gone.').waitFor()
  })
})
