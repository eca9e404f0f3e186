import { type Html, html } from '../../../lib/html.ts'
import { type Scope, scopeDescriptions } from '../../../twitch/scopes.ts'
import type { Client } from '../../resources/accounts/clients/store.ts'
import type { StoredUser } from '../../resources/users/store.ts'
import { type Parameters, PRESERVED, preservedValue } from '../parameters.ts'
import { type Accounts, FOUND_AT_MOST } from './accounts.ts'
import { icons, page } from './page.ts'

interface Consent {
  client: Client
  scopes: readonly string[]
  accounts: Accounts
}

/** The consent page: asks whether an app gets its scopes, and as which user. */
export function consentPage({
  client,
  scopes,
  accounts,
  redirect_uri,
  parameters,
}: Consent & { redirect_uri: string; parameters: Parameters }): Response {
  const { host, protocol } = new URL(redirect_uri)
  return page(
    `Authorize ${client.name}`,
    html`${appHead(client, html`<h1>${client.name} wants to access your account</h1>`)}
      ${scopeList(scopes)}
      ${decisionForms(accounts, parameters)}`,
    html`You will be sent to <code>${host || protocol}</code>.`,
  )
}

/** The consent page for a device: also shows the device's code, for comparison. */
export function activationPage({
  client,
  scopes,
  accounts,
  user_code,
}: Consent & { user_code: string }): Response {
  return page(
    'Connect a device',
    html`${appHead(client, html`<h1>${client.name} on your device wants to access your account</h1>`)}
      <p class="user-code" aria-label="Code">${user_code}</p>
      <p class="quiet">Go on only if your device shows this code.</p>
      ${scopeList(scopes)}
      ${decisionForms(accounts, { 'device-code': user_code })}`,
  )
}

/** The page that asks for a device's code; `wrong` is a code that was entered before and is unknown. */
export function codePage(wrong?: string): Response {
  return page(
    'Connect a device',
    html`<h1>Connect a device</h1>
      <p class="quiet">Enter the code that your device shows.</p>
      <form method="get">
        <label class="hidden" for="code">Code</label>
        <input class="code" type="text" id="code" name="device-code" value="${wrong}" maxlength="16" required autofocus
          autocomplete="off" autocapitalize="characters" spellcheck="false" placeholder="ABCDEFGH"
          ${wrong !== undefined && html`aria-invalid="true" aria-describedby="wrong"`}>
        ${
          wrong !== undefined &&
          html`<p class="alert" id="wrong" role="alert">
            This code is unknown or has expired. Check it, or start again on your device.
          </p>`
        }
        <button class="main wide">Continue</button>
      </form>`,
    undefined,
    { status: wrong === undefined ? 200 : 400 },
  )
}

/** The page after the decision. */
export function outcomePage(
  { good, title, text }: { good: boolean; title: string; text: string },
  headers: Record<string, string> = {},
): Response {
  return page(
    title,
    html`<div class="outcome">
        <div class="app ${good ? 'good' : 'bad'}">${good ? icons.check : icons.cross}</div>
        <h1>${title}</h1>
        <p class="quiet">${text}</p>
      </div>`,
    undefined,
    { headers },
  )
}

function appHead({ name }: Client, title: Html): Html {
  return html`<div class="head"><div class="app" aria-hidden="true">${initial(name)}</div>${title}</div>`
}

function scopeList(scopes: readonly string[]): Html {
  const items = scopes.map((scope) => {
    return html`<li>${icons.check}<div>${scopeDescriptions[scope as Scope]} <code>${scope}</code></div></li>`
  })
  const nothing = html`<li>${icons.check}<div>See your public profile, and nothing else</div></li>`
  return html`<h2>The app will be able to</h2><ul class="scopes">${items.length > 0 ? items : nothing}</ul>`
}

/** The search for a user, and the list of users with the decision. Both forms preserve the app's parameters. */
function decisionForms(accounts: Accounts, parameters: Parameters): Html {
  const { users, search } = accounts
  const preserved = html`<input type="hidden" name="${PRESERVED}" value="${preservedValue(parameters)}">`
  const found = users.length > 0
  return html`<h2 id="users">Continue as</h2>
    <form class="search" method="get" action="#users" role="search">
      ${preserved}
      <label class="hidden" for="search">Find a user by name or ID</label>
      <input type="search" id="search" name="search" value="${search}"
        placeholder="Find by name or ID" autocomplete="off">
      <button>Search</button>
    </form>
    <form method="post" action="?" id="decision">
      ${preserved}
      <fieldset><legend class="hidden">User</legend>${users.map(userChoice)}</fieldset>
      <p class="quiet" role="status">${foundNote(accounts)}</p>
    </form>
    <div class="actions">
      ${found && html`<button class="main" form="decision" name="decision" value="authorize">Authorize</button>`}
      <button form="decision" name="decision" value="cancel" formnovalidate>Cancel</button>
    </div>`
}

function userChoice(user: StoredUser, index: number): Html {
  const { id, login, display_name, broadcaster_type } = user
  const renamed = login !== display_name.toLowerCase()
  const kind = broadcaster_type && html`<b class="badge">${broadcaster_type}</b>`
  return html`<label class="user">
      <i class="face face-${Number(id.slice(-2)) % 6 || 0}" aria-hidden="true">${initial(display_name)}</i>
      <span>${display_name}<small>${renamed && `${login} · `}ID ${id} ${kind}</small></span>
      <input type="radio" name="user_id" value="${id}" required ${index === 0 && html`checked`}>
    </label>`
}

function foundNote({ users, total, search }: Accounts): string {
  const all = total === 1 ? '1 user' : `${total.toLocaleString('en')} users`
  if (search) {
    const found = `${users.length === FOUND_AT_MOST ? `The first ${FOUND_AT_MOST}` : users.length} of ${all} found.`
    return users.length > 0 ? found : `None of ${all} has this ID or a name that begins with “${search}”.`
  }
  if (total === 0) return 'There are no users yet: generate some.'
  return users.length < total ? `The first ${users.length} of ${all}: search for others.` : ''
}

const initial = (name: string) => (name.match(/[\p{L}\p{N}]/u)?.[0] ?? '?').toUpperCase()
