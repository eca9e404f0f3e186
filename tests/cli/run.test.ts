import { describe, expect, test } from 'bun:test'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyHome, spawnTwitch, startMock } from '../support/binary.ts'
import { certificate } from '../support/certificate.ts'
import { Remote } from '../support/units.ts'

const programs = join(import.meta.dir, 'run')

interface Ended {
  exitCode: number
  stdout: string
  stderr: string
  /** What is left in the temporary folder. */
  left: string[]
}

/** Runs `twitch run` with a temporary folder of its own. */
async function run(args: readonly string[], variables: Record<string, string> = {}): Promise<Ended> {
  const home = emptyHome()
  const TMPDIR = join(home, 'tmp')
  mkdirSync(TMPDIR)
  const child = await spawnTwitch(home, ['run', ...args], { TMPDIR, ...variables })
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { exitCode: await child.exited, stdout, stderr, left: readdirSync(TMPDIR) }
}

const tally = (requests: string, refused: number, unknown: number, events: string) =>
  `twitch run: ${requests}, ${refused} refused, ${unknown} to unknown routes, ${events}\n`

describe.skipIf(!Bun.which('node'))('a program in Node', () => {
  test('uses twurple: a refreshed token, Helix, EventSub and chat', async () => {
    const { exitCode, stdout, stderr, left } = await run(['--', 'node', join(programs, 'twurple.mjs')])
    expect(JSON.parse(stdout)).toEqual({ isNew: true, title: 'On air', said: 'me: Hello' })
    expect(stderr).toEndWith(tally('7 requests', 0, 0, '1 event'))
    expect([exitCode, left]).toEqual([3, []])
  }, 30_000)

  test('reaches no host but those that the mock stands for', async () => {
    const ask = (url: string) => `await fetch('${url}').catch((error) => console.log(error.cause.message));`
    const program = `${ask('https://gql.twitch.tv/')} ${ask('https://example.com/')}`
    const { stdout } = await run(['-q', '--', 'node', '--input-type=module', '-e', program])
    expect(stdout.split('\n')).toEqual([
      'The mock does not stand for gql.twitch.tv, and nothing is sent to Twitch.',
      "example.com is none of Twitch's hosts: twitch run --passthrough lets it through.",
      '',
    ])
  }, 20_000)

  test('reaches chat by TLS without saying twice which host it means', async () => {
    const program =
      "const s = require('tls').connect(6697, 'irc.chat.twitch.tv', () => s.write('NICK justinfan1\\r\\n'));" +
      "s.once('data', (data) => { console.log(String(data).slice(0, 18)); s.destroy() })"
    const { stdout } = await run(['-q', '--', 'node', '-e', program])
    expect(stdout).toBe(':tmi.twitch.tv 001\n')
  }, 20_000)

  test('keeps the flags that look like ours, its own options and its arguments', async () => {
    const program = 'console.log(process.execArgv.length, process.argv.slice(1), process.env.NODE_OPTIONS)'
    const args = ['-q', '--', 'node', '--no-warnings', '-e', program, '--', '--seed=4', '-q']
    const { stdout } = await run(args, { NODE_OPTIONS: '--trace-uncaught' })
    expect(stdout).toMatch(/^3 \[ '--seed=4', '-q' \] --trace-uncaught --require "[^"]+node\.cjs"\n$/)
  }, 20_000)
})

const python = Bun.which('python3', { PATH: '/usr/bin' })
const has = (modules: string) => python && Bun.spawnSync([python, '-c', `import ${modules}`]).success

test.skipIf(!python)(
  'a program in Python that brings its own bundle of certificates trusts the mock',
  async () => {
    const bundle = join(emptyHome(), 'bundle.pem')
    writeFileSync(bundle, certificate.cert)
    const program = `import ssl, urllib.request
trusted = ssl.create_default_context(cafile=${JSON.stringify(bundle)})
print(urllib.request.urlopen('https://id.twitch.tv/oauth2/keys', context=trusted).status)`
    expect((await run(['-q', '--', python!, '-c', program])).stdout).toBe('200\n')
  },
  20_000,
)

