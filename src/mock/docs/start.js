/* global SwaggerUIBundle -- runs in the browser, beside Swagger UI */

/** Shows the reference, signed in as the user with every unit, so that "try it" works at the first click. */
async function start() {
  const ui = SwaggerUIBundle({
    url: '/mock/openapi.json',
    dom_id: '#reference',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    tryItOutEnabled: true,
    onComplete: () => signIn(ui),
  })
}

async function signIn(ui) {
  const [client] = await rows('clients')
  const users = await rows('users')
  const user = users.find(({ broadcaster_type }) => broadcaster_type === 'partner')
  const credentials = { client_id: client.ID, client_secret: client.Secret }
  ui.preauthorizeApiKey('client_id', client.ID)
  ui.preauthorizeApiKey('app', await token('token', { ...credentials, grant_type: 'client_credentials' }))
  const scope = scopesOf(ui.specSelectors.specJson().toJS()).join(' ')
  const grant = { ...credentials, grant_type: 'user_token', user_id: user.id, scope }
  ui.preauthorizeApiKey('user', await token('authorize', grant))
}

function scopesOf({ paths }) {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
  return [...new Set(operations.flatMap(({ security = [] }) => security.flatMap(({ user = [] }) => user)))]
}

async function rows(unit) {
  const response = await fetch(`/units/${unit}?first=100`)
  return (await response.json()).data
}

async function token(endpoint, parameters) {
  const response = await fetch(`/auth/${endpoint}`, { method: 'POST', body: new URLSearchParams(parameters) })
  return (await response.json()).access_token
}

start()
