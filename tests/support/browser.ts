import { test } from 'bun:test'
import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Also for what has to be built or started before. */
export const TIME_LIMIT_MS = 60_000

export const startBrowser = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args })

/** A test in a real browser; without one it is skipped, and says so. */
export function browserTest(name: string, run: () => Promise<void>): void {
  if (findChromium()) test(name, run, TIME_LIMIT_MS)
  else test.skip(`${name} (needs Chromium: install it, or set CHROMIUM to its path)`, run)
}
