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
    socket.send('CAP REQ :twitch.tv/tags twitch.tv/commands')
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
    await inspector.page.getByRole('button', { name: 'Say', exact: true }).click()
    await until(() => lines.some((line) => line.endsWith(':Hello from the page')), 'the line in IRC')
    say('Hello from IRC')
    const line = inspector.page.locator('.chat-line', { hasText: 'Hello from IRC' })
    await line.waitFor()
    expect(await line.locator('.chat-name').textContent()).toBe(viewer.display_name)
    await line.hover()
    await line.getByRole('button', { name: `Reply to ${viewer.display_name}` }).click()
    await inspector.page.getByLabel('Message', { exact: true }).fill('Well met')
    await inspector.page.getByRole('button', { name: 'Say', exact: true }).click()
    await inspector.page.getByText(`Replying to ${viewer.display_name}: Hello from IRC`).waitFor()
    await line.first().getByRole('button', { name: 'Delete the message' }).click()
    await inspector.page.getByText('message deleted').waitFor()
    await inspector.page.reload()
    await inspector.page.getByText('Well met').waitFor()
    expect(await inspector.flaws()).toEqual([])
  })

  browserTest(
    'shows what viewers see: announcements, cheers, notices, badges and chosen colours',
    async () => {
      const { channel, viewer, lines } = await client()
      const both = { broadcaster_id: channel.id, user_id: viewer.id }
      await inspector.ask('PATCH', `/units/chat_colors/${viewer.id}`, { color: 'blue' })
      await inspector.open(`chat?channel=${channel.id}`)
      const { page } = inspector
      const line = (text: string) => page.locator('.chat-line', { hasText: text })
      await page.getByLabel('As', { exact: true }).fill(viewer.id)
      await page.getByLabel('What', { exact: true }).selectOption('Cheer with Bits')
      await page.getByLabel('Bits', { exact: true }).fill('250')
      await page.getByLabel('Message', { exact: true }).fill('to you')
      await page.getByRole('button', { name: 'Say', exact: true }).click()
      await line('Cheer250 to you').getByText('250 Bits').waitFor()
      await page.getByLabel('What', { exact: true }).selectOption('Announcement, green')
      await page.getByLabel('Message', { exact: true }).fill('Attention')
      await page.getByRole('button', { name: 'Say', exact: true }).click()
      await line('Attention').getByText('Announcement').waitFor()
      await until(
        () => lines.some((line) => line.includes('msg-param-color=GREEN')),
        'the announcement in IRC',
      )
      await page.getByRole('button', { name: 'Say a notice' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('user id').fill(viewer.id)
      await dialog.getByLabel('notice type').selectOption('modiversary')
      await dialog.getByRole('button', { name: 'Say a notice' }).click()
      await line(`${viewer.display_name} has been a moderator for 12 months!`).waitFor()
      await inspector.ask('POST', '/units/chat_messages', { ...both, user_id: channel.id, text: 'My room' })
      await line('My room').getByTitle('broadcaster').waitFor()
      const colour = (theme: string) =>
        page.evaluate(`document.documentElement.dataset.theme = '${theme}'
        getComputedStyle(document.querySelector('.chat-name.chosen')).color`)
      // A blue that keeps its hue, and is lighter in the dark.
      const [light, dark] = [String(await colour('light')), String(await colour('dark'))].map((text) =>
        text.match(/[\d.]+/g)!.map(Number),
      )
      expect(light![2]).toBeCloseTo(dark![2]!, 1)
      expect([light![0]! <= 0.52, dark![0]! >= 0.72]).toEqual([true, true])
      expect(await inspector.flaws()).toEqual([])
    },
  )

  browserTest(
    'is moderated: modes, a pin, a timeout that ends with the clock, a ban, and all cleared',
    async () => {
      const { channel, viewer, lines, say } = await client()
      const { page } = inspector
      const here = `/units/chat_settings/${channel.id}`
      await inspector.open(`chat?channel=${channel.id}`)
      await page.getByLabel('Slow', { exact: true }).click()
      await page.getByLabel('Slow: for how long').selectOption('10 s')
      await until(() => lines.some((line) => line.includes('slow=10')), 'the room state in IRC')
      expect((await inspector.ask('GET', here)).body).toMatchObject({
        slow_mode: true,
        slow_mode_wait_time: 10,
      })
      await page.getByLabel('Slow', { exact: true }).click()
      await page.getByLabel('Slow: for how long').waitFor({ state: 'detached' })
      say('Spam, spam')
      const line = page.locator('.chat-line', { hasText: viewer.display_name })
      await line.first().hover()
      await line.getByRole('button', { name: 'Pin the message' }).click()
      const pin = page.getByRole('region', { name: 'Pinned message' })
      await pin.getByText('until the stream ends').waitFor()
      await line.getByRole('button', { name: 'Time out' }).click()
      await pin.waitFor({ state: 'detached' })
      await page.getByText('message deleted').first().waitFor()
      const timeout = page.getByText(`${viewer.display_name} is in a timeout`)
      await timeout.waitFor()
      await until(() => lines.some((line) => line.includes('ban-duration=600')), 'CLEARCHAT in IRC')
      await inspector.ask('POST', '/units/clock', { advance: '10m' })
      await timeout.waitFor({ state: 'detached' })
      say('I am back')
      const back = page.locator('.chat-line', { hasText: 'I am back' })
      await back.hover()
      await back.getByRole('button', { name: 'Ban' }).click()
      await page.getByText(`${viewer.display_name} is banned`).waitFor()
      await page.getByRole('button', { name: `Lift the ban of ${viewer.display_name}` }).click()
      await page.getByText(`${viewer.display_name} is banned`).waitFor({ state: 'detached' })
      await inspector.ask('POST', '/units/chat_messages', {
        broadcaster_id: channel.id,
        user_id: viewer.id,
        text: 'Soon gone',
      })
      await page.getByText('Soon gone').waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      await page.getByText('Soon gone').waitFor({ state: 'detached' })
      await until(() => lines.some((line) => / CLEARCHAT #\w+$/.test(line)), 'CLEARCHAT of all in IRC')
      expect(await inspector.flaws()).toEqual([])
    },
  )

  browserTest('marks a deleted message, be it the oldest, and none that is only older than 200', async () => {
    const { channel, viewer, say } = await client()
    const { page } = inspector
    const at = (second: number) => new Date(Date.parse('2026-01-01') + second * 1000).toISOString()
    const messagesOf = (broadcaster: { id: string }, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        broadcaster_id: broadcaster.id,
        user_id: viewer.id,
        text: `Line ${n}`,
        sent_at: at(n),
      }))
    const chat_messages = [...messagesOf(channel, 200), ...messagesOf(viewer, 2)]
    expect((await inspector.ask('POST', '/units/fixtures', { chat_messages })).status).toBe(201)
    await inspector.open(`chat?channel=${channel.id}`)
    await page.getByText('Line 0', { exact: true }).waitFor({ state: 'attached' })
    say('One more')
    await page.getByText('One more').waitFor()
    await page.getByText('Line 0', { exact: true }).waitFor({ state: 'detached' })
    expect(await page.locator('.chat-line', { hasText: 'Line' }).count()).toBe(199)
    expect(await page.getByText('message deleted').count()).toBe(0)

    await inspector.open(`chat?channel=${viewer.id}`)
    await page.getByText('Line 0', { exact: true }).waitFor()
    const { body } = await inspector.ask('GET', `/units/chat_messages?broadcaster_id=${viewer.id}`)
    const oldest = body.data.find(({ text }: { text: string }) => text === 'Line 0')
    await inspector.ask('DELETE', `/units/chat_messages/${oldest.id}`)
    await page.getByText('message deleted').waitFor()
    expect(await page.locator('.chat-line', { hasText: 'Line 1' }).count()).toBe(1)
  })

  browserTest(
    'has nothing older than 200 messages that are all, and is then shown from the oldest on',
    async () => {
      const { page } = inspector
      const at = (second: number) => new Date(Date.parse('2026-01-01') + second * 1000).toISOString()
      const users = ['1', '2', '3'].map((id) => ({ id, login: `user${id}`, display_name: `User${id}` }))
      const inChat = { broadcaster_id: '1', user_id: '2' }
      const bans = [{ ...inChat, created_at: at(-1) }]
      const lines = Array.from({ length: 201 }, (_, n) => ({ ...inChat, text: `Line ${n}`, sent_at: at(n) }))
      const put = (fixtures: object) => inspector.ask('POST', '/units/fixtures', fixtures)
      expect((await put({ users, bans, chat_messages: lines.slice(0, 200) })).status).toBe(201)
      await inspector.open('chat?channel=1')
      const banOf = (name: string) => page.locator('.chat-line', { hasText: `${name} is banned` })
      const older = page.getByRole('button', { name: 'Older messages' })
      await banOf('User2').waitFor({ state: 'attached' })
      expect(await older.count()).toBe(0)
      await put({ chat_messages: lines.slice(200), bans: [{ ...inChat, user_id: '3', created_at: at(9) }] })
      await banOf('User3').waitFor({ state: 'attached' })
      await banOf('User2').waitFor({ state: 'detached' })
      expect(await older.count()).toBe(1)
    },
  )

  browserTest('is quick with 10,000 messages, and goes on', async () => {
    const { channel, viewer, say } = await client()
    const message = { broadcaster_id: channel.id, user_id: viewer.id }
    const sent_at = (second: number) => new Date(Date.parse('2026-01-01') + second * 1000).toISOString()
    const chat_messages = Array.from({ length: 10_000 }, (_, n) => ({
      ...message,
      text: `Line ${n}`,
      sent_at: sent_at(n),
    }))
    expect((await inspector.ask('POST', '/units/fixtures', { chat_messages })).status).toBe(201)
    const { page } = inspector
    await inspector.open(`chat?channel=${channel.id}`)
    await page.getByText('Line 9999').waitFor()
    const log = page.getByRole('log')
    // The newest line is in sight, and stays there when another one comes.
    const distance = () => log.evaluate((element) => Math.round(element.scrollTop))
    expect(await distance()).toBe(0)
    expect(await page.locator('.chat-line', { hasText: 'Line' }).count()).toBe(200)
    await page.getByRole('button', { name: 'Older messages' }).click()
    await page.getByText('Line 9001', { exact: true }).waitFor({ state: 'attached' })
    expect(await page.locator('.chat-line', { hasText: 'Line' }).count()).toBe(1000)
    expect(await page.getByText(/^All 10,?\d+ messages$/).count()).toBe(1)
    expect(await distance()).toBeLessThan(-1000)
    say('Still here')
    await page.getByText('Still here').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Newest messages' }).click()
    await page.getByRole('button', { name: 'Newest messages' }).waitFor({ state: 'detached' })
    expect(await distance()).toBe(0)
  })
})
