import { describe, expect, test } from 'bun:test'
import { identityProvider } from '../../src/oauth/client.ts'
import { awaitApproval, startDeviceFlow } from '../../src/oauth/device-code.ts'

const DEVICE = {
  device_code: 'device',
  user_code: 'ABCDEFGH',
  verification_uri: 'https://t.tv/activate',
  expires_in: 60,
  interval: 5,
}
const GRANTED = {
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 10,
  scope: ['a:b'],
  token_type: 'bearer',
}
const PENDING = says(400, 'authorization_pending')

/** A device flow against the given answers, on a clock that only waiting moves. */
function flow(...answers: (() => Response)[]) {
  let now = Date.parse('2026-01-01T00:00:00Z')
  const waits: number[] = []
  const bodies: string[] = []
  const client = {
    ...identityProvider('http://id.test', {
      now: () => new Date(now),
      wait: async (milliseconds) => {
        waits.push(milliseconds / 1000)
        now += milliseconds
      },
      fetch: async (url, init) => {
        bodies.push(`${new URL(url).pathname} ${init.body}`)
        return (url.endsWith('/device') ? () => Response.json(DEVICE) : (answers.shift() ?? PENDING))()
      },
    }),
    clientId: 'client',
    clientSecret: 'never sent',
  }
  const run = async () => awaitApproval(client, await startDeviceFlow(client, ['a:b', 'c:d']), ['a:b', 'c:d'])
  return { run, waits, bodies }
}

function says(status: number, message: string): () => Response {
  return () => Response.json({ status, message }, { status })
}

describe('the device flow', () => {
  test('asks at the interval until it is approved, and sends no secret', async () => {
    const { run, waits, bodies } = flow(PENDING, () => Response.json(GRANTED))
    expect(await run()).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresIn: 10,
      expiresAt: new Date('2026-01-01T00:00:20Z'),
      scopes: ['a:b'],
    })
    expect(waits).toEqual([5, 5])
    const poll =
      '/token ' +
      'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&' +
      'client_id=client&device_code=device&scopes=a%3Ab+c%3Ad'
    expect(bodies).toEqual(['/device client_id=client&scopes=a%3Ab+c%3Ad', poll, poll])
  })

  test("slows down when it is told to, in Twitch's shape or that of RFC 6749", async () => {
    const slower = () => Response.json({ error: 'slow_down' }, { status: 400 })
    const { run, waits } = flow(says(400, 'slow_down'), slower, () => Response.json(GRANTED))
    await run()
    expect(waits).toEqual([5, 10, 15])
  })

  test('survives a network fault and a failing server', async () => {
    const fault = () => {
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' })
    }
    const broken = () => new Response('<html>', { status: 500 })
    const { run, waits } = flow(fault, broken, () => Response.json(GRANTED))
    expect((await run()).accessToken).toBe('a')
    expect(waits).toEqual([5, 5, 5])
  })

  test('stops at the expiry', async () => {
    const { run, waits } = flow()
    await expect(run()).rejects.toThrow('the device code has expired; start again')
    expect(waits).toEqual(Array(12).fill(5))
  })

  test.each([
    [says(400, 'access_denied'), 'the request was denied'],
    [says(400, 'expired_token'), 'the device code has expired; start again'],
    [says(400, 'invalid device code'), 'id.test answered 400: invalid device code'],
    [says(400, 'invalid client'), 'id.test answered 400: invalid client'],
    [() => Response.json({}), 'the identity provider sent an answer without an access token'],
  ])('stops at %#: %s', async (answer, message) => {
    const { run, waits } = flow(PENDING, answer)
    await expect(run()).rejects.toThrow(message)
    expect(waits).toEqual([5, 5])
  })
})

test.each([
  [{ interval: 0 }, 5, 60],
  [{ interval: -1, expires_in: -1 }, 5, 1800],
  [{ interval: 1e12, expires_in: 1e300 }, 5, 1800],
  [{ interval: 300, expires_in: 86_400 }, 300, 86_400],
  [{ interval: 301, expires_in: 86_401 }, 5, 1800],
  [{ interval: '7', expires_in: '90' }, 7, 90],
  [{ interval: 'often', expires_in: 'long' }, 5, 1800],
  [{ interval: null, expires_in: null }, 5, 1800],
  [{ interval: 1e-9 }, 1, 60],
])('times that cannot be meant are not believed: %j', async (odd, interval, expiresIn) => {
  const fetch = async () => Response.json({ ...DEVICE, ...odd })
  const now = () => new Date('2026-01-01T00:00:00Z')
  const client = { ...identityProvider('http://id.test', { fetch, now }), clientId: 'client' }
  expect(await startDeviceFlow(client, [])).toMatchObject({
    interval,
    expiresIn,
    expiresAt: new Date(now().getTime() + expiresIn * 1000),
  })
})

test('an answer without a device code is refused', async () => {
  const fetch = async () => Response.json({ interval: 0 })
  const client = { ...identityProvider('http://id.test', { fetch }), clientId: 'client' }
  await expect(startDeviceFlow(client, [])).rejects.toThrow('an answer without a device code')
})
