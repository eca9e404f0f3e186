import { describe, expect, test } from 'bun:test'
import type { ArgsDef } from 'citty'
import { homepage } from '../../package.json'
import { flagsOf, globalFlags } from '../../src/cli/flags.ts'
import { root } from '../../src/cli/root.ts'
import { type Command, resolved } from '../../src/cli/tree.ts'
import { emptyHome, twitch } from '../support/binary.ts'

/** What no user may ever be shown is a stack: every wrong value of every flag is one line, and exit status 1. */

const wrongNumbers = ['', 'many', '1.5', '1e9', '0x10', ' 1', '99999999999999999999', '١']
const wrongMoments = [
  '',
  'now',
  '2026-01-31',
  '0000-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00+00:01',
  '9001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-02-30T00:00:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T12:00:60Z',
  '2026-01-31T12:00:00+25:00',
]
const wrongUrls = [
  '',
  'nonsense',
  'ftp://localhost',
  'file:///etc/passwd',
  'http://',
  'http://localhost:99999',
]
const database = {
  '--count': wrongNumbers,
  '--db': ['', ' ', '.', '/'],
  '--seed': wrongNumbers,
  '--now': wrongMoments,
}

const api = {
  '--query-params': [],
  '--body': ['@', '@/nowhere/at/all'],
  '--input': ['', '/nowhere/at/all'],
  '--header': ['', 'nothing', 'a b: c', 'a: \x1b[2J'],
  '--jq': [],
  '--mock': wrongUrls,
  '--user': ['1'],
}

const webhook = {
  '--forward-address': ['', 'nonsense', 'localhost:8080', 'ftp://localhost'],
  '--secret': ['', 'too short', 'x'.repeat(101), 'with\nline-breaks'],
}

