import { expect } from 'bun:test'
import { type Client, createClient, type NewClient } from '../../../src/mock/resources/accounts/store.ts'
import { type Reply, World } from '../../support/world.ts'

type Fields = Record<string, string | undefined>

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

/** An app that uses the identity provider of a world of its own. */
export class App {
  readonly world = new World()
  readonly client: Client

  constructor(options: NewClient = {}) {
    this.client = createClient(this.world.store, 'Test App', options)
  }

  /** Every public client's app. */
  static public(): App {
    return new App({ type: 'public' })
  }

  get = (path: string, query: Fields = {}, headers: Record<string, string> = {}): Promise<Reply> =>
    this.world.send('GET', `/oauth2${path}`, { query, headers })

  /** Posts a form; undefined fields are left out. */
  post = (path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Reply> =>
    this.world.send('POST', path.startsWith('/activate') ? path : `/oauth2${path}`, {
      body: String(new URLSearchParams(given(fields))),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    })

  /** What an app sends to GET /authorize. */
  wanted(fields: Fields = {}): Fields {
    return {
      client_id: this.client.id,
      redirect_uri: 'http://localhost:3000',
      response_type: 'code',
      scope: 'user:read:email channel:read:polls',
      state: 'the state',
      ...fields,
    }
  }

  /** The user's consent, without a page; the answer is where the browser goes. */
  async consent(fields: Fields = {}): Promise<URL> {
    const reply = await this.post(
      '/authorize',
      this.wanted({ user_id: this.world.viewer.id, decision: 'authorize', ...fields }),
    )
    return locationOf(reply)
  }

  token = (fields: Fields): Promise<Reply> =>
    this.post('/token', {
      client_id: this.client.id,
      client_secret: this.client.secret || undefined,
      ...fields,
    })

  exchange = (code: string | null, fields: Fields = {}): Promise<Reply> =>
    this.token({
      grant_type: 'authorization_code',
      code: code ?? undefined,
      redirect_uri: 'http://localhost:3000',
      ...fields,
    })

  refresh = (refresh_token: string, fields: Fields = {}): Promise<Reply> =>
    this.token({ grant_type: 'refresh_token', refresh_token, ...fields })

  /** A token pair of the viewer, by code or, for a public client, by device. */
  async logIn(
    fields: Fields = {},
  ): Promise<{ access_token: string; refresh_token: string; id_token: string }> {
    if (this.client.type === 'confidential') {
      return (await this.exchange((await this.consent(fields)).searchParams.get('code'))).body
    }
    const device = (await this.post('/device', { client_id: this.client.id, scopes: fields.scope })).body
    await this.approve(device.user_code)
    return (await this.poll(device.device_code)).body
  }

  approve = (user_code: string, fields: Fields = {}): Promise<Reply> =>
    this.post('/activate', {
      'device-code': user_code,
      user_id: this.world.viewer.id,
      decision: 'authorize',
      ...fields,
    })

  poll = (device_code: string, fields: Fields = {}): Promise<Reply> =>
    this.post('/token', { client_id: this.client.id, grant_type: DEVICE_GRANT, device_code, ...fields })

  validate = (token: string): Promise<Reply> => this.get('/validate', {}, { Authorization: `OAuth ${token}` })

  /** What Helix says to a token: its status. */
  helix = async (token: string): Promise<number> =>
    (
      await this.world
        .with({ Authorization: `Bearer ${token}`, 'Client-Id': this.client.id })
        .get('/users', { id: '1001' })
    ).status
}

export function locationOf({ status, headers, body }: Reply): URL {
  const location = headers.get('location')
  if (status !== 302 || !location) throw new Error(`no redirect: ${status} ${JSON.stringify(body)}`)
  return new URL(location)
}

/** The whole answer of a refusal. */
export const refused = (status: number, message: string) =>
  expect.objectContaining({ status, body: { status, message } })

const given = (fields: Fields): [string, string][] =>
  Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
