import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'
import { until } from '../../support/units.ts'

describe('the events', () => {
  const inspector = new Inspector()

  // biome-ignore lint/suspicious/noExplicitAny: messages are compared in parts
  type Message = any

  /** A program that has subscribed to updates of a channel. */
  async function subscriber() {
    const { body: clients } = await inspector.ask('GET', '/units/clients')
    const { body: users } = await inspector.ask('GET', '/units/users?first=1')
    const [{ ID: client_id }, { id: user_id }] = [clients.data[0], users.data[0]]
    const { body } = await inspector.ask('POST', '/units/tokens', { client_id, user_id, scopes: [] })
    const headers = { 'Client-Id': client_id, Authorization: `Bearer ${body.token}` }
    const messages: Message[] = []
    const socket = new WebSocket(`${inspector.mock.url.replace('http', 'ws')}/ws`)
    socket.onmessage = ({ data }) => messages.push(JSON.parse(String(data)))
    await until(() => messages.length > 0, 'the welcome')
    const transport = { method: 'websocket', session_id: messages[0].payload.session.id }
    const condition = { broadcaster_user_id: user_id }
    const subscription = { type: 'channel.update', version: '2', condition, transport }
    const { status } = await inspector.ask('POST', '/mock/eventsub/subscriptions', subscription, headers)
    expect(status).toBe(202)
    const titles = () =>
      messages
        .filter(({ metadata }) => metadata.message_type === 'notification')
        .map(({ payload }) => payload.event.title)
    return { socket, titles }
  }

  async function trigger(title: string) {
    await inspector.page.getByLabel('Type', { exact: true }).fill('channel.update')
    await inspector.page.getByLabel('Fields of the event, as JSON').fill(JSON.stringify({ title }))
    await inspector.page.getByRole('button', { name: 'Trigger' }).click()
  }

  browserTest('one is triggered, heard, seen, and sent again', async () => {
    await inspector.open('events')
    const { socket, titles } = await subscriber()
    await inspector.page.getByText('connected', { exact: true }).waitFor()
    await trigger('By hand')
    await until(() => titles().length === 1, 'the event')
    const deliveries = inspector.page.getByRole('region', { name: 'What was sent' })
    await deliveries.getByText('delivered').waitFor()
    expect(await inspector.flaws()).toEqual([])
    await deliveries.getByRole('link').first().click()
    await inspector.page.getByRole('button', { name: 'Send again' }).click()
    await until(() => titles().length === 2, 'the second time')
    expect(titles()).toEqual(['By hand', 'By hand'])
    await inspector.page.reload()
    await inspector.page.getByRole('heading', { name: 'Attempts' }).waitFor()
    expect(await inspector.flaws()).toEqual([])
    socket.close()
  })

  browserTest('one comes twice while the switch is on', async () => {
    await inspector.open('events')
    const { socket, titles } = await subscriber()
    const duplicates = inspector.page.getByLabel('Every message comes twice')
    await duplicates.check()
    await inspector.page.getByText('A fault was added').waitFor()
    await trigger('Twice')
    await until(() => titles().length === 2, 'both')
    await duplicates.uncheck()
    await inspector.page.getByText('A fault was removed').waitFor()
    await trigger('Once')
    await until(() => titles().includes('Once'), 'the last')
    expect(titles()).toEqual(['Twice', 'Twice', 'Once'])
    socket.close()
  })
})
