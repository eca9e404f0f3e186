import { join } from 'node:path'

/** The executable under test; TWITCH names another one. */
export const EXECUTABLE = process.env.TWITCH ?? join(import.meta.dir, '../../dist/twitch')

export interface RunningMock {
  url: string
  child: Bun.Subprocess
  /** What it wrote to stderr so far. */
  log(): string
}

/** Starts the server on a free port and waits until it listens. */
export async function startMock(...args: string[]): Promise<RunningMock> {
  const child = Bun.spawn([EXECUTABLE, 'mock-api', 'start', '-p', '0', ...args], {
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'pipe',
  })
  let log = ''
  const { promise: listening, resolve: listens } = Promise.withResolvers<string>()
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const part of child.stderr) {
      // A long run says much; what matters is its end.
      log = (log + decoder.decode(part, { stream: true })).slice(-50_000)
      const [, url] = /on (http:\S+)/.exec(log) ?? []
      if (url && log.includes('Mock server started')) listens(url.replace('localhost', '127.0.0.1'))
    }
  })()
  const url = await Promise.race([listening, reading])
  if (!url) throw new Error(`the mock server did not start:\n${log}`)
  return { url, child, log: () => log }
}

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
