import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('the tokens', () => {
  const inspector = new Inspector()

  /** What the identity provider says of a token. */
  const validated = async (token: string) =>
    (await inspector.ask('GET', '/oauth2/validate', undefined, { Authorization: `OAuth ${token}` })).status

  browserTest('are shown with who granted what, and end by expiry and by revocation', async () => {
    const { page } = inspector
    const [client] = (await inspector.ask('GET', '/units/clients')).body.data
    const [user] = (await inspector.ask('GET', '/units/users?first=1')).body.data
    const grant = { client_id: client.ID, user_id: user.id, scopes: ['bits:read'] }
    for (const token of ['firsttoken', 'secondtoken'])
      await inspector.ask('POST', '/units/tokens', { ...grant, token })
    await inspector.open('tokens?search=bits:read')
    const row = (token: string) => page.getByRole('row').filter({ hasText: token.slice(0, 10) })
    await row('firsttoken').getByRole('link', { name: user.display_name }).waitFor()
    expect(await row('firsttoken').textContent()).toContain('bits:read')
    expect(await inspector.flaws()).toEqual([])

    await row('firsttoken').getByRole('button', { name: 'Expire now' }).click()
    await row('firsttoken').getByText('expired', { exact: true }).waitFor()
    expect(await validated('firsttoken')).toBe(401)
    expect(await validated('secondtoken')).toBe(200)

    await row('secondtoken').getByRole('button', { name: 'Revoke' }).click()
    await row('secondtoken').waitFor({ state: 'detached' })
    expect(await validated('secondtoken')).toBe(401)
    expect((await inspector.ask('GET', '/units/tokens/secondtoken')).status).toBe(404)
  })

  browserTest('a client is disconnected from a user, whose tokens end', async () => {
    const { page } = inspector
    const [{ ID: client_id, Secret: client_secret, Name }] = (await inspector.ask('GET', '/units/clients'))
      .body.data
    const [, user] = (await inspector.ask('GET', '/units/users?first=2')).body.data
    const grant = { client_id, client_secret, grant_type: 'user_token', user_id: user.id, scope: 'bits:read' }
    const { body } = await inspector.ask('POST', `/auth/authorize?${new URLSearchParams(grant)}`)
    const renewed = { client_id, user_id: user.id, token: 'renewedtoken', refresh_token: 'refreshtoken' }
    await inspector.ask('POST', '/units/tokens', renewed)

    await inspector.open('tokens')
    await page.getByRole('link', { name: 'Authorizations' }).click()
    await page.getByRole('heading', { name: 'Authorizations' }).waitFor()
    await page.getByLabel('Find authorizations').fill(user.id)
    await page.getByText('1 authorizations').waitFor()
    const row = page.getByRole('row').filter({ hasText: user.display_name })
    expect(await row.textContent()).toContain(Name)
    expect(await row.textContent()).toContain('bits:read')
    expect(await inspector.flaws()).toEqual([])

    await row.getByRole('link', { name: 'Tokens' }).click()
    await page.getByText('2 tokens').waitFor()
    await page.getByRole('button', { name: `user_id is ${user.id}` }).waitFor()
    const issued = page.getByRole('row').filter({ hasText: 'renewedtok' })
    expect(await issued.textContent()).toContain('refreshtok')
    expect(await inspector.flaws()).toEqual([])

    await issued.getByRole('button', { name: 'Revoke' }).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    expect(await page.locator(':focus').textContent()).toBe('Revoke')

    expect(await validated(body.access_token)).toBe(200)
    await page.goBack()
    await row.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('Nobody has granted anything').waitFor()
    expect(await validated(body.access_token)).toBe(401)
    expect((await inspector.ask('GET', `/units/tokens?user_id=${user.id}`)).body.total).toBe(0)
  })
})
