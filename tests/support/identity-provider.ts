/** A small stand-in for id.twitch.tv with Twitch's shapes, and for the two routes of the mock server that --mock uses. */
export interface Recorded {
  method: string
  /** With the query: nothing secret may stand in it. */
  url: string
  form: Record<string, string>
  authorization: string | null
}

export const confidential = { id: 'c'.repeat(30), secret: 's'.repeat(30) }
export const publicClient = { id: 'p'.repeat(30) }

type Answer = Response | undefined

export function startIdentityProvider() {
  const requests: Recorded[] = []
  /** Answers to give first, by path; undefined cuts the connection. */
  const scripted: { path: string; answer: () => Answer }[] = []
  let count = 0
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request, server) {
      const { pathname, search, searchParams } = new URL(request.url)
      const form = Object.fromEntries(new URLSearchParams(await request.text()))
      requests.push({
        method: request.method,
        url: pathname + search,
        form,
        authorization: request.headers.get('authorization'),
      })
      const at = scripted.findIndex(({ path }) => path === pathname)
      if (at >= 0) {
        const answer = scripted.splice(at, 1)[0]?.answer()
        if (answer) return answer
        server.stop(true)
        return new Response()
      }
      return (
        routes[`${request.method} ${pathname}`]?.(form, searchParams, request) ?? refusal(404, 'not found')
      )
    },
  })

  const routes: Record<
    string,
    (form: Record<string, string>, query: URLSearchParams, request: Request) => Response
  > = {
    'POST /oauth2/token': (form) =>
      grants[form.grant_type ?? '']?.(form) ?? refusal(400, 'invalid grant type'),
    'POST /oauth2/device': (form) =>
      clientRefusal(form, false) ??
      Response.json({
        device_code: 'device-code',
        expires_in: 1800,
        interval: 5,
        user_code: 'ABCDEFGH',
        verification_uri: 'https://www.twitch.tv/activate?device-code=ABCDEFGH',
      }),
    'POST /oauth2/revoke': ({ token }) => (token === 'bad' ? refusal(400, 'Invalid token') : new Response()),
    'GET /oauth2/validate': (_form, _query, request) =>
      validation(request.headers.get('authorization') ?? ''),
    'GET /oauth2/authorize': (_form, query) => {
      const back = new URL(query.get('redirect_uri') ?? '')
      back.search = `${new URLSearchParams({ code: 'code', scope: query.get('scope') ?? '', state: query.get('state') ?? '' })}`
      return Response.redirect(back.href)
    },
    'GET /units/clients': () =>
      Response.json({
        data: [{ ID: confidential.id, Secret: confidential.secret, Name: 'Mock', IsExtension: false }],
      }),
    'GET /units/users': () => Response.json({ data: [{ id: '1001', login: 'first' }] }),
    'POST /auth/authorize': (form) =>
      clientRefusal(form, true) ??
      Response.json({ ...token(`mock-${form.user_id}`, form.scope), refresh_token: '' }),
  }
  const grants: Record<string, (form: Record<string, string>) => Response> = {
    client_credentials: (form) =>
      clientRefusal(form, true) ??
      Response.json({ access_token: `app-${++count}`, expires_in: 5_011_271, token_type: 'bearer' }),
    authorization_code: (form) =>
      clientRefusal(form, true) ??
      (form.code === 'code'
        ? Response.json(token(`user-${++count}`, 'a:b c:d'))
        : refusal(400, 'Invalid authorization code')),
    refresh_token: (form) =>
      clientRefusal(form, form.client_id === confidential.id) ??
      (form.refresh_token?.startsWith('refresh-')
        ? Response.json(token(`user-${++count}`, 'a:b'))
        : refusal(400, 'Invalid refresh token')),
    'urn:ietf:params:oauth:grant-type:device_code': ({ scopes }) =>
      Response.json(token(`user-${++count}`, scopes)),
  }
  const origin = `http://127.0.0.1:${server.port}`
  return {
    origin,
    url: `${origin}/oauth2`,
    requests,
    /** Gives this answer to the next request of the path. */
    next: (path: string, answer: () => Answer) => void scripted.push({ path: `/oauth2${path}`, answer }),
    [Symbol.asyncDispose]: () => server.stop(true),
  }
}

export function refusal(status: number, message: string): Response {
  return Response.json({ status, message }, { status })
}

function clientRefusal(
  { client_id, client_secret }: Record<string, string>,
  needsSecret: boolean,
): Response | undefined {
  if (client_id !== confidential.id && client_id !== publicClient.id) return refusal(400, 'invalid client')
  if (needsSecret && client_secret !== confidential.secret) return refusal(403, 'invalid client secret')
}

function token(name: string, scope = '') {
  return {
    access_token: name,
    expires_in: 14_124,
    refresh_token: `refresh-${name}`,
    scope: scope.split(' ').filter(Boolean),
    token_type: 'bearer',
  }
}

function validation(authorization: string): Response {
  if (authorization === 'OAuth app')
    return Response.json({ client_id: 'the-client', scopes: null, expires_in: 100 })
  if (authorization !== 'OAuth user') return refusal(401, 'invalid access token')
  return Response.json({
    client_id: 'the-client',
    login: 'somebody',
    scopes: ['a:b', 'c:d'],
    user_id: '42',
    expires_in: 100,
  })
}
