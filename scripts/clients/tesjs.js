import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import TES from 'tesjs'
import { broadcaster, check, end, remote, url } from './check.js'
import { until } from './support/units.js'

/** The library is one object a process: the second transport has a process of its own. */

const condition = { broadcaster_user_id: broadcaster.id, moderator_user_id: broadcaster.id }
const options = { logging: false }

if (process.argv[2] === 'webhook') await webhook()
else await webSocket()

async function webSocket() {
  const accessToken = await remote.userToken(broadcaster.id, ['moderator:read:followers'])
  const identity = { id: remote.clientId, accessToken, onAuthenticationFailure: async () => accessToken }
  const listener = { type: 'websocket', websocketURL: `${url.replace('http', 'ws')}/ws` }
  await checkTransport(new TES({ identity, listener, options }), 'WebSocket')
  const child = fork(fileURLToPath(import.meta.url), ['webhook'], { execArgv: process.execArgv })
  await new Promise((resolve) => child.once('exit', resolve))
  end()
}

async function webhook() {
  const port = await freePort()
  const identity = { id: remote.clientId, secret: remote.clientSecret }
  const listener = { type: 'webhook', baseURL: `http://localhost:${port}`, secret: 'a secret of tesjs', port }
  // Without a grant of the broadcaster an app token may not subscribe.
  await remote.userToken(broadcaster.id, ['moderator:read:followers'])
  await checkTransport(new TES({ identity, listener, options }), 'webhook')
  end()
}

async function checkTransport(tes, transport) {
  const heard = []
  tes.on('channel.follow', ({ user_login }) => heard.push(user_login))
  await check(`a subscription by ${transport}`, async () => {
    const answer = await tes.subscribe('channel.follow', condition, '2')
    // Of a webhook it tells the whole answer.
    assert.equal((answer.data?.[0] ?? answer).type, 'channel.follow')
  })
  await check(`an event by ${transport}`, async () => {
    const login = `fan_by_${transport.toLowerCase()}`
    const fan = await remote.unit('users', { login })
    await remote.unit('follows', { broadcaster_id: broadcaster.id, user_id: fan.id })
    await until(() => heard.includes(login), 'the follow')
  })
  await check(`subscriptions are listed and ended by ${transport}`, async () => {
    const listed = async () =>
      (await tes.getSubscriptions()).data.filter(({ status }) => status === 'enabled')
    const [subscription] = await listed()
    await tes.unsubscribe(subscription.id)
    assert.equal((await listed()).length, 0)
  })
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
