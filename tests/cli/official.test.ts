import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { flagsOf } from '../../src/cli/flags.ts'
import { root } from '../../src/cli/root.ts'
import { type Command, resolved } from '../../src/cli/tree.ts'
import { emptyHome, type RunningMock, startMock, twitch } from '../support/binary.ts'

/**
 * The flags of the official CLI at commit fd7dac6, by command: the long name, the short one after a comma, and = if it
 * takes a value. Source: https://github.com/twitchdev/twitch-cli, cmd/.
 */
const officialFlags: Record<string, string> = {
  configure: 'client-id,i= client-secret,s=',
  token: `user-token,u scopes,s= forceverify revoke,r= validate,v= refresh,R= client-id= secret= ip= port,p=
    redirect-host= dcf`,
  'mock-api start': 'port,p=',
  'mock-api generate': 'count,c=',
  'api get': 'query-params,q= body,b= verbose,v pretty-print,p unformatted,u autopaginate,P=',
  'api post': 'query-params,q= body,b= verbose,v pretty-print,p unformatted,u',
  'api put': 'query-params,q= body,b= verbose,v pretty-print,p unformatted,u',
  'api patch': 'query-params,q= body,b= verbose,v pretty-print,p unformatted,u',
  'api delete': 'query-params,q= body,b= verbose,v pretty-print,p unformatted,u',
  'event trigger': `forward-address,F= transport,T= secret,s= no-config,D to-user,t= to-user-name= from-user,f=
    from-user-name= gift-user,g= anonymous,a count,c= event-status,S= subscription-status,r= item-id,i= item-name,n=
    cost,C= description,d= game-id,G= tier= subscription-id,u= event-id,I= timestamp= charity-current-value=
    charity-target-value= client-id= version,v= session= ban-start= ban-end=`,
  'event verify-subscription': `forward-address,F= transport,T= secret,s= timestamp= subscription-id,u= event-id,I=
    version,v= no-config,D broadcaster,b=`,
  'event retrigger': 'forward-address,F= id,i= secret,s= no-config,D',
  'event configure': 'forward-address,F= secret,s=',
  'event websocket start-server': 'ip= port,p= ssl debug require-subscription,S',
  'event websocket reconnect': 'session,s=',
  'event websocket close': 'session,s= reason=',
  'event websocket subscription': 'session,s= subscription= status=',
  'event websocket keepalive': 'session,s= enabled',
}

describe('every flag of the official CLI is there, and stands for itself', () => {
  test.each(Object.entries(officialFlags))('twitch %s', async (path, written) => {
    const ours = flagsOf((await resolved((await commandAt(path.split(' '))).args)) ?? {})
    for (const [, name, short, value] of written.matchAll(/([\w-]+)(?:,(\w))?(=)?/g)) {
      const flag = ours.find((flag) => flag.name === name)
      expect({ name, short: flag?.short, takesValue: flag?.takesValue }).toEqual({
        name: name!,
        short,
        takesValue: value === '=',
      })
    }
  })
})

describe('every other name of a command of the official CLI', () => {
  test.each([
    'event fire',
    'event emit',
    'event verify',
    'event websockets start-server',
    'event ws start',
    'event wss start',
  ])('twitch %s', async (path) => {
    expect(await twitch(emptyHome(), ...path.split(' '), '--help')).toMatchObject({ exitCode: 0, stderr: '' })
  })
})

/** The commands of the examples in the official docs/api.md, with what the mock server answers. */
describe('the examples of docs/api.md', () => {
  let mock: RunningMock
  beforeAll(async () => {
    mock = await startMock(
      emptyHome(),
      '--db',
      ':memory:',
      '--count',
      '0',
      '--fixtures',
      `${import.meta.dir}/world.yaml`,
    )
  })
  afterAll(() => mock.stop())

  const gone = { exitCode: 1, stderr: '410 This API is not available\n' }
  test.each([
    ['get users follows -q from_id=44635596', gone],
    ['get /users/follows', gone],
    ['get /subscriptions -q broadcaster_id=44635596', { exitCode: 0, stderr: '' }],
    ['get streams -P=10', { exitCode: 0, stderr: '' }],
    ['post users follows -q from_id=44635596 -q to_id=135093069', gone],
    ['put users -q "description=hi mom"', { exitCode: 0, stderr: '' }],
    [
      `patch channels -q broadcaster_id=44635596 -b '{"game_id":"394568"}'`,
      { exitCode: 0, stdout: '', stderr: '' },
    ],
    ['delete users follows -q from_id=44635596 -q to_id=135093069', gone],
  ])('twitch api %s', async (line, expected) => {
    const outcome = await twitch(emptyHome(), 'api', ...words(line), `--mock=${mock.url}`)
    expect(outcome).toMatchObject(expected)
    if (!('stdout' in expected)) expect(JSON.parse(outcome.stdout)).toBeObject()
  })
})

