import { type Html, html, pageResponse } from '../../lib/html.ts'
import { serverName, version } from '../../version.ts'
import type { Store } from '../engine/store.ts'
import { firstClient } from '../resources/accounts/store.ts'
import { documentedUnits } from '../resources/registry.ts'
import { firstPartner } from '../resources/users/store.ts'

/** What is where, for whoever opens the root: HTML for a browser, JSON for a script. */
export function indexPage(store: Store, request: Request): Response {
  const directory = directoryOf(store, new URL(request.url).origin)
  if (!request.headers.get('accept')?.includes('text/html')) return Response.json(directory)
  return pageResponse({ title: serverName, stylesheet, content: contentOf(directory) })
}

type Directory = ReturnType<typeof directoryOf>

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

function contentOf({ name, version, urls, client_id, user, examples }: Directory): Html {
  const link = (url: string, text = url) => html`<a href="${url}">${text}</a>`
  const commands = Object.entries(examples).map(
    ([what, command]) => html`<h3>${what}</h3><pre>${command}</pre>`,
  )
  const units = documentedUnits.map(
    (unit, index) => html`${index > 0 && ', '}${link(`${urls.units}/${unit}`, unit)}`,
  )
  return html`<main>
<h1>${name} <small>${version}</small></h1>
<p>A local Twitch. Replace <code>https://api.twitch.tv/helix</code> by <code>${urls.helix}</code> and
<code>https://id.twitch.tv/oauth2</code> by <code>${urls.identity_provider}</code>.</p>
<h2>Where</h2>
<dl>
<dt>Helix</dt><dd><code>${urls.helix}</code>, described in ${link(urls.reference, 'the reference')} and
${link(urls.openapi, 'openapi.json')}</dd>
<dt>Identity provider</dt><dd><code>${urls.identity_provider}</code></dd>
<dt>EventSub</dt><dd><code>${urls.eventsub}</code>; webhooks on this machine may use any port, without TLS</dd>
<dt>Chat</dt><dd>IRC at <code>${urls.chat}</code>, and by TCP at port 6667 or <code>--irc-port</code></dd>
<dt>Generated data</dt><dd>${units}</dd>
</dl>
<h2>Who</h2>
<dl>
<dt>Client ID</dt><dd><code>${client_id}</code></dd>
<dt>The user with every unit</dt><dd><code>${user.id}</code> (${user.login})</dd>
</dl>
<h2>How</h2>
${commands}
</main>`
}

const stylesheet = `
:root { color-scheme: light dark; --accent: light-dark(#772ce8, #bf94ff); --faint: light-dark(#f2f0f7, #1f1b29) }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 52rem; margin: 3rem auto; padding: 0 1.2rem }
a { color: var(--accent) }
h1 small { font-weight: normal; opacity: .65 }
h2 { margin-top: 2rem } h3 { margin: 1rem 0 .3rem; font-size: 1rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.2rem }
dt { opacity: .75 } dd { margin: 0; overflow-wrap: anywhere }
pre {
  background: var(--faint); padding: .8rem 1rem; border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere;
  user-select: all;
}
`
