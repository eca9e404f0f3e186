import assert from 'node:assert/strict'
import { createServer } from 'node:https'
import { ApiClient } from '@twurple/api'
import { AppTokenAuthProvider } from '@twurple/auth'
import { EventSubMiddleware } from '@twurple/eventsub-http'
import express from 'express'
import { broadcaster, check, end, remote, url } from './check.js'
import { certificate } from './support/certificate.js'
import { until } from './support/units.js'
import { checkEvents } from './twurple-events.js'

const web = express()
const server = createServer(certificate, web)
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const authProvider = new AppTokenAuthProvider(remote.clientId, remote.clientSecret)
const middleware = new EventSubMiddleware({
  apiClient: new ApiClient({ authProvider }),
  hostName: `localhost:${server.address().port}`,
  pathPrefix: 'hooks',
  secret: 'a secret of the middleware',
})
middleware.apply(web)
let verified = 0
middleware.onVerify((success) => success && verified++)
await middleware.markAsReady()
const { revoked } = await checkEvents(middleware, () => verified)
await check('a revocation', async () => {
  await fetch(`${url}/units/users/${broadcaster.id}`, { method: 'DELETE' })
  await until(() => revoked.length === 5, 'the revocation')
  assert.deepEqual([...new Set(revoked)], ['user_removed'])
})
end()
