import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'
import { until } from '../../support/units.ts'

describe('the conduits', () => {
  const inspector = new Inspector()

  browserTest('are made, served, changed and removed', async () => {
    await inspector.open('events')
    const { page } = inspector
    const card = page.getByRole('region', { name: 'Conduits', exact: true })
    await card.getByText('No client has a conduit.').waitFor()
    await card.getByRole('button', { name: 'Make a conduit' }).click()
    const [{ ID: client_id }] = (await inspector.ask('GET', '/units/clients')).body.data
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('client id').fill(client_id)
    await dialog.getByLabel('shard count').fill('2')
    await dialog.getByRole('button', { name: 'Make a conduit' }).click()
    await card.getByText('0 of 2 shards have a transport').waitFor()

    const [{ id: conduit_id }] = (await inspector.ask('GET', '/units/conduits')).body.data
    const { token } = (await inspector.ask('POST', '/units/tokens', { client_id })).body
    const socket = new WebSocket(`${inspector.mock.url.replace('http', 'ws')}/ws`)
    let session_id: string | undefined
    socket.onmessage = ({ data }) => {
      session_id ??= JSON.parse(String(data)).payload.session?.id
    }
    await until(() => session_id !== undefined, 'the welcome')
    const shards = [{ id: '1', transport: { method: 'websocket', session_id } }]
    const headers = { 'Client-Id': client_id, Authorization: `Bearer ${token}` }
    const path = '/mock/eventsub/conduits/shards'
    expect((await inspector.ask('PATCH', path, { conduit_id, shards }, headers)).status).toBe(202)
    await card.getByText('1 of 2 shards have a transport').waitFor()
    await card.getByText('enabled').waitFor()
    await card.getByRole('link', { name: session_id }).waitFor()
    expect(await inspector.flaws()).toEqual([])
    socket.close()
    await card.getByText('websocket disconnected').waitFor()

    await card.getByRole('button', { name: /^Change how many shards/ }).click()
    expect(await dialog.getByLabel('shard count').inputValue()).toBe('2')
    await dialog.getByLabel('shard count').fill('1')
    await dialog.getByRole('button', { name: 'Change how many shards' }).click()
    await card.getByText('0 of 1 shard has a transport').waitFor()
    await card.getByRole('button', { name: /^Remove a conduit/ }).click()
    await card.getByText('No client has a conduit.').waitFor()
  })
})