describe.skipIf(!has('aiohttp, httpx, websockets'))('a program in Python', () => {
  test('uses urllib, httpx, aiohttp, websockets and plain sockets', async () => {
    const { exitCode, stdout, stderr, left } = await run(['--', python!, join(programs, 'bot.py')])
    expect(JSON.parse(stdout)).toEqual({
      urllib: true,
      httpx: 200,
      aiohttp: 'On air',
      websockets: '001',
      6667: '001',
      6697: '001',
      'https://gql.twitch.tv/': 'The mock does not stand for gql.twitch.tv, and nothing is sent to Twitch.',
      'https://example.com/':
        "example.com is none of Twitch's hosts: twitch run --passthrough lets it through.",
    })
    expect(stderr).toEndWith(tally('4 requests', 0, 0, '1 event'))
    expect([exitCode, left]).toEqual([0, []])
  }, 30_000)

  test('still has the sitecustomize that it had', async () => {
    const folder = emptyHome()
    writeFileSync(join(folder, 'sitecustomize.py'), 'print("mine")\n')
    const { stdout } = await run(['-q', '--', python!, '-c', 'print("program")'], { PYTHONPATH: folder })
    expect(stdout).toBe('mine\nprogram\n')
  }, 20_000)
})

test.skipIf(!Bun.which('go'))(
  'a program in Go uses net/http',
  async () => {
    const folder = emptyHome()
    const program = join(folder, 'bot')
    const built = Bun.spawnSync(['go', 'build', '-o', program, join(programs, 'bot.go')], {
      env: { ...process.env, GOCACHE: join(folder, 'cache'), GO111MODULE: 'off' },
    })
    expect(built.stderr.toString()).toBe('')
    const { stdout, stderr } = await run(['--', program])
    expect(stdout).toBe('200 200 Get "https://gql.twitch.tv/": Forbidden\n')
    expect(stderr).toEndWith(`${tally('2 requests', 0, 0, '0 events')}refused: gql.twitch.tv\n`)
  },
  60_000,
)

test('a program in Bun uses fetch, WebSocket and sockets', async () => {
  const program = `
    const headers = { Authorization: 'OAuth ' + process.env.TWITCH_ACCESS_TOKEN }
    console.log((await fetch('https://id.twitch.tv/oauth2/validate', { headers })).status)
    const socket = new WebSocket('wss://eventsub.wss.twitch.tv/ws')
    console.log(JSON.parse((await new Promise((resolve) => (socket.onmessage = resolve))).data).metadata.message_type)
    const irc = require('node:tls').connect(6697, 'irc.chat.twitch.tv', { servername: 'irc.chat.twitch.tv' })
    irc.write('NICK justinfan1\\r\\n')
    console.log(String(await new Promise((resolve) => irc.once('data', resolve))).split(' ')[1])
    process.exit()`
  const { stdout } = await run(['-q', '--', process.execPath, '-e', program])
  expect(stdout).toBe('200\nsession_welcome\n001\n')
}, 20_000)

test.skipIf(!Bun.which('curl'))(
  'curl asks a mock that runs, in its world',
  async () => {
    const mock = await startMock(emptyHome(), '--db', ':memory:', '--seed', '1', '--irc-port', '0')
    const { users } = await Remote.of(mock)
    const script =
      'curl -s https://api.twitch.tv/helix/users -H "Client-Id: $TWITCH_CLIENT_ID" ' +
      '-H "Authorization: Bearer $TWITCH_ACCESS_TOKEN"; curl -s https://api.twitch.tv/helix/user; ' +
      'curl -s https://id.twitch.tv/oauth2/token -d client_id=nobody'
    const { stdout, stderr } = await run([`--mock=${mock.url}`, '--', 'sh', '-c', script])
    const [data, refusal, other] = stdout.split('}{')
    expect(JSON.parse(`${data}}`)).toMatchObject({ data: [{ id: users[0]!.id }] })
    expect(refusal).toContain('"status":404')
    expect(other).toContain('"status":400')
    expect(stderr).toBe(tally('3 requests', 2, 1, '0 events'))
    await mock.stop()
  },
  20_000,
)

