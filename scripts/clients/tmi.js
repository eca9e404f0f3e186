import assert from 'node:assert/strict'
import tmi from 'tmi.js'
import { chatRoom, check, end, url } from './check.js'
import { until } from './support/units.js'

const { guest, bot, token, write, settings, timeOut, subscribe, texts } = await chatRoom()
const connection = { server: 'localhost', port: Number(new URL(url).port), secure: false, reconnect: false }
const logger = { info() {}, warn() {}, error() {} }

await check('without a login everything can be read', async () => {
  const reader = new tmi.Client({ connection, channels: ['a_streamer'], logger })
  const read = []
  reader.on('message', (_, { username }, text) => read.push(`${username}: ${text}`))
  await reader.connect()
  await until(() => reader.getChannels().length > 0, 'the join')
  await write(guest, 'to all')
  await until(() => read.length > 0, 'the message')
  assert.deepEqual(read, ['a_viewer: to all'])
  await reader.disconnect()
})

const identity = { username: 'a_bot', password: `oauth:${token}` }
const client = new tmi.Client({ connection, identity, channels: ['a_streamer'], logger })
const heard = []
client.on('message', (_, { username }, text, self) => heard.push(`${self ? 'self' : username}: ${text}`))
client.on('emoteonly', (_, enabled) => heard.push(`emote-only ${enabled}`))
client.on('subscription', (_, username) => heard.push(`subscription: ${username}`))
client.on('timeout', (_, username, __, duration) => heard.push(`timeout: ${username} ${duration}`))
client.on('notice', (_, code) => heard.push(`notice: ${code}`))

await check('login and join', async () => {
  await client.connect()
  await until(() => client.getChannels().length > 0, 'the join')
})
await check('what others do is heard', async () => {
  await write(guest, 'hello bot')
  await settings({ emote_mode: true })
  await settings({ emote_mode: false })
  await subscribe()
  await timeOut(guest)
  const expected = [
    'a_viewer: hello bot',
    'emote-only true',
    'emote-only false',
    'subscription: a_viewer',
    'timeout: a_viewer 60',
  ]
  await until(() => heard.length >= expected.length, 'all of it')
  assert.deepEqual(heard, expected)
})
await check('say', async () => {
  await client.say('a_streamer', 'hello all')
  await until(async () => (await texts()).includes('hello all'), 'the message')
})
await check('a refusal is told', async () => {
  await timeOut(bot)
  await until(() => heard.includes('timeout: a_bot 60'), 'the time-out')
  await client.say('a_streamer', 'hello again').catch(() => {})
  await until(() => heard.includes('notice: msg_timedout'), 'the refusal')
})
await check('a wrong password is refused', async () => {
  const wrong = new tmi.Client({ connection, identity: { ...identity, password: 'oauth:nothing' }, logger })
  await assert.rejects(wrong.connect(), (reason) => /Login authentication failed/.test(String(reason)))
})
end()
