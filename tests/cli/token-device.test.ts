import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { Home, timeless } from '../support/command.ts'
import { Provider } from '../support/provider.ts'

let provider: Provider
let home: Home
beforeEach(() => {
  provider = new Provider()
  home = new Home(`CLIENTID=${provider.publicClient.id}\n`)
})
afterEach(async () => {
  home[Symbol.dispose]()
  await provider.stop()
})

const refusal = (message: string) => Response.json({ status: 400, message }, { status: 400 })

/**
 * Starts a device flow whose provider wants to be asked as often as is believed, and reads on until the user code is
 * shown.
 */
async function login() {
  const device = await provider.world.send('POST', '/oauth2/device', {
    query: { client_id: provider.publicClient.id, scopes: 'bits:read user:bot' },
  })
  provider.next('/device', Response.json({ ...device.body, interval: 0.001 }))
  const flags = ['-u', '--dcf', '-s', 'bits:read user:bot', '--auth-url', provider.url]
  const program = home.start(['token', ...flags])
  const reader = program.stderr.pipeThrough(new TextDecoderStream()).getReader()
  let stderr = ''
  while (!stderr.includes('will expire')) stderr += (await reader.read()).value ?? expect.unreachable(stderr)
  const end = async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) stderr += part.value
    const [stdout, code] = await Promise.all([program.stdout.text(), program.exited])
    return { code, stdout: timeless(stdout), stderr: timeless(stderr) }
  }
  const decide = (decision: 'authorize' | 'cancel') =>
    provider.world.send('POST', '/activate', {
      query: { 'device-code': device.body.user_code, user_id: provider.world.viewer.id, decision },
    })
  return { program, device: device.body, decide, end }
}

const progress = ({ verification_uri, user_code }: Record<string, string>) =>
  `Started Device Code Flow login.\nUse this URL to log in: ${verification_uri}\nUse this code when ` +
  `prompted at the above URL: ${user_code}\nThis system will check every 1 seconds, and will expire ` +
  'after 30 minutes.\n'

describe('twitch token -u --dcf', () => {
  test('says how to log in, prints the token that comes, and stores it', async () => {
    const { device, decide, end } = await login()
    await decide('authorize')
    const { code, stdout, stderr } = await end()
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `${progress(device)}<time> Successfully generated User Access Token.\n`,
    })
    const [, access, refresh] =
      new RegExp(
        String.raw`^<time> User Access Token: (\w{30})\n<time> Refresh Token: (\w{50})\n` +
          String.raw`<time> Expires At: <moment>\n<time> Scopes: \[bits:read user:bot\]\n$`,
      ).exec(stdout) ?? expect.unreachable(stdout)
    expect(await provider.validation(access!)).toMatchObject({ login: 'viewer' })
    expect(timeless(home.settings!)).toBe(
      `CLIENTID=${provider.publicClient.id}\nACCESSTOKEN=${access}\nREFRESHTOKEN=${refresh}\n` +
        'TOKENSCOPES=[bits:read user:bot]\nTOKENEXPIRATION=<moment>\n',
    )
    expect(provider.received.at(-1)).toEqual({
      method: 'POST',
      url: '/oauth2/token',
      form: {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: provider.publicClient.id,
        device_code: device.device_code!,
        scopes: 'bits:read user:bot',
      },
    })
  })

  test('stops when the user refuses', async () => {
    const { device, decide, end } = await login()
    await decide('cancel')
    expect(await end()).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `${progress(device)}could not get a User Access Token: ${provider.host} answered 400: invalid ` +
        'device code: the request was denied, or its code was used or has expired\n',
    })
    expect(home.settings).toBe(`CLIENTID=${provider.publicClient.id}\n`)
  })

  test('goes on after answers that decide nothing', async () => {
    provider.next('/token', refusal('authorization_pending'))
    provider.next('/token', new Response('<html>busy</html>', { status: 502 }))
    const { decide, end } = await login()
    await decide('authorize')
    expect((await end()).code).toBe(0)
  })

  test('Ctrl+C ends it with status 130', async () => {
    const { program, device, end } = await login()
    program.kill('SIGINT')
    expect(await end()).toEqual({ code: 130, stdout: '', stderr: `${progress(device)}interrupted\n` })
  })

  test('of an unknown client fails at once', async () => {
    const args = ['token', '-u', '--dcf', '--client-id', 'x', '--auth-url', provider.url]
    const { code, stderr } = await home.run(args)
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `could not get a User Access Token: ${provider.host} answered 400: invalid client\n`,
    })
  })
})