/** The wrong values of every flag that takes one; of those without any, every text may be right. */
const wrong: Record<string, Record<string, readonly string[]>> = {
  configure: { '--client-id': ['', 'a b', 'ä'], '--client-secret': ['', 'a b'] },
  'token -u --client-id a --secret b': {
    '--scopes': [],
    '--ip': ['nonsense!', '1.2.3.4:80'],
    '--port': wrongNumbers,
    '--redirect-host': ['', 'http://localhost', 'a:1', 'a b'],
    '--auth-url': wrongUrls,
    '--mock': wrongUrls,
    '--user': ['1'],
  },
  token: {
    '--revoke': ['', 'a b'],
    '--validate': ['', 'a b'],
    '--refresh': ['', 'a b'],
    '--client-id': ['of nobody'],
    '--secret': ['of nobody'],
  },
  'mock-api generate': database,
  'mock-api start --db :memory:': {
    ...database,
    '--port': [...wrongNumbers, '-1', '65536', 'a\nb\x1b[2J'],
    '--irc-port': wrongNumbers,
    '--tls-port': [...wrongNumbers, '8443,x', '65536'],
    '--proxy-port': [...wrongNumbers, '65536'],
    '--chatter': wrongNumbers,
    '--journal': wrongNumbers,
    '--host': ['', 'http://localhost', 'localhost:80', 'a b', '[::1]'],
    '--redirect-uri': ['nonsense', 'javascript:alert(1)', 'http://localhost#fragment'],
    '--allow-callback-host': ['http://bot', 'a b', 'bot:99999', 'bot/path'],
    '--tls-cert': ['', 'nothing.crt', 'package.json'],
    '--tls-key': ['', 'nothing.key', 'package.json'],
    '--allow-origin': ['nonsense', 'http://a/path'],
    '--fixtures': ['', 'nothing.yaml', 'tests'],
    '--import': ['', 'nothing.db', '.', 'package.json'],
    '--export-on-exit': ['', '.', '/nowhere/at/all'],
  },
  'mock-api export --fixtures': {
    '--port': wrongNumbers,
    '--mock': ['nonsense', 'ftp://localhost'],
    '--output': ['', '.'],
  },
  'run -q': {
    '--count': [...wrongNumbers, '1.5'],
    '--seed': wrongNumbers,
    '--now': ['nonsense'],
    '--fixtures': ['', 'nothing.yaml', 'tests'],
    '--mock': ['nonsense', 'ftp://localhost'],
  },
  'mock-api import nothing.db': { '--db': ['', ' ', '.', '/'] },
  'mock-api reset': { '--port': wrongNumbers, '--mock': ['nonsense', 'ftp://localhost'] },
  'mock-api snapshot list': { '--port': wrongNumbers, '--mock': ['nonsense', 'ftp://localhost'] },
  'mock-api fault add': {
    '--operation': ['', ' '],
    '--path': [''],
    '--client-id': [''],
    '--user-id': [''],
    '--transport': ['', 'pigeon'],
    '--type': ['', 'channel.nonsense'],
    '--subscription-id': [''],
    '--times': [...wrongNumbers, '0'],
    '--probability': ['', 'often', '1.1', '-1', '.5', '1e-1'],
    '--after': wrongNumbers,
    '--effect': ['', 'nonsense'],
    '--status': [...wrongNumbers, '399', '600'],
    '--message': [''],
    '--retry-after': wrongNumbers,
    '--delay-ms': [...wrongNumbers, '60001'],
    '--body': ['', 'nonsense'],
    '--port': wrongNumbers,
    '--mock': ['nonsense', 'ftp://localhost'],
  },
  'mock-api fault list': { '--port': wrongNumbers, '--mock': ['nonsense', 'ftp://localhost'] },
  'mock-api fault clear': { '--port': wrongNumbers, '--mock': ['nonsense', 'ftp://localhost'] },
  'mock-api ca': {},
  'mock-api clock': { '--port': wrongNumbers, '--mock': ['nonsense', 'ftp://localhost'] },
  'logs tail': {
    '--mock': ['nonsense', 'ftp://localhost'],
    '--filter-status': [],
    '--filter-path': [],
  },
  'mock-api wait': { '--port': wrongNumbers, '--timeout': [...wrongNumbers, '0', '3601'] },
  'event trigger channel.ban -D': {
    ...webhook,
    '--version': [],
    '--to-user': ['', ' '],
    '--to-user-name': [],
    '--from-user': ['', ' '],
    '--from-user-name': [],
    '--gift-user': ['', ' '],
    '--event-status': [],
    '--item-id': [],
    '--item-name': [],
    '--game-id': [],
    '--cost': wrongNumbers,
    '--description': [],
    '--tier': ['', '1', '4000'],
    '--charity-current-value': wrongNumbers,
    '--charity-target-value': wrongNumbers,
    '--ban-start': wrongMoments,
    '--ban-end': ['', 'd', '1x', '0'],
    '--condition': ['nonsense', '=', 'a='],
    '--subscription-id': [],
    '--subscription-status': [],
    '--event-id': [],
    '--timestamp': wrongMoments,
    '--client-id': [],
    '--count': wrongNumbers,
    '--transport': ['', 'websub'],
    '--session': [],
    '--event': ['', 'nonsense', '1', 'null', '[]', '{'],
    '--mock': wrongUrls,
  },
  'event retrigger': { ...webhook, '--id': ['', 'nothing'] },
  'event verify-subscription follow': {
    ...webhook,
    '--broadcaster': ['1'],
    '--subscription-id': ['1'],
    '--event-id': ['1'],
    '--version': ['1'],
    '--timestamp': wrongMoments,
    '--transport': ['websocket', 'websub'],
  },
  'event configure': webhook,
  'event websocket start-server': { '--port': wrongNumbers, '--ip': ['', 'a b'] },
  'event websocket subscription --subscription 1 --status user_removed': {
    '--session': [],
    '--status': ['', 'removed'],
    '--subscription': ['', '1'],
    '--mock': wrongUrls,
  },
  'event websocket keepalive --session 1': { '--session': ['1'], '--mock': wrongUrls },
  'event websocket reconnect': { '--session': ['1'], '--mock': wrongUrls },
  'event websocket close --session 1': {
    '--session': ['1'],
    '--reason': ['', '3999', '4008'],
    '--mock': wrongUrls,
  },
  'api get users': { ...api, '--autopaginate': wrongNumbers },
  'api post polls': api,
  'api put users': api,
  'api patch channels': api,
  'api delete raids': api,
  version: {},
  'completion bash': {},
}

