import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'bun:test'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { emptyHome, type RunningMock, startMock } from './binary.ts'
import { startBrowser, TIME_LIMIT_MS } from './browser.ts'
import { findChromium } from './chromium.ts'

const AXE = join(import.meta.dir, '../../node_modules/axe-core/axe.min.js')

/** The rules of WCAG 2.2 AA, and what axe counts among good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The inspector of a compiled server in a real browser, for the tests of one file. */
export class Inspector {
  mock!: RunningMock
  /** Where the server keeps its data. */
  readonly home = emptyHome()
  page!: Page
  #browser: Browser | undefined
  #context!: BrowserContext
  readonly #problems: string[] = []

  /** Starts a server and a browser for the file, and a page for each test. */
  constructor(...args: string[]) {
    beforeAll(async () => {
      if (!findChromium()) return
      this.mock = await startMock(this.home, '--count', '10', '--seed', '1', ...args)
      this.#browser = await startBrowser()
    }, TIME_LIMIT_MS)
    afterAll(async () => {
      await this.#browser?.close()
      if (this.mock?.child.exitCode === null) await this.mock.stop()
    }, TIME_LIMIT_MS)
    beforeEach(async () => {
      if (!this.#browser) return
      this.#problems.length = 0
      this.#context = await this.#browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
      this.page = await this.#context.newPage()
      this.page.setDefaultTimeout(10_000)
      this.page.on('pageerror', (error) => this.#problems.push(String(error)))
      this.page.on('console', (message) => {
        // That the server has refused something, the page says.
        const isRefusal = message.text().startsWith('Failed to load resource')
        if (message.type() === 'error' && !isRefusal) this.#problems.push(message.text())
      })
    }, TIME_LIMIT_MS)
    afterEach(async () => {
      await this.#context?.close()
      expect(this.#problems).toEqual([])
    }, TIME_LIMIT_MS)
  }

  /** Opens a page of the inspector by its path. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.mock.url}/#/${path}`)
    await this.page.locator('h1').waitFor()
  }

  /** Asks the mock past the inspector. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.mock.url}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  }

  /**
   * What axe finds wrong with the page as it is, in light and in dark, and whether anything is wider than a phone.
   * An empty list is as it should be.
   */
  async flaws(): Promise<string[]> {
    const found: string[] = []
    await this.page.emulateMedia({ reducedMotion: 'reduce' })
    for (const theme of ['light', 'dark']) {
      await this.page.evaluate(`document.documentElement.dataset.theme = '${theme}'
        new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))`)
      // The policy of the page lets no script in; the browser itself may.
      await this.page.evaluate(await Bun.file(AXE).text())
      const { violations } = await this.page.evaluate(
        (rules) => (globalThis as never as { axe: Axe }).axe.run({ runOnly: rules }),
        RULES,
      )
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          found.push(`${theme}: ${id} at ${target.join(' ')}: ${failureSummary}`)
    }
    const size = this.page.viewportSize()!
    await this.page.setViewportSize({ width: 320, height: 800 })
    const overflow = await this.page.evaluate('document.documentElement.scrollWidth - innerWidth')
    if (Number(overflow) > 0) found.push(`${overflow} pixels wider than a phone`)
    await this.page.setViewportSize(size)
    return found
  }
}

interface Axe {
  run(options: { runOnly: string[] }): Promise<{
    violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[]
  }>
}
