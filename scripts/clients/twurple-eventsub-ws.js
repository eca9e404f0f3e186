import assert from 'node:assert/strict'
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'
import { EventSubWsListener } from '@twurple/eventsub-ws'
import { broadcaster, check, end, remote, url } from './check.js'
import { until } from './support/units.js'
import { checkEvents, scopes, token } from './twurple-events.js'

const apiClient = new ApiClient({ authProvider: new StaticAuthProvider(remote.clientId, token, scopes) })
const listener = new EventSubWsListener({ apiClient })
let ready = 0
listener.onSubscriptionCreateSuccess(() => ready++)
listener.start()
const { heard } = await checkEvents(listener, () => ready)
await check('a reconnection loses nothing', async () => {
  const { data } = await (await fetch(`${url}/units/eventsub_sessions`)).json()
  assert.equal(data.length, 1)
  await fetch(`${url}/units/eventsub_sessions/${data[0].id}`, { method: 'PATCH', body: '{"reconnect":true}' })
  const fan = await remote.unit('users', { login: 'another_fan' })
  await remote.unit('follows', { broadcaster_id: broadcaster.id, user_id: fan.id })
  await until(() => heard.includes(`follow: ${fan.id}`), 'the follow')
})
end()
