// @ts-check
/**
 * A mock Twitch for tests in Node, Bun and Deno: starts the executable `twitch`, or attaches to a server that runs.
 *
 *     const twitch = await start({ seed: 1 })
 *     const { token, user, clientId } = await twitch.userToken(['channel:manage:polls'])
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/**
 * Starts a server on free ports, with its data in memory. It ends by `stop()`, by `await using`, and with this process,
 * however that ends.
 *
 * @param {{ executable?: string, log?: (line: string) => void, [flag: string]: unknown }} [options] Where `twitch` is, who
 *   takes the lines of its log, and flags of `mock-api start`: `{ seed: 1, fixtures: ['world.yaml'], rateLimit: true }`
 * @throws {Error} in the server's own words, if it does not start
 */
export async function start({ executable = 'twitch', log = () => {}, ...flags } = {}) {
  const given = { port: 0, ircPort: 0, db: ':memory:', exitWithStdin: true, ...flags }
  const args = Object.entries(given).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `--${name.replace(/[A-Z]/g, '-$&').toLowerCase()}=${one}`),
  )
  const child = spawn(executable, ['mock-api', 'start', ...args], { stdio: ['pipe', 'ignore', 'pipe'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  let [url, last] = ['', '']
  await new Promise((resolve, reject) => {
    child.once('error', ({ message }) => {
      reject(new Error(`${message}: give "executable" the path of twitch (twitch.exe on Windows)`))
    })
    child.once('close', () => reject(new Error(`twitch mock-api start: ${last}`)))
    createInterface(child.stderr).on('line', (line) => {
      last = line
      url ||= /Starting mock API server on (\S+)/.exec(line)?.[1] ?? ''
      if (line.endsWith(' Mock server started')) resolve(undefined)
      log(line)
    })
  })
  // A server that nobody stops keeps no process from ending.
  const handles = /** @type {{ ref?(): void, unref?(): void }[]} */ ([child, child.stdin, child.stderr])
  for (const handle of handles) handle.unref?.()
  return new TwitchMock(url, async () => {
    for (const handle of handles) handle.ref?.()
    child.stdin.end()
    await ended
  })
}

/** A server: of `start()`, or one that runs already, as `new TwitchMock('http://localhost:8080')`. */
export class TwitchMock {
  constructor(url = 'http://localhost:8080', stop = async () => {}) {
    this.url = url
    this.stop = stop
  }

  /** A user access token, of the user with a login or of the first one. */
  async userToken(scopes = /** @type {string[]} */ ([]), login = '') {
    const clients = await this.call('GET', '/units/clients?first=1')
    const client = clients.data[0] ?? (await this.call('POST', '/units/clients', { Name: 'Tests' }))
    const users = await this.call('GET', login ? '/units/users' : '/units/users?first=1')
    const user = users.data.find((/** @type {{ login: string }} */ user) => !login || user.login === login)
    if (!user) throw new Error(login ? `There is no user "${login}".` : 'The world has no users.')
    const credentials = { grant_type: 'user_token', client_id: client.ID, client_secret: client.Secret }
    const grant = { ...credentials, user_id: user.id, scope: scopes }
    const { access_token: token } = await this.call('POST', '/auth/authorize', grant)
    return { token, clientId: client.ID, user }
  }

  /** Takes the world back to its start. */
  reset = () => this.call('POST', '/units/reset')

  clock = {
    /** Moves the clock on, by `5m` or `1h30m`; `settle` waits until EventSub has delivered what came of it. */
    advance: (duration = '1s', { settle = false } = {}) =>
      this.call('POST', '/units/clock', { advance: duration, settle }),
  }

  requests = {
    /** Waits until so many requests have come, and returns them. */
    wait: async (/** @type {Record<string, string>} */ match = {}, { count = 1, timeoutMs = 2000 } = {}) =>
      (await this.call('POST', '/units/requests/wait', { match, count, timeout_ms: timeoutMs })).data,
  }

  /** Asks the server for whatever else is under `/units`. @throws {Error} in its own words */
  async call(method = 'GET', path = '/units', body = /** @type {object | undefined} */ (undefined)) {
    const response = await fetch(this.url + path, { method, body: body && JSON.stringify(body) })
    const answer = /** @type {any} */ (response.status === 204 ? undefined : await response.json())
    if (!response.ok) throw new Error(answer.message)
    return answer
  }

  [Symbol.asyncDispose] = () => this.stop()
}
