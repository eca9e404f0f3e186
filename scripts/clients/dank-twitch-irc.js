import { ChatClient } from 'dank-twitch-irc'
import { chatRoom, check, end } from './check.js'
import { until } from './support/units.js'

/** Over TCP alone: the WebSocket that the library brings does not run on Node 18 and newer. */

const { guest, token, write, texts } = await chatRoom()
const port = Number(process.env.IRC_PORT)
const client = new ChatClient({
  username: 'a_bot',
  password: token,
  connection: { type: 'tcp', host: 'localhost', port, secure: false },
  rateLimits: 'default',
})
const heard = []
client.on('PRIVMSG', ({ senderUsername, messageText }) => heard.push(`${senderUsername}: ${messageText}`))
const isWritten = (text) => async () => (await texts()).some((written) => written.includes(text))

await check('login and join', async () => {
  await client.connect()
  await client.join('a_streamer')
})
await check('say', async () => {
  await client.say('a_streamer', 'hello all')
  await until(isWritten('hello all'), 'the message')
})
await check('me', async () => {
  await client.me('a_streamer', 'waves')
  await until(isWritten('waves'), 'the message')
})
await check('a message is heard', async () => {
  await write(guest, 'hello bot')
  await until(() => heard.includes('a_viewer: hello bot'), 'the message')
})
end()
