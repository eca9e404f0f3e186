export interface Caller {
  headers: Record<string, string>
  user_id: string
  client_id: string
}

/** Signs in as the user with every unit. */
export async function signIn(url: string, scope: string): Promise<Caller> {
  const [client] = await rows(url, 'clients')
  const [user] = await rows(url, 'users')
  const grant = new URLSearchParams({
    client_id: client!.ID!,
    client_secret: client!.Secret!,
    grant_type: 'user_token',
    user_id: user!.id!,
    scope,
  })
  const response = await fetch(`${url}/auth/authorize?${grant}`, { method: 'POST' })
  const { access_token } = (await response.json()) as { access_token: string }
  const headers = { 'Client-Id': client!.ID!, Authorization: `Bearer ${access_token}` }
  return { headers, user_id: user!.id!, client_id: client!.ID! }
}

export async function rows(url: string, unit: string): Promise<Record<string, string>[]> {
  const response = await fetch(`${url}/units/${unit}?first=100`)
  return ((await response.json()) as { data: Record<string, string>[] }).data
}
