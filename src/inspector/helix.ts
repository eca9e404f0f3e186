import { get, send } from './api.ts'

/** Whose token a request to Helix carries; without a user it is an app's. */
export interface Grant {
  client_id: string
  user_id: string
  scopes: readonly string[]
}

/**
 * The headers of a request to Helix, with a token that is issued for it.
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
 * The headers of a request to Helix in the name of a broadcaster, by the first client that there is.
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
