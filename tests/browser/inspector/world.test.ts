import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('the world', () => {
  const inspector = new Inspector()

  browserTest('is kept as a snapshot, changed, and gone back to', async () => {
    await inspector.open('world')
    const { page } = inspector
    await page.getByLabel('Name').fill('before')
    await page.getByRole('button', { name: 'Keep the present state' }).click()
    await page.getByRole('listitem').filter({ hasText: 'before' }).waitFor()
    await inspector.ask('POST', '/units/users', { login: 'later' })
    expect(await inspector.flaws()).toEqual([])
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.getByText('The world is as in before').waitFor()
    expect((await inspector.ask('GET', '/units/users?login=later')).body.total).toBe(0)
    await page.getByRole('button', { name: 'Remove before' }).click()
    await page.getByText('None is kept yet.').waitFor()
  })

  browserTest(
    'a fault that is asked for meets the next request, and is counted without a reload',
    async () => {
      await inspector.open('world')
      const { page } = inspector
      await page.getByRole('button', { name: 'The next request: 500' }).click()
      await page.getByText('done 0 of 1, met 0').waitFor()
      expect((await inspector.ask('GET', '/mock/users')).status).toBe(500)
      await page.getByText('done 1 of 1, met 1').waitFor()
      await page.getByRole('button', { name: 'Another fault' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('operation').fill('Get Users')
      await dialog.getByLabel('status').fill('418')
      expect(await inspector.flaws()).toEqual([])
      await dialog.getByRole('button', { name: 'Let it go wrong' }).click()
      await page.getByText('operation Get Users', { exact: true }).waitFor()
      expect((await inspector.ask('GET', '/mock/users')).status).toBe(418)
      await page.getByRole('button', { name: 'Remove all' }).click()
      await page.getByText('Nothing goes wrong on purpose.').waitFor()
    },
  )

  browserTest('of four refusals the last three stay, until they are dismissed', async () => {
    await inspector.open('world')
    const { page } = inspector
    const names = ['no 1', 'no 2', 'no 3', 'no 4']
    for (const name of names) {
      await page.getByLabel('Name').fill(name)
      await page.getByRole('button', { name: 'Keep the present state' }).click()
      await page.locator('.toast', { hasText: name }).waitFor()
    }
    const shown = page.locator('.toast pre')
    expect(await shown.allTextContents()).toEqual(
      names
        .slice(1)
        .map(
          (name) =>
            `curl '${inspector.mock.url}/units/snapshots' -H 'Content-Type: application/json' -d '{"name":"${name}"}'`,
        ),
    )
    while ((await shown.count()) > 0) await page.getByRole('button', { name: 'Dismiss' }).first().click()
  })

  browserTest('a reset is shown by what is there then', async () => {
    await inspector.open('overview')
    const { page } = inspector
    await inspector.ask('POST', '/units/users', { login: 'short' })
    await page.getByRole('link', { name: /^11 ?Users$/ }).waitFor()
    await page.evaluate("location.hash = '#/world'")
    await page.getByRole('button', { name: 'Reset the world' }).click()
    await page.getByText('The world is as at its start').waitFor()
    await page.evaluate("location.hash = '#/overview'")
    await page.getByRole('link', { name: /^10 ?Users$/ }).waitFor()
  })
})
