import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('the overview', () => {
  const inspector = new Inspector()

  browserTest('issues a token that works, and shows the line that uses it', async () => {
    await inspector.open('overview')
    const { page, mock } = inspector
    await page.getByLabel('Find scopes').fill('post announcements')
    await page.getByRole('checkbox', { name: /moderator:manage:announcements/ }).check()
    await page.getByRole('button', { name: 'Issue a token' }).click()
    const issued = page.locator('.issued')
    const token = await issued.locator('.value code').textContent()
    const validated = await fetch(`${mock.url}/oauth2/validate`, {
      headers: { Authorization: `OAuth ${token}` },
    })
    expect(await validated.json()).toMatchObject({
      scopes: ['user:read:email', 'moderator:manage:announcements'],
    })
    expect(await issued.getByRole('tabpanel').textContent()).toContain(`Authorization: Bearer ${token}`)
    await issued.getByRole('tab', { name: 'Python' }).click()
    expect(await issued.getByRole('tabpanel').textContent()).toContain('import requests')
    expect(await page.locator('.toast').textContent()).toContain("/units/tokens'")
    expect(await inspector.flaws()).toEqual([])
  })

  browserTest('counts what is there, as it comes', async () => {
    await inspector.open('overview')
    const count = inspector.page.getByRole('link', { name: /^\d+ ?Users$/ })
    await count.waitFor()
    const before = Number.parseInt((await count.textContent())!, 10)
    await inspector.ask('POST', '/units/users', { login: 'newcomer' })
    await inspector.page.getByRole('link', { name: new RegExp(`^${before + 1} ?Users$`) }).waitFor()
  })
})