const commands = Object.keys(wrong).map((line) => ({ line, words: line.split(' ') }))

/** One line about what is wrong, without anything that a terminal would obey. */
async function expectRefusal(args: readonly string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await twitch(emptyHome(), ...args)
  expect({ args, exitCode, stdout }).toEqual({ args, exitCode: 1, stdout: '' })
  expect(stderr).toMatch(/^[^\p{Cc}]+\n$/u)
  expect(stderr).not.toMatch(/unexpected fault|Error:|undefined|\[object/)
}

for (const { line, words } of commands) {
  describe(`twitch ${line}`, () => {
    for (const [flag, values] of Object.entries(wrong[line]!)) {
      if (values.length === 0) continue
      test(`refuses what cannot be the value of ${flag}`, async () => {
        for (const value of values) await expectRefusal([...words, `${flag}=${value}`])
      }, 30_000)
    }

    test('refuses a switch that is neither on nor off, a flag without its value, and an unknown flag', async () => {
      const flags = flagsOf(await definitionOf(words))
      for (const { name, takesValue, bare } of flags.filter(({ name }) => name !== 'help')) {
        if (!takesValue) await expectRefusal([...words, `--${name}=maybe`])
        else if (bare === undefined) await expectRefusal([...words, `--${name}`])
      }
      await expectRefusal([...words, '--nonsense'])
      await expectRefusal([...words, '-\x1b[31m'])
    }, 30_000)
  })
}

test('every flag of every command has its wrong values here', async () => {
  const known = Map.groupBy(commands, ({ words }) => pathOf(words))
  for (const path of await leavesBelow(root, [])) {
    const listed = (known.get(path) ?? []).flatMap(({ line }) => Object.keys(wrong[line]!))
    const flags = flagsOf(await definitionOf(path.split(' ')))
    const valued = flags.filter(({ name, takesValue }) => takesValue && !(name in globalFlags))
    expect({ path, flags: [...new Set(listed)].sort() }).toEqual({
      path,
      flags: valued.map(({ name }) => `--${name}`).sort(),
    })
  }
})

test.each([
  [['event', 'trigger'], 'no TYPE is given: see "twitch event trigger --help"'],
  [['__complete'], 'no SHELL is given: see "twitch __complete --help"'],
  [
    ['event', 'trigger', 'channel.cheers'],
    'there is no subscription type "channel.cheers": did you mean "channel.cheer"?',
  ],
  [
    ['event', 'trigger', 'poll'],
    'there is no subscription type "poll": did you mean "channel.poll.begin", "channel.poll.end" or ' +
      '"channel.poll.progress"?',
  ],
  [
    ['event', 'trigger', 'bogus'],
    'there is no subscription type "bogus": see "twitch event trigger --help" for all',
  ],
  [
    ['\x1b]0;title\x07'],
    'unknown command "\\x1b]0;title\\x07" for "twitch": ' +
      'it has configure, token, api, mock-api, event, run, logs, completion, version',
  ],
])('%j is told what to do', async (args, line) => {
  expect(await twitch(emptyHome(), ...args)).toEqual({ exitCode: 1, stdout: '', stderr: `${line}\n` })
})

test.each([
  ['api get users -P=x', '-P, --autopaginate', '0 to 1000000'],
  ['event trigger cheer -D -C 1000000001', '--cost', '0 to 1000000000'],
  ['event trigger cheer -D -c x', '-c, --count', '0 to 10000'],
  ['event websocket close --session 1 --reason x', '--reason', '4000 to 4007'],
  ['mock-api generate -c x', '-c, --count', '0 to 1000000'],
  ['mock-api generate --seed x', '--seed', '0 to 4294967295'],
  ['mock-api start --chatter x', '--chatter', '0 to 60000'],
  ['mock-api start --journal x', '--journal', '0 to 100000'],
  ['mock-api start -p x', '-p, --port', '0 to 65535'],
  ['mock-api wait --timeout x', '--timeout', '1 to 3600'],
])('twitch %s is told the bounds of %s', async (line, flag, bounds) => {
  const words = line.split(' ')
  const value = words.at(-1)!.split('=').at(-1)
  expect(await twitch(emptyHome(), ...words)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `invalid value "${value}" for ${flag}: give a whole number from ${bounds}\n`,
  })
})

