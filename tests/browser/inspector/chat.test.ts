import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'
import { until } from '../../support/units.ts'

describe('the chat', () => {
  const inspector = new Inspector()

  /** A chat client in the first channel, who may speak. */
  async function client() {
    const { body: users } = await inspector.ask('GET', '/units/users?first=2')
    const [channel, viewer] = users.data
    const { body: clients } = await inspector.ask('GET', '/units/clients')
    const { body } = await inspector.ask('POST', '/units/tokens', {
      client_id: clients.data[0].ID,
      user_id: viewer.id,
      scopes: ['chat:read', 'chat:edit'],
    })
    const lines: string[] = []
    const socket = new WebSocket(`${inspector.mock.url.replace('http', 'ws')}/irc`)
    socket.onmessage = ({ data }) => lines.push(...String(data).split('\r\n').filter(Boolean))
    await new Promise((resolve) => {
      socket.onopen = resolve
    })
    socket.send(`PASS oauth:${body.token}\r\nNICK ${viewer.login}\r\nJOIN #${channel.login}`)
    await until(() => lines.some((line) => line.includes(' 366 ')), 'the end of the names')
    return {
      channel,
      viewer,
      lines,
      say: (text: string) => socket.send(`PRIVMSG #${channel.login} :${text}`),
    }
  }

  browserTest('is spoken in here and over IRC, and moderated', async () => {
    const { channel, viewer, lines, say } = await client()
    await inspector.open(`chat?channel=${channel.id}`)
    await inspector.page.getByLabel('Message', { exact: true }).fill('Hello from the page')
    await inspector.page.getByRole('button', { name: 'Say' }).click()
    await until(() => lines.some((line) => line.endsWith(':Hello from the page')), 'the line in IRC')
    say('Hello from IRC')
    const line = inspector.page.locator('.chat-line', { hasText: 'Hello from IRC' })
    await line.waitFor()
    expect(await line.locator('.chat-name').textContent()).toBe(viewer.display_name)
    await line.getByRole('button', { name: `Reply to ${viewer.display_name}` }).click()
    await inspector.page.getByLabel('Message', { exact: true }).fill('Well met')
    await inspector.page.getByRole('button', { name: 'Say' }).click()
    await inspector.page.getByText(`Replying to ${viewer.display_name}: Hello from IRC`).waitFor()
    await line.first().getByRole('button', { name: 'Delete the message' }).click()
    await inspector.page.getByText('message deleted').waitFor()
    await inspector.page.reload()
    await inspector.page.getByText('Well met').waitFor()
    expect(await inspector.flaws()).toEqual([])
  })
})
