import { expect, test } from 'bun:test'
import { root } from '../../src/cli/root.ts'
import { suggestion } from '../../src/cli/suggestion.ts'
import { goTime } from '../../src/cli/token/results.ts'
import { type Command, resolved } from '../../src/cli/tree.ts'
import { emptyHome } from '../support/binary.ts'
import { until } from '../support/units.ts'

test.each([
  ['xterm', {}, true],
  ['dumb', {}, false],
  ['xterm', { NO_COLOR: '1' }, false],
])('the help on a terminal of the kind %s with %j', async (TERM, env, isColoured) => {
  let screen = ''
  const program = Bun.spawn([process.execPath, 'src/main.ts', '--help'], {
    env: { PATH: process.env.PATH, BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', TERM, ...env },
    terminal: {
      cols: 120,
      rows: 40,
      data(_, data) {
        screen += new TextDecoder().decode(data)
      },
    },
  })
  expect(await program.exited).toBe(0)
  expect(screen).toContain('twitch')
  expect(screen.includes('\x1b[')).toBe(isColoured)
})

test('what is told on a terminal keeps the colour of the terminal', async () => {
  let screen = ''
  const program = Bun.spawn([process.execPath, 'src/main.ts', 'tokn'], {
    env: { PATH: process.env.PATH, BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', TERM: 'xterm' },
    terminal: {
      cols: 120,
      rows: 40,
      data(_, data) {
        screen += new TextDecoder().decode(data)
      },
    },
  })
  expect(await program.exited).toBe(1)
  expect(screen).toBe('unknown command "tokn" for "twitch": did you mean "token"?\r\n')
})

test('every help fits its terminal or a pipe, ends no line with a blank, and shows examples', async () => {
  for (const path of await pathsBelow(root, [])) {
    for (const columns of [30, 80, 132]) {
      const lines = (await onTerminal(columns, [...path, '--help'])).split('\r\n')
      for (const line of lines.filter(isProse)) {
        expect(line).toBe(line.trimEnd())
        // A word that is longer than the screen has a line of its own.
        if (line.trim().includes(' ')) expect(line.length).toBeLessThanOrEqual(columns)
      }
    }
    const pipe = Bun.spawn([process.execPath, 'src/main.ts', ...path, '--help'], { stdout: 'pipe' })
    const help = await pipe.stdout.text()
    expect(help).toContain('\nEXAMPLES\n')
    for (const line of help.split('\n')) {
      expect(line).toBe(line.trimEnd())
      expect(line.length).toBeLessThanOrEqual(100)
    }
    expect(help).toBe((await onTerminal(100, [...path, '--help'])).replaceAll('\r\n', '\n'))
  }
}, 60_000)

test.skipIf(!Bun.which('stty'))(
  'a terminal that does not know its width is taken for one of eighty letters',
  async () => {
    const help = `exec '${process.execPath}' src/main.ts mock-api start --help`
    const screen = await screenOf(['sh', '-c', `stty cols 0; ${help}`], 40)
    expect(screen).toBe(await onTerminal(80, ['mock-api', 'start', '--help']))
  },
)

const versionHelp = (options: string) => `Print the version

USAGE twitch version [OPTIONS]

OPTIONS

${options}

EXAMPLES

  twitch version
  twitch version --verbose
`

test('a help has two columns where thirty letters are left for the second one', async () => {
  const help = async (columns: number) =>
    (await onTerminal(columns, ['version', '--help'])).replaceAll('\r\n', '\n')
  expect(await help(54)).toBe(
    versionHelp(`      --verbose         Also print the date of
                        Twitch's documentation that it
                        follows
      --config=<FILE>   Configuration file to use
  -h, --help            Show help`),
  )
  expect(await help(53)).toBe(
    versionHelp(`      --verbose
        Also print the date of Twitch's documentation
        that it follows
      --config=<FILE>
        Configuration file to use
  -h, --help
        Show help`),
  )
})

/** What may be wrapped: no command line, and no term of a list. */
const isProse = (line: string) => !/^(USAGE| {2}\S)/.test(line)

const onTerminal = (cols: number, args: readonly string[]) =>
  screenOf([process.execPath, 'src/main.ts', ...args], cols)

async function screenOf(command: readonly string[], cols: number): Promise<string> {
  let screen = ''
  const program = Bun.spawn([...command], {
    env: { PATH: process.env.PATH, TERM: 'dumb' },
    terminal: {
      cols,
      rows: 40,
      data(_, data) {
        screen += new TextDecoder().decode(data)
      },
    },
  })
  await program.exited
  return screen
}

async function pathsBelow(command: Command, path: readonly string[]): Promise<(readonly string[])[]> {
  const below = Object.entries((await resolved(command.subCommands)) ?? {}).filter(
    ([name]) => !name.startsWith('_'),
  )
  const all = below.map(async ([name, loader]) =>
    pathsBelow((await resolved(loader)) as Command, [...path, name]),
  )
  return [path, ...(await Promise.all(all)).flat()]
}

test('a refusal is red on the terminals of a server and of its log, what is none is green', async () => {
  const env = { HOME: emptyHome(), PATH: process.env.PATH, TERM: 'xterm' }
  const onScreen = (...args: string[]) => {
    const screen = { text: '' }
    const data = (_: unknown, bytes: Uint8Array) => {
      screen.text += new TextDecoder().decode(bytes)
    }
    const terminal = { cols: 200, rows: 40, data }
    const program = Bun.spawn([process.execPath, 'src/main.ts', ...args], { env, terminal })
    return { screen, [Symbol.dispose]: () => program.kill() }
  }
  using server = onScreen('mock-api', 'start', '-p', '0', '--no-irc', '--db', ':memory:', '-c', '0')
  const of = ({ screen }: typeof server, what: string) =>
    until(() => screen.text.includes(what), what, 20_000)
  await of(server, 'Mock server started')
  const [url] = /http:\S+/.exec(server.screen.text)!
  using tail = onScreen('logs', 'tail', `--mock=${url}`)
  await of(server, 'GET /units/live')
  for (const path of ['keys', 'authorize']) await fetch(`${url}/oauth2/${path}`)
  for (const each of [server, tail]) {
    await of(each, '/oauth2/keys \x1b[32m200\x1b[39m ')
    await of(each, '/oauth2/authorize \x1b[31m400\x1b[39m ')
  }
}, 60_000)

test.each([
  ['cheer', ['channel.ban', 'channel.cheer'], 'did you mean "channel.cheer"?'],
  ['follower', ['channel.follow', 'channel.raid'], 'did you mean "channel.follow"?'],
  ['poll-begin', ['channel.poll.begin', 'channel.poll.end'], 'did you mean "channel.poll.begin"?'],
  ['subscribe', ['channel.subscribe', 'channel.subscription.end'], 'did you mean "channel.subscribe"?'],
  [
    'goal',
    ['channel.goal.begin', 'channel.goal.end'],
    'did you mean "channel.goal.begin" or "channel.goal.end"?',
  ],
  ['channel.folow', ['channel.follow', 'channel.raid'], 'did you mean "channel.follow"?'],
  ['config', ['configure', 'token'], 'did you mean "configure"?'],
  // Dashes are no letters, of which more may be wrong in a longer word.
  ['--cnt', ['--count', '--db'], undefined],
  ['--cuont', ['--count', '--db'], 'did you mean "--count"?'],
  [
    'poll',
    ['poll.begin', 'poll.progress', 'poll.end'],
    'did you mean "poll.begin", "poll.progress" or "poll.end"?',
  ],
  [
    'channel',
    ['channel.ban', 'channel.raid', 'channel.follow', 'channel.cheer'].map((name) => `${name}.end`),
    undefined,
  ],
  ['bogus', ['token', 'user.update'], undefined],
  // The more letters a word has, the more of them may be wrong.
  ['id', ['is'], undefined],
  ['ids', ['ads'], 'did you mean "ads"?'],
  ['overlxxx', ['overlays'], undefined],
  ['subscrxxx', ['subscribe'], 'did you mean "subscribe"?'],
  ['folow', ['channel.follow'], 'did you mean "channel.follow"?'],
  ['poll', ['channel.polls'], 'did you mean "channel.polls"?'],
  ['ban', ['channel.bans'], undefined],
  ['-x', ['--db', '--help'], undefined],
  ['', ['token'], undefined],
])('%p among %j: %p', (word, known, sentence) => {
  expect(suggestion(word, known)).toBe(sentence)
})

test.each([
  ['2023-08-23T22:06:47.036Z', '22:06:47.036'],
  ['2023-08-23T22:06:40.500Z', '22:06:40.5'],
  ['2023-08-23T22:06:40.000Z', '22:06:40'],
])('a moment such as %s is printed as %s', (moment, time) => {
  expect(goTime(new Date(moment))).toBe(`2023-08-23 ${time} +0000 UTC`)
})
