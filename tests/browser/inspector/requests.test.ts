import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('the requests', () => {
  const inspector = new Inspector()

  async function credentials(scopes: string[]) {
    const { body: clients } = await inspector.ask('GET', '/units/clients')
    const { body: users } = await inspector.ask('GET', '/units/users?first=1')
    const [{ ID: client_id }, { id: user_id }] = [clients.data[0], users.data[0]]
    const { body } = await inspector.ask('POST', '/units/tokens', { client_id, user_id, scopes })
    return { user_id, headers: { 'Client-Id': client_id, Authorization: `Bearer ${body.token}` } }
  }
  const paths = () => inspector.page.locator('.table tbody a').allTextContents()

  browserTest('come without a reload, the newest first, and are filtered', async () => {
    await inspector.open('requests')
    await inspector.page.getByText('Nothing was asked yet').waitFor()
    const { user_id, headers } = await credentials(['user:read:email'])
    await inspector.ask('GET', `/mock/users?id=${user_id}`, undefined, headers)
    await inspector.ask('GET', '/mock/user')
    await inspector.page.getByRole('link', { name: '/mock/user', exact: true }).waitFor()
    expect(await paths()).toEqual(['/mock/user', `/mock/users?id=${user_id}`])
    await inspector.page.getByLabel('Status').selectOption('4xx')
    expect(await paths()).toEqual(['/mock/user'])
    await inspector.page.getByLabel('Status').selectOption('')
    await inspector.page.getByLabel('Path or operation').fill('get users')
    expect(await paths()).toEqual([`/mock/users?id=${user_id}`])
    expect(await inspector.flaws()).toEqual([])
  })

  browserTest('one is opened, with what is documented, and sent again', async () => {
    const { user_id, headers } = await credentials(['channel:manage:polls'])
    const poll = {
      broadcaster_id: user_id,
      title: 'Heads?',
      choices: [{ title: 'Yes' }, { title: 'No' }],
      duration: 15,
    }
    await inspector.ask('POST', '/mock/polls', poll, headers)
    await inspector.open('requests')
    await inspector.page.getByRole('link', { name: '/mock/polls' }).first().click()
    await inspector.page.getByRole('heading', { name: 'Documented: Create Poll' }).waitFor()
    expect(await inspector.page.locator('main').textContent()).not.toContain(headers.Authorization)
    await inspector.page.getByRole('link', { name: 'Requests' }).last().click()
    await inspector.ask('GET', `/mock/polls?broadcaster_id=${user_id}`, undefined, headers)
    await inspector.page.getByRole('link', { name: `/mock/polls?broadcaster_id=${user_id}` }).click()
    await inspector.page.getByRole('button', { name: 'Send again' }).click()
    await inspector.page.locator('[role=status] .badge', { hasText: '200' }).waitFor()
    expect(await inspector.flaws()).toEqual([])
  })
})
