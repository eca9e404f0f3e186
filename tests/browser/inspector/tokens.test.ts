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
})
