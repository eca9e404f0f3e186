import { get, send } from './api.ts'

/** The client, user and scopes of a request's token; without a user it is an app access token. */
export interface Grant {
  client_id: string
  user_id: string
  scopes: readonly string[]
}

/**
 * Issues a token, and returns the headers of a request to Helix with it.
 *
 * @throws Refusal
 */
export async function helixHeaders({ client_id, user_id, scopes }: Grant): Promise<Record<string, string>> {
  const body = { client_id, ...(user_id && { user_id, scopes }) }
  const issued = await send<{ token: string }>(
    { method: 'POST', path: '/units/tokens', body },
    'A token was issued',
  )
  return { Authorization: `Bearer ${issued.token}`, 'Client-Id': client_id }
}

/**
 * The headers of a request to Helix for a broadcaster, with a token of the first client.
 *
 * @throws Refusal
 */
export async function asBroadcaster(
  user_id: string,
  scopes: readonly string[],
): Promise<Record<string, string>> {
  const { data } = await get<{ data: { ID: string }[] }>('/units/clients?first=1')
  return helixHeaders({ client_id: data[0]?.ID ?? '', user_id, scopes })
}
