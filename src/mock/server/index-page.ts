import { serverName, version } from '../../version.ts'
import type { Store } from '../engine/store.ts'
import { inspectorPage } from '../inspector/app.ts'
import { firstClient } from '../resources/accounts/store.ts'
import { firstPartner } from '../resources/users/store.ts'

/** The answer at the root: the inspector for a browser; for scripts a directory of the server's URLs, as JSON. */
export function indexPage(store: Store, request: Request): Response {
  const isBrowser = request.headers.get('accept')?.includes('text/html')
  return isBrowser ? inspectorPage() : Response.json(directoryOf(store, new URL(request.url).origin))
}

/** The directory of the server's URLs. */
export type Directory = ReturnType<typeof directoryOf>

function directoryOf(store: Store, origin: string) {
  const client = firstClient(store)
  const partner = firstPartner(store)
  const id = client?.id ?? 'CLIENT_ID'
  const user = partner?.id ?? 'USER_ID'
  const credentials = `client_id=${id}&client_secret=${client?.secret ?? 'CLIENT_SECRET'}`
  const grant = `grant_type=user_token&user_id=${user}&scope=user:read:email%20channel:manage:polls`
  return {
    name: serverName,
    version,
    urls: {
      helix: `${origin}/mock`,
      identity_provider: `${origin}/oauth2`,
      eventsub: `${origin.replace('http', 'ws')}/ws`,
      chat: `${origin.replace('http', 'ws')}/irc`,
      units: `${origin}/units`,
      openapi: `${origin}/mock/openapi.json`,
      reference: `${origin}/docs`,
    },
    client_id: id,
    user: { id: user, login: partner?.login ?? '' },
    examples: {
      'A user access token': `curl -X POST '${origin}/auth/authorize?${credentials}&${grant}'`,
      'An app access token': `curl -X POST '${origin}/auth/token?${credentials}&grant_type=client_credentials'`,
      'A request':
        `curl '${origin}/mock/users?id=${user}' -H 'Client-Id: ${id}' -H 'Authorization: Bearer ` +
        `ACCESS_TOKEN'`,
      'A token without any set-up': `twitch token --mock=${origin} -u -s "user:read:email"`,
    },
  }
}