describe('a program', () => {
  test.each([
    [['sh', '-c', 'exit 7'], 7],
    [['sh', '-c', 'kill -TERM $$'], 143],
  ])('%j ends %i', async (words, status) => {
    const { exitCode, stderr, left } = await run(['-q', '--', ...words])
    expect([exitCode, stderr, left]).toEqual([status, '', []])
  })

  test.each([
    [['no-such-program'], 127, 'cannot run no-such-program (ENOENT)'],
    [['/etc'], 126, 'cannot run /etc (EACCES)'],
  ])('%j cannot be run', async (words, status, refusal) => {
    const { exitCode, stderr, left } = await run(['--', ...words])
    const hint = 'give the program after --, as in "twitch run -- node bot.js"'
    expect([exitCode, stderr, left]).toEqual([status, `${refusal}: ${hint}\n`, []])
  })

  test('gets the signal that this one gets, and nothing of it is left', async () => {
    const home = emptyHome()
    const script = 'trap "echo told; exit 9" TERM; echo begun; while :; do sleep 0.05; done'
    const child = await spawnTwitch(home, ['run', '-q', '--', 'sh', '-c', script], { TMPDIR: home })
    const reader = child.stdout.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('begun\n')
    child.kill('SIGTERM')
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('told\n')
    expect(await child.exited).toBe(9)
    expect(readdirSync(home).filter((name) => name.startsWith('twitch-run-'))).toEqual([])
  })

  test('meets a mock that runs at an IPv6 address', async () => {
    const mock = await startMock(emptyHome(), '--host', '::1', '--db', ':memory:', '--count', '2')
    const program = "console.log((await fetch('https://id.twitch.tv/oauth2/keys')).status)"
    const args = [`--mock=http://[::1]:${mock.port}`, '-q', '--', process.execPath, '-e', program]
    expect((await run(args)).stdout).toBe('200\n')
    await mock.stop()
  }, 20_000)

  test('finds files that nobody else may read', async () => {
    const { stdout } = await run(['-q', '--', 'sh', '-c', 'find "$TMPDIR"/* -exec ls -ld {} +'])
    const modes = stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 10)) // such as -rw-------
    expect(modes.toSorted()).toEqual([...Array(7).fill('-rw-------'), 'drwx------'])
  })

  test('finds a store of trusted certificates for Java', async () => {
    const script = 'od -An -tx1 -N16 "$TMPDIR"/twitch-run-*/trust.jks'
    const { stdout } = await run(['-q', '--', 'sh', '-c', script])
    // The mark of the format, its version, the number of entries, and the kind of the first one.
    expect(stdout.replaceAll(/\s/g, '')).toBe(['feedfeed', '00000002', '00000001', '00000002'].join(''))
  })

  test('keeps credentials that the mock knows, and gets others for those that it does not', async () => {
    const fixture = join(emptyHome(), 'world.yaml')
    writeFileSync(
      fixture,
      [
        'users: [{ login: alice }]',
        'clients: [{ id: mine, secret: secret, name: Mine }]',
        'tokens: [{ token: chosen, client: mine, user: alice, scopes: [user:read:email] }]',
      ].join('\n'),
    )
    const args = ['-q', '--count', '0', '--fixtures', fixture, '--', 'sh', '-c']
    const script = 'echo $TWITCH_CLIENT_ID $TWITCH_ACCESS_TOKEN'
    const known = { TWITCH_CLIENT_ID: 'mine', TWITCH_ACCESS_TOKEN: 'chosen' }
    expect((await run([...args, script], known)).stdout).toBe('mine chosen\n')
    const forChat = { ...known, TWITCH_ACCESS_TOKEN: 'oauth:chosen' }
    expect((await run([...args, script], forChat)).stdout).toBe('mine oauth:chosen\n')
    const real = { TWITCH_CLIENT_ID: 'real', TWITCH_ACCESS_TOKEN: 'real' }
    expect((await run([...args, script], real)).stdout).toMatch(/^mine (?!real|chosen)\w{30}\n$/)
  })
})
