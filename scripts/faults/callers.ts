export interface Caller {
  headers: Record<string, string>
  user_id: string
  client_id: string
  /** The client's ID and secret, as parameters. */
  credentials: string
}

/** Signs in as the user with every unit. */
export async function signIn(url: string, scope: string): Promise<Caller> {
  const [client] = await rows(url, 'clients')
  const [user] = await rows(url, 'users')
  const credentials = `client_id=${client!.ID}&client_secret=${client!.Secret}`
  const grant = new URLSearchParams({ grant_type: 'user_token', user_id: user!.id!, scope })
  const response = await fetch(`${url}/auth/authorize?${credentials}&${grant}`, { method: 'POST' })
  const { access_token } = (await response.json()) as { access_token: string }
  const headers = { 'Client-Id': client!.ID!, Authorization: `Bearer ${access_token}` }
  return { headers, user_id: user!.id!, client_id: client!.ID!, credentials }
}

export async function rows(url: string, unit: string): Promise<Record<string, string>[]> {
  const response = await fetch(`${url}/units/${unit}?first=100`)
  return ((await response.json()) as { data: Record<string, string>[] }).data
}

/** Subscribes a callback to the titles of a channel, and waits until it is verified. */
export async function subscribeWebhook(
  url: string,
  client_id: string,
  broadcaster_user_id: string,
  callback: string,
): Promise<void> {
  const [client] = await rows(url, 'clients')
  const grant = `client_id=${client_id}&client_secret=${client!.Secret}&grant_type=client_credentials`
  const granted = await fetch(`${url}/auth/token?${grant}`, { method: 'POST' })
  const { access_token } = (await granted.json()) as { access_token: string }
  const subscriptions = `${url}/mock/eventsub/subscriptions`
  const headers = {
    'Client-Id': client_id,
    Authorization: `Bearer ${access_token}`,
    'Content-Type': 'application/json',
  }
  const transport = { method: 'webhook', callback, secret: 'a secret of the script' }
  const condition = { broadcaster_user_id }
  const body = JSON.stringify({ type: 'channel.update', version: '2', condition, transport })
  const { status } = await fetch(subscriptions, { method: 'POST', headers, body })
  if (status !== 202) throw new Error(`the subscription is refused with ${status}`)
  for (let tries = 0; tries < 100; tries++) {
    const pending = await fetch(`${subscriptions}?status=webhook_callback_verification_pending`, { headers })
    const { data } = (await pending.json()) as { data: unknown[] }
    if (data.length === 0) return
    await Bun.sleep(20)
  }
  throw new Error('the callback is not verified')
}
