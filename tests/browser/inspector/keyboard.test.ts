import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'
import { until } from '../../support/units.ts'

const FOCUSED = `({
  row: Number(document.activeElement.closest('tr')?.getAttribute('aria-rowindex') ?? 0) - 1,
  on: document.activeElement.tagName,
})`

describe('a table of ten thousand rows', () => {
  const inspector = new Inspector()

  /** The place of the row with the focus, and what of it has it. */
  const focused = () => inspector.page.evaluate(FOCUSED) as Promise<{ row: number; on: string }>

  async function open(path: string) {
    const users = Array.from({ length: 10_000 }, (_, n) => ({ login: `crowd${n}` }))
    if ((await inspector.ask('GET', '/units/users?first=1')).body.total < users.length)
      await inspector.ask('POST', '/units/fixtures', { users })
    await inspector.open(path)
    await inspector.page
      .getByText(/10,010 /)
      .first()
      .waitFor()
    await inspector.page.getByRole('table').waitFor()
  }

  /** Presses a key until the focus is in a row. */
  const goTo = async (row: number, key: string) => {
    await inspector.page.keyboard.press(key)
    await until(async () => (await focused()).row === row, `row ${row}`)
  }

  browserTest('is gone through by the keys, far beyond what is in the document', async () => {
    await open('data/users')
    const { page } = inspector
    await page.getByRole('region', { name: 'users' }).focus()
    await goTo(1, 'ArrowDown')
    await goTo(2, 'ArrowDown')
    await goTo(3, 'ArrowDown')
    await goTo(2, 'ArrowUp')
    expect((await focused()).on).toBe('A')
    const rowsOfPage = Math.floor(Number(await page.evaluate('innerHeight')) / 41) - 1
    await goTo(2 + rowsOfPage, 'PageDown')
    await goTo(2, 'PageUp')
    for (let end = 100; end <= 500; end += 100) {
      await goTo(end, 'End')
      await page.locator(`tr[aria-rowindex="${end + 2}"]`).waitFor()
    }
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    const box = await page.locator(':focus').boundingBox()
    expect(box!.y >= 0 && box!.y + box!.height <= page.viewportSize()!.height).toBe(true)
    expect(await inspector.flaws()).toEqual([])
    await goTo(1, 'Home')
    await goTo(2, 'ArrowDown')
    const name = await page.locator(':focus').getAttribute('aria-label')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: name!.replace('Open ', '') }).waitFor()
  })

  browserTest('is one step of the Tab key, which comes back to where it was', async () => {
    await open('users')
    const { page } = inspector
    const region = page.getByRole('region', { name: 'Users' })
    await region.focus()
    await page.keyboard.press('Tab')
    expect(await focused()).toEqual({ row: 1, on: 'A' })
    await goTo(2, 'ArrowDown')
    await page.keyboard.press('Tab')
    expect((await focused()).row).toBe(-1)
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toEqual({ row: 2, on: 'A' })
  })

  browserTest('keeps the focus when its row is scrolled away, moves, or is removed', async () => {
    await open('users')
    const { page } = inspector
    await page.getByRole('region', { name: 'Users' }).focus()
    await goTo(1, 'ArrowDown')
    await goTo(2, 'ArrowDown')
    await page.evaluate('scrollTo(0, 3000)')
    await page.locator('tr[aria-rowindex="70"]').waitFor()
    expect(await focused()).toEqual({ row: 2, on: 'A' })
    const href = await page.locator(':focus').getAttribute('href')
    await inspector.ask('DELETE', `/units/users/${href!.split('/').at(-1)}`)
    await page.getByText('10,009 users').waitFor()
    await until(async () => (await focused()).row === 2, 'the next row')
    expect(await page.locator(':focus').getAttribute('href')).not.toBe(href)
  })
})