/** The commands of the examples in the official docs/event.md; what listens there at 8080 is a receiver here. */
describe('the examples of docs/event.md', () => {
  const received: string[] = []
  const receiver = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const body = (await request.json()) as { challenge?: string; subscription: { type: string } }
      received.push(body.subscription.type)
      return new Response(body.challenge ?? 'thanks', { headers: { 'content-type': 'text/plain' } })
    },
  })
  afterAll(() => receiver.stop(true))
  const address = `http://localhost:${receiver.port}/`

  test.each([
    ['trigger subscribe', 'channel.subscribe'],
    ['trigger cheer -f 1234 -t 4567', 'channel.cheer'],
    ['verify-subscription cheer', 'channel.cheer'],
  ])('twitch event %s', async (line, type) => {
    received.length = 0
    const outcome = await twitch(emptyHome(), 'event', ...words(line), '-F', address)
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' })
    expect(received).toEqual([type])
  })

  test('twitch event trigger cheer without an address prints the JSON, and retrigger sends it', async () => {
    received.length = 0
    const home = emptyHome()
    const { stdout } = await twitch(home, 'event', 'trigger', 'cheer', '-f', '1234', '-t', '4567')
    const { subscription, event } = JSON.parse(stdout)
    expect(event).toMatchObject({ user_id: '1234', broadcaster_user_id: '4567' })
    const again = await twitch(home, 'event', 'retrigger', '-i', subscription.id, '-F', address)
    expect(again).toMatchObject({ exitCode: 0, stderr: '' })
    expect(received).toEqual(['channel.cheer'])
  })

  test('the commands about WebSockets', async () => {
    const mock = await startMock(emptyHome(), '--db', ':memory:', '--count', '1', '--no-require-subscription')
    const client = new WebSocket(`${mock.url.replace('http', 'ws')}/ws`)
    const frames: { metadata: { message_type: string }; payload: { session: { id: string } } }[] = []
    const closed = new Promise<number>((resolve) => {
      client.onclose = ({ code }) => resolve(code)
    })
    const first = new Promise<void>((resolve) => {
      client.onmessage = ({ data }) => {
        frames.push(JSON.parse(data))
        resolve()
      }
    })
    await first
    const session = frames[0]!.payload.session.id
    const websocket = (...args: string[]) =>
      twitch(emptyHome(), 'event', 'websocket', ...args, '--mock', mock.url)
    const done = { exitCode: 0, stdout: `✔ ${session}\n`, stderr: '' }
    expect(await websocket('keepalive', `--session=${session}`, '--enabled=false')).toEqual(done)
    const trigger = [
      'event',
      'trigger',
      'channel.ban',
      '-T',
      'websocket',
      '--session',
      session,
      '--mock',
      mock.url,
    ]
    expect((await twitch(emptyHome(), ...trigger)).exitCode).toBe(0)
    expect(
      await websocket('subscription', '--status=user_removed', '--subscription=82a855-fae8-93bff0'),
    ).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'the mock server refused: There is no row with the id 82a855-fae8-93bff0.\n',
    })
    expect(await websocket('reconnect')).toEqual(done)
    expect(await websocket('close', `--session=${session}`, '--reason=4006')).toEqual(done)
    expect(await closed).toBe(4006)
    expect(frames.map(({ metadata }) => metadata.message_type)).toEqual([
      'session_welcome',
      'notification',
      'session_reconnect',
    ])
    await mock.stop()
  })
})

/** The words of a command line as a shell has them. */
const words = (line: string) =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!)

async function commandAt(path: readonly string[]): Promise<Command> {
  let command = root
  for (const name of path)
    command = (await resolved((await resolved(command.subCommands))![name]!)) as Command
  return command
}
