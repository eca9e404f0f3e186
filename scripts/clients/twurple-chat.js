import assert from 'node:assert/strict'
import { StaticAuthProvider } from '@twurple/auth'
import { ChatClient } from '@twurple/chat'
import { chatRoom, check, end, remote, url } from './check.js'
import { until } from './support/units.js'

const { streamer, guest, token, write, settings, timeOut, subscribe, texts } = await chatRoom()
const scopes = ['chat:read', 'chat:edit']
const client = new ChatClient({
  authProvider: new StaticAuthProvider(remote.clientId, token, scopes),
  channels: ['a_streamer'],
  hostName: 'localhost',
  ssl: false,
  webSocket: false,
  logger: { minLevel: 'critical' },
})
const heard = []
let joins = 0
let question
client.onJoin((_, user) => user === 'a_bot' && joins++)
client.onMessage((_, user, text, message) => {
  heard.push(`${user}: ${text}`)
  if (text === 'anybody?') question = message.id
})
client.onEmoteOnly((_, enabled) => heard.push(`emote-only ${enabled}`))
client.onSub((_, user) => heard.push(`sub: ${user}`))
client.onTimeout((_, user, duration) => heard.push(`timeout: ${user} ${duration}`))

await check('login and join', async () => {
  client.connect()
  await until(() => joins === 1, 'the join')
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
    'sub: a_viewer',
    'timeout: a_viewer 60',
  ]
  await until(() => heard.length >= expected.length, 'all of it')
  assert.deepEqual(heard, expected)
})
await check('say and reply', async () => {
  await client.say('a_streamer', 'hello all')
  await write(streamer, 'anybody?')
  await until(() => question, 'the question')
  await client.say('a_streamer', 'me', { replyTo: question })
  await until(async () => (await texts()).includes('me'), 'the reply')
  assert((await texts()).includes('hello all'))
})
await check('a reconnection', async () => {
  const { data } = await (await fetch(`${url}/units/irc_connections`)).json()
  await fetch(`${url}/units/irc_connections/${data[0].id}`, { method: 'PATCH', body: '{"reconnect":true}' })
  await until(() => joins === 2, 'the second join')
})
end()
