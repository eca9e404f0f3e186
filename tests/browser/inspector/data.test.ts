import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('the data', () => {
  const inspector = new Inspector()

  browserTest('has every unit of the description, with how many rows there are', async () => {
    await inspector.open('data')
    const { page } = inspector
    const { body } = await inspector.ask('GET', '/units')
    const { paths } = (await inspector.ask('GET', '/mock/openapi.json')).body
    const units = body.data.filter((name: string) => paths[`/units/${name}/{id}`]?.get)
    await page.getByRole('link', { name: /^users 10/ }).waitFor()
    expect(await page.locator('.units li').count()).toBe(units.length)
    expect(await inspector.flaws()).toEqual([])
  })

  browserTest('a row is made, found, changed and removed, and each request is shown', async () => {
    await inspector.open('data/users')
    const { page } = inspector
    await page.getByRole('button', { name: 'Make a user' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('login').fill('newcomer')
    await dialog.getByLabel('display name').fill('Newcomer')
    await dialog.getByRole('button', { name: 'Make a user' }).click()
    const toast = page.locator('.toast').last()
    expect(await toast.locator('pre').textContent()).toBe(
      `curl '${inspector.mock.url}/units/users' -H 'Content-Type: application/json' ` +
        `-d '{"login":"newcomer","display_name":"Newcomer"}'`,
    )
    await page.getByLabel('Find users').fill('NEWCOMER')
    await page.getByText('1 rows').waitFor()
    expect(await inspector.flaws()).toEqual([])
    await page.getByRole('link', { name: /^Open / }).click()
    await dialog.getByRole('button', { name: 'Change a user' }).click()
    await dialog.getByLabel('description').fill('Hello')
    await dialog.getByRole('button', { name: 'Change a user' }).last().click()
    await dialog.getByText('"Hello"').waitFor()
    const found = await inspector.ask('GET', '/units/users?login=newcomer')
    expect(found.body.data).toMatchObject([{ display_name: 'Newcomer', description: 'Hello' }])
    await dialog.getByRole('button', { name: /Remove/ }).click()
    await page.getByText('No row has this anywhere.').waitFor()
    expect((await inspector.ask('GET', '/units/users?login=newcomer')).body.total).toBe(0)
  })

  browserTest('a user is called by the name of now, wherever one is named', async () => {
    const { body } = await inspector.ask('GET', '/units/users?first=2')
    const [broadcaster, user] = body.data
    await inspector.ask('POST', '/units/follows', { broadcaster_id: broadcaster.id, user_id: user.id })
    await inspector.open(`data/follows?broadcaster_id=${broadcaster.id}&user_id=${user.id}`)
    const { page } = inspector
    await page.getByRole('link', { name: user.display_name }).waitFor()
    const display_name = user.display_name.toUpperCase()
    await inspector.ask('PATCH', `/units/users/${user.id}`, { display_name })
    await page.locator('td', { hasText: new RegExp(display_name) }).waitFor()
    await inspector.ask('PATCH', `/units/users/${user.id}`, { display_name: user.display_name })
  })

  browserTest('a refusal is shown in the words of the server', async () => {
    await inspector.open('data/follows')
    const { page } = inspector
    const [{ id }] = (await inspector.ask('GET', '/units/users?first=1')).body.data
    await page.getByRole('button', { name: /ollow/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('broadcaster id').fill(id)
    await dialog.getByLabel('user id').fill(id)
    await dialog.getByRole('button', { name: /ollow/ }).click()
    expect(await dialog.getByRole('alert').textContent()).toBe('Nobody can follow their own channel.')
    expect(await inspector.flaws()).toEqual([])
  })

  browserTest('ten thousand rows are in reach, and few in the document', async () => {
    const users = Array.from({ length: 10_000 }, (_, n) => ({ login: `crowd${n}` }))
    await inspector.ask('POST', '/units/fixtures', { users })
    await inspector.open('data/users')
    const { page } = inspector
    const rows = page.getByRole('row')
    await page.getByText(/10,010 rows/).waitFor()
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe('10011')
    expect(await rows.count()).toBeLessThan(60)
    const far = page.locator('tr[aria-rowindex="301"]')
    while ((await far.count()) === 0) {
      await page.evaluate(
        'scrollTo(0, document.documentElement.scrollHeight); new Promise(requestAnimationFrame)',
      )
    }
    expect(await rows.count()).toBeLessThan(80)
  })
})
