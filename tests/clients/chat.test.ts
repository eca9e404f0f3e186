import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { connect } from 'node:net'
import { StaticAuthProvider } from '@twurple/auth'
import { ChatClient as TwurpleClient } from '@twurple/chat'
import { ChatClient as DankClient } from 'dank-twitch-irc'
import tmi from 'tmi.js'
import { emptyHome, startMock } from '../support/binary.ts'
import { Remote, until } from '../support/units.ts'

/** Chat libraries, unmodified, against the compiled server: over a WebSocket and over TCP. */

setDefaultTimeout(30_000)

const closing: (() => unknown)[] = []

afterEach(async () => {
  delete process.env.TWURPLE_MOCK_API_PORT
  for (const close of closing.splice(0).reverse()) await close()
})

/** A server with the broadcaster's channel, a bot that moderates it, and a viewer. */
async function world(port = 0) {
  const mock = await startMock(emptyHome(), '--db', ':memory:', '--irc-port', String(port))
  closing.push(() => mock.stop())
  const remote = await Remote.of(mock)
  const ircPort = Number(/Chat over IRC on port (\d+)/.exec(mock.log())![1])
  const broadcaster = await remote.unit('users', { login: 'a_streamer', broadcaster_type: 'partner' })
  const bot = await remote.unit('users', { login: 'a_bot' })
  const viewer = await remote.unit('users', { login: 'a_viewer' })
  const owner = await remote.userToken(broadcaster.id, [
    'moderator:manage:banned_users',
    'moderator:manage:chat_settings',
    'moderator:manage:announcements',
    'channel:manage:moderators',
    'user:write:chat',
  ])
  const token = await remote.userToken(bot.id, ['chat:read', 'chat:edit'])
  const by = `broadcaster_id=${broadcaster.id}&moderator_id=${broadcaster.id}`
  return {
    mock,
    remote,
    ircPort,
    token,
    broadcaster,
    bot,
    viewer,
    /** What the broadcaster and others do, as a bot is to hear it. */
    async act() {
      await remote.unit('chat_messages', {
        broadcaster_id: broadcaster.id,
        user_id: viewer.id,
        text: 'hello bot',
      })
      await remote.helix(owner, 'PATCH', `/chat/settings?${by}`, { emote_mode: true })
      await remote.helix(owner, 'PATCH', `/chat/settings?${by}`, { emote_mode: false })
      await remote.helix(owner, 'POST', `/chat/announcements?${by}`, { message: 'news' })
      await remote.unit('subscriptions', { broadcaster_id: broadcaster.id, user_id: viewer.id })
      await remote.helix(owner, 'POST', `/moderation/bans?${by}`, {
        data: { user_id: viewer.id, duration: 60 },
      })
    },
    async timeOutBot() {
      await remote.helix(owner, 'POST', `/moderation/bans?${by}`, { data: { user_id: bot.id, duration: 60 } })
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the server lists
async function listOf(remote: Remote, unit: string): Promise<any[]> {
  const body = (await (await fetch(`${remote.url}/units/${unit}`)).json()) as { data: [] }
  return body.data
}

const messagesOf = (remote: Remote) => listOf(remote, 'chat_messages')

test('tmi.js connects, hears a room, speaks, and is told why it may not', async () => {
  const { mock, token, remote, act, timeOutBot, viewer } = await world()
  const client = new tmi.Client({
    connection: { server: 'localhost', port: mock.port, secure: false, reconnect: false },
    identity: { username: 'a_bot', password: `oauth:${token}` },
    channels: ['a_streamer'],
    logger: { info() {}, warn() {}, error() {} } as never,
  })
  const heard: string[] = []
  client.on('message', (_, { username }, text, self) => heard.push(`${self ? 'self' : username}: ${text}`))
  client.on('emoteonly', (_, enabled) => heard.push(`emote-only ${enabled}`))
  client.on('subscription', (_, username) => heard.push(`subscription: ${username}`))
  client.on('timeout', (_, username, __, duration) => heard.push(`timeout: ${username} ${duration}`))
  client.on('notice', (_, code) => heard.push(`notice: ${code}`))
  closing.push(() => client.disconnect().catch(() => {}))
  await client.connect()
  await until(() => client.getChannels().length > 0, 'the join')
  await act()
  await until(() => heard.some((line) => line.startsWith('timeout')), 'the timeout')
  await client.say('a_streamer', 'hello all')
  await timeOutBot()
  await until(() => heard.includes('timeout: a_bot 60'), 'the time-out of the bot')
  await client.say('a_streamer', 'hello again').catch(() => {})
  await until(() => heard.includes('notice: msg_timedout'), 'the refusal')
  expect(heard).toEqual([
    'a_viewer: hello bot',
    'emote-only true',
    'emote-only false',
    'subscription: a_viewer',
    'timeout: a_viewer 60',
    'self: hello all',
    'timeout: a_bot 60',
    'self: hello again',
    'notice: msg_timedout',
  ])
  const data = await messagesOf(remote)
  expect(data.at(-1)).toMatchObject({ text: 'news' })
  expect(viewer.login).toBe('a_viewer')
})

test('@twurple/chat joins, hears notices, replies, and comes back when it is asked to reconnect', async () => {
  // The library has Twitch's port wired in.
  const { token, remote, act, broadcaster, viewer } = await world(6667)
  process.env.TWURPLE_MOCK_API_PORT = remote.port
  const client = new TwurpleClient({
    authProvider: new StaticAuthProvider(remote.clientId, token, ['chat:read', 'chat:edit']),
    channels: ['a_streamer'],
    hostName: 'localhost',
    ssl: false,
    webSocket: false,
    logger: { minLevel: 'critical' },
  })
  const heard: string[] = []
  let joins = 0
  let question: string | undefined
  client.onJoin((_, user) => {
    if (user === 'a_bot') joins++
  })
  client.onMessage((_, user, text, message) => {
    heard.push(`${user}: ${text}`)
    if (text === 'anybody?') question = message.id
  })
  client.onEmoteOnly((_, enabled) => heard.push(`emote-only ${enabled}`))
  client.onAnnouncement((_, user, { color }) => heard.push(`announcement: ${user} ${color}`))
  client.onSub((_, user, { plan }) => heard.push(`sub: ${user} ${plan}`))
  client.onTimeout((_, user, duration) => heard.push(`timeout: ${user} ${duration}`))
  client.onRaid((_, user, { viewerCount }) => heard.push(`raid: ${user} ${viewerCount}`))
  closing.push(() => client.quit())
  client.connect()
  await until(() => joins === 1, 'the join')
  await act()
  await until(() => heard.length === 6, 'the notices')
  expect(heard).toEqual([
    'a_viewer: hello bot',
    'emote-only true',
    'emote-only false',
    'announcement: a_streamer PRIMARY',
    'sub: a_viewer 1000',
    'timeout: a_viewer 60',
  ])
  // A time-out took away what the viewer had written.
  await remote.unit('chat_messages', {
    broadcaster_id: broadcaster.id,
    user_id: broadcaster.id,
    text: 'anybody?',
  })
  await until(() => question, 'the question')
  await client.say('a_streamer', 'hello viewer', { replyTo: question })
  const messages = () => messagesOf(remote)
  await until(async () => (await messages()).some(({ text }) => text === 'hello viewer'), 'the reply')
  expect((await messages()).find(({ text }) => text === 'hello viewer')).toMatchObject({
    reply_parent_message_id: question,
  })
  const data = await listOf(remote, 'irc_connections')
  expect(data).toMatchObject([{ login: 'a_bot', transport: 'tcp' }])
  await fetch(`${remote.url}/units/irc_connections/${data[0].id}`, {
    method: 'PATCH',
    body: JSON.stringify({ reconnect: true }),
  })
  await until(() => joins === 2, 'the second join')
  await remote.unit('chat_messages', {
    broadcaster_id: broadcaster.id,
    user_id: viewer.id,
    text: 'still there?',
  })
  await until(() => heard.includes('a_viewer: still there?'), 'the message after the reconnection')
})

test('dank-twitch-irc speaks over TCP; what it says is heard by tmi.js and EventSub alike', async () => {
  const { mock, ircPort, token, remote, broadcaster } = await world()
  const reader = new tmi.Client({
    connection: { server: 'localhost', port: mock.port, secure: false },
    channels: ['a_streamer'],
  })
  const heard: string[] = []
  reader.on('message', (_, { username }, text) => heard.push(`${username}: ${text}`))
  closing.push(() => reader.disconnect().catch(() => {}))
  await reader.connect()
  await until(() => reader.getChannels().length > 0, 'the join of the reader')

  const client = new DankClient({
    username: 'a_bot',
    password: token,
    connection: { type: 'tcp', host: 'localhost', port: ircPort, secure: false },
    rateLimits: 'default',
  })
  closing.push(() => client.destroy())
  await client.connect()
  await client.join('a_streamer')
  await client.say('a_streamer', 'over TCP')
  await client.me('a_streamer', 'waves')
  await until(() => heard.length === 2, 'both messages')
  expect(heard).toEqual(['a_bot: over TCP', 'a_bot: waves'])
  const data = await messagesOf(remote)
  expect(data.map(({ text, broadcaster_id }) => [text, broadcaster_id])).toContainEqual([
    'over TCP',
    broadcaster.id,
  ])
})

test('200 clients in one room hear every message in order', async () => {
  const { ircPort, remote, broadcaster, viewer } = await world()
  const MESSAGES = 50
  const clients = Array.from({ length: 200 }, (_, n) => {
    const client = { text: '', socket: connect(ircPort, '127.0.0.1') }
    closing.push(() => client.socket.destroy())
    client.socket.on('data', (data) => {
      client.text += data.toString()
    })
    client.socket.write(`NICK justinfan${n}\r\nJOIN #a_streamer\r\n`)
    return client
  })
  await until(() => clients.every(({ text }) => text.includes(' 366 ')), 'the joins')
  for (let n = 0; n < MESSAGES; n++) {
    await remote.unit('chat_messages', {
      broadcaster_id: broadcaster.id,
      user_id: viewer.id,
      text: `message ${n}`,
    })
  }
  const last = `message ${MESSAGES - 1}\r\n`
  await until(() => clients.every(({ text }) => text.includes(last)), 'the last message everywhere')
  const expected = Array.from({ length: MESSAGES }, (_, n) => `message ${n}`)
  for (const { text } of clients) {
    expect([...text.matchAll(/PRIVMSG #a_streamer :(.*)\r\n/g)].map(([, said]) => said)).toEqual(expected)
  }
})