test('the help names the port of IRC clients, which is taken if it is free', async () => {
  const { stdout } = await twitch(emptyHome(), 'mock-api', 'start', '--help')
  expect(stdout).toContain('Port for chat over IRC; 6667 if it is free\n')
})

test('the first and the last moments have data', async () => {
  for (const now of ['1970-01-01T00:00:00Z', '9000-12-31T23:59:59Z']) {
    const { exitCode } = await twitch(emptyHome(), 'mock-api', 'generate', '--db', ':memory:', '--now', now)
    expect({ now, exitCode }).toEqual({ now, exitCode: 0 })
  }
})

async function find(words: readonly string[]): Promise<{ command: Command; path: string[] }> {
  let command = root
  const path: string[] = []
  for (const word of words) {
    const loader = (await resolved(command.subCommands))?.[word]
    if (!loader) break
    command = (await resolved(loader)) as Command
    path.push(word)
  }
  return { command, path }
}

const pathOf = (words: readonly string[]) =>
  words
    .slice(
      0,
      ['websocket', 'fault'].includes(words[1] ?? '')
        ? 3
        : ['api', 'mock-api', 'event', 'completion', 'logs'].includes(words[0] ?? '')
          ? 2
          : 1,
    )
    .join(' ')

async function definitionOf(words: readonly string[]): Promise<ArgsDef> {
  return { ...(await resolved((await find(words)).command.args)), ...globalFlags }
}

/** The commands as they are typed; those of one shell stand for all. */
/** The same command by another name is not one more. */
async function leavesBelow(command: Command, path: readonly string[]): Promise<string[]> {
  const meta = (await resolved(command.meta)) as { hidden?: boolean }
  if (meta.hidden) return []
  const below = Object.keys((await resolved(command.subCommands)) ?? {})
  if (below.length === 0) return [path.join(' ')]
  const names = path[0] === 'completion' ? ['bash'] : below.filter((name) => !name.startsWith('_'))
  const all = names.map(async (name) => leavesBelow((await find([...path, name])).command, [...path, name]))
  return (await Promise.all(all)).flat()
}

test('what nobody has foreseen is one line, too; with TWITCH_DEBUG it says where it came from', async () => {
  const code = `
    import { run } from './src/cli/dispatch.ts'
    process.exitCode = await run({ run() { throw new TypeError('one\\ntwo') } }, [])`
  const outcome = async (env: Record<string, string>) => {
    const program = Bun.spawn([process.execPath, '-e', code], { env, stdout: 'ignore', stderr: 'pipe' })
    return { stderr: await program.stderr.text(), exitCode: await program.exited }
  }
  expect(await outcome({})).toEqual({
    exitCode: 1,
    stderr:
      'an unexpected fault: one\\x0atwo: with TWITCH_DEBUG=1 it says where; please report it at ' +
      `${homepage}/issues\n`,
  })
  expect((await outcome({ TWITCH_DEBUG: '1' })).stderr).toStartWith('TypeError: one\ntwo\n    at ')
})
