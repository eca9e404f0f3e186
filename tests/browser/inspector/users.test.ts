import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('a channel', () => {
  const inspector = new Inspector()

  const make = async (login: string, broadcaster_type = '') =>
    (await inspector.ask('POST', '/units/users', { login, display_name: login, broadcaster_type })).body.id

  browserTest('is found by its name', async () => {
    await make('findme')
    await inspector.open('users')
    const { page } = inspector
    await page.getByLabel('Find users').fill('FINDM')
    await page.getByText('1 users').waitFor()
    expect(await inspector.flaws()).toEqual([])
    await page.getByRole('link', { name: 'findme' }).click()
    await page.getByRole('heading', { name: 'findme' }).waitFor()
  })

  browserTest('goes live, and a WebSocket client of EventSub hears of it', async () => {
    const id = await make('goeslive', 'affiliate')
    const [client] = (await inspector.ask('GET', '/units/clients')).body.data
    const grant = { client_id: client.ID, user_id: id, scopes: [] }
    const { token } = (await inspector.ask('POST', '/units/tokens', grant)).body
    const socket = new WebSocket(`${inspector.mock.url.replace('http', 'ws')}/ws`)
    const messages: Record<string, never>[] = []
    const heard = Promise.withResolvers<unknown>()
    socket.addEventListener('message', async ({ data }) => {
      const { metadata, payload } = JSON.parse(data)
      messages.push(metadata)
      if (metadata.message_type === 'notification') heard.resolve(payload.event)
      if (metadata.message_type !== 'session_welcome') return
      const transport = { method: 'websocket', session_id: payload.session.id }
      const body = { type: 'stream.online', version: '1', condition: { broadcaster_user_id: id }, transport }
      const headers = { 'Client-Id': client.ID, Authorization: `Bearer ${token}` }
      expect((await inspector.ask('POST', '/mock/eventsub/subscriptions', body, headers)).status).toBe(202)
      await inspector.open(`users/${id}`)
      await inspector.page.getByRole('button', { name: 'Go live' }).click()
    })
    expect(await heard.promise).toMatchObject({ broadcaster_user_id: id, type: 'live' })
    socket.close()
    await inspector.page.getByText('live', { exact: true }).waitFor()
    await inspector.page.getByRole('button', { name: 'Go off air' }).click()
    await inspector.page.getByRole('button', { name: 'Go live' }).waitFor()
  })

  browserTest('has a poll that is begun here, and ended by moving the clock', async () => {
    const id = await make('haspolls', 'affiliate')
    await inspector.open(`users/${id}`)
    const { page } = inspector
    const polls = page.getByRole('region', { name: 'Polls' })
    await polls.getByRole('button', { name: 'Begin a poll' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('title').first().fill('Which game?')
    await dialog.getByRole('group', { name: 'choices 1' }).getByLabel('title').fill('One')
    await dialog.getByRole('group', { name: 'choices 2' }).getByLabel('title').fill('Two')
    await dialog.getByLabel('duration').fill('60')
    await dialog.getByRole('button', { name: 'Begin a poll' }).click()
    await polls.getByText('Which game?').waitFor()
    await polls.getByText('active').waitFor()
    expect(await inspector.flaws()).toEqual([])
    await inspector.ask('POST', '/units/clock', { advance: '2m' })
    await polls.getByText('completed').waitFor()
  })
})
