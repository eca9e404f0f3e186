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
    await choose('channel.update')
    await inspector.page.getByLabel('title', { exact: true }).fill(title)
    await inspector.page.getByRole('button', { name: 'Trigger' }).click()
  }

  /** The form of a type, with the fields of its event unfolded. */
  async function choose(type: string) {
    await inspector.page.getByLabel('Type', { exact: true }).fill(type)
    await unfold('event')
  }

  const unfold = async (name: string) => {
    const summary = inspector.page.locator('summary', { hasText: new RegExp(`^${name}\\s*\\d*$`) }).first()
    if (!(await summary.evaluate((it) => it.closest('details')!.open))) await summary.click()
  }

  /** Triggers, and answers the request that did it, as its line for a shell has it. */
  async function sent(type: string) {
    await inspector.page.getByRole('button', { name: 'Trigger' }).click()
    const line = inspector.page
      .locator('.toast', { hasText: `${type} was triggered` })
      .last()
      .locator('pre')
    return JSON.parse(/-d '(.*)'$/.exec((await line.textContent())!)![1]!)
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

  browserTest('the form of a type has its fields, and sends those alone that were filled in', async () => {
    await inspector.open('events')
    const { page } = inspector
    await choose('channel.chat.notification')
    expect(await inspector.flaws()).toEqual([])
    await page.getByLabel('notice type').selectOption('raid')
    await unfold('raid')
    await page.getByLabel('viewer count').fill('7')
    await unfold('badges')
    await page.getByRole('button', { name: 'Change the list' }).click()
    await page.getByRole('button', { name: 'Add one' }).click()
    const badge = page.getByRole('group', { name: 'badges 1', exact: true })
    for (const [name, text] of Object.entries({ 'set id': 'vip', id: '1', info: '2' }))
      await badge.getByLabel(name, { exact: true }).fill(text)
    expect(await inspector.flaws()).toEqual([])
    const body = await sent('channel.chat.notification')
    expect(body).toEqual({
      type: 'channel.chat.notification',
      event: { notice_type: 'raid', raid: { viewer_count: 7 }, badges: expect.any(Array) },
    })
    expect(body.event.badges[0]).toEqual({ set_id: 'vip', id: '1', info: '2' })
  })

  browserTest(
    'null, a version and a condition are chosen, and what comes of it is shown before',
    async () => {
      await inspector.open('events')
      const { page } = inspector
      await choose('channel.hype_train.end')
      expect(await page.getByLabel('Version').isDisabled()).toBe(true)
      await page.getByLabel('Type', { exact: true }).fill('automod.message.hold')
      await page.getByLabel('Version').selectOption('1')
      await page.getByLabel('Version').selectOption('2')
      const { body: users } = await inspector.ask('GET', '/units/users?first=2')
      const [{ id: channel }] = users.data
      await page.getByLabel('broadcaster user id').first().fill(channel)
      await unfold('event')
      await page.getByLabel('reason').selectOption('blocked_term')
      await unfold('automod')
      await page.getByLabel('automod is null').check()
      await page.getByText('Preview').click()
      const preview = page.locator('details', { has: page.getByText('Preview') })
      await preview.getByText('"blocked_term"').waitFor()
      await preview.getByText(`"${channel}"`).first().waitFor()
      expect(await inspector.flaws()).toEqual([])
      expect(await sent('automod.message.hold')).toEqual({
        type: 'automod.message.hold',
        condition: { broadcaster_user_id: channel },
        event: { reason: 'blocked_term', automod: null },
      })
      await page.getByLabel('broadcaster user id').first().fill('9')
      await preview.getByText('There is no user 9.').waitFor()
    },
  )

  browserTest('a batch, and what is about a client, have forms, too', async () => {
    await inspector.open('events')
    const { page } = inspector
    for (const type of ['drop.entitlement.grant', 'user.authorization.grant', 'channel.raid']) {
      await choose(type)
      await page.locator('details .field').first().waitFor()
      expect(await sent(type)).toEqual({ type })
    }
  })

  browserTest('two long tables on one page show their rows, though the upper one grows', async () => {
    const { body: clients } = await inspector.ask('GET', '/units/clients')
    const { body: users } = await inspector.ask('GET', '/units/users')
    const client_id = clients.data[0].ID
    const { body } = await inspector.ask('POST', '/units/tokens', { client_id })
    const headers = { 'Client-Id': client_id, Authorization: `Bearer ${body.token}` }
    const transport = { method: 'webhook', callback: 'https://localhost:1/', secret: '0123456789' }
    await inspector.open('events')
    for (const type of [
      'stream.online',
      'stream.offline',
      'channel.shared_chat.begin',
      'channel.shared_chat.end',
    ])
      for (const { id } of users.data) {
        const subscription = { type, version: '1', condition: { broadcaster_user_id: id }, transport }
        await inspector.ask('POST', '/mock/eventsub/subscriptions', subscription, headers)
      }
    const { page } = inspector
    const table = page.getByRole('region', { name: 'Who has subscribed' })
    await page.getByRole('region', { name: 'What was sent' }).waitFor()
    await until(async () => Number(await table.getByRole('table').getAttribute('aria-rowcount')) > 40, 'all')
    await table.evaluate((it) => it.scrollIntoView())
    for (const place of [2, 3, 8])
      await table.locator(`tr[aria-rowindex="${place}"]`).waitFor({ timeout: 3000 })
  })
})
