import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

/** Half of what counts as good: https://web.dev/articles/cls */
const MAXIMUM_SHIFT = 0.05

/** Sums what moves without having been moved by the user, from the first moment of a page. */
const OBSERVE = `
  globalThis.shift = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value
  }).observe({ type: 'layout-shift', buffered: true })`

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 900 },
]

describe('while it loads, nothing moves on', () => {
  const inspector = new Inspector()
  const paths = [
    'overview',
    'users',
    'data',
    'data/users',
    'requests',
    'events',
    'tokens',
    'tokens/authorizations',
    'chat',
    'world',
  ]

  for (const path of paths)
    browserTest(path, async () => {
      const { page } = inspector
      await page.addInitScript(OBSERVE)
      for (const size of sizes) {
        await page.setViewportSize(size)
        await inspector.open(path)
        await page.reload()
        await page.waitForLoadState('networkidle')
        expect(await page.evaluate('shift')).toBeLessThan(MAXIMUM_SHIFT)
      }
    })
})
