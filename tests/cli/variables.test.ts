import { describe, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flagsOf } from '../../src/cli/flags.ts'
import { startFlags } from '../../src/cli/mock-api/start/flags.ts'
import { flagsFrom, unknownVariables, variableOf } from '../../src/cli/variables.ts'
import { emptyHome, type Outcome, spawnTwitch } from '../support/binary.ts'

/** A value of each flag of `mock-api start` by its variable, and one that cannot be right. */
const values: Record<string, readonly [right: string, wrong: string]> = {
  TWITCH_MOCK_PORT: ['0', 'many'],
  TWITCH_MOCK_HOST: ['127.0.0.1', 'http://localhost'],
  TWITCH_MOCK_COUNT: ['3', '1.5'],
  TWITCH_MOCK_DB: [':memory:', '.'],
  TWITCH_MOCK_SEED: ['1', '-1'],
  TWITCH_MOCK_NOW: ['2026-01-31T12:00:00Z', 'now'],
  TWITCH_MOCK_FIXTURES: ['world.yaml', 'nothing.yaml'],
  TWITCH_MOCK_IMPORT: ['world.db', 'nothing.db'],
  TWITCH_MOCK_EXPORT_ON_EXIT: ['later.db', '/nowhere/at/all'],
  TWITCH_MOCK_REDIRECT_URI: ['http://localhost:4000', 'nonsense'],
  TWITCH_MOCK_ALLOW_CALLBACK_HOST: ['bot:3000', 'http://bot'],
  TWITCH_MOCK_ALLOW_ORIGIN: ['https://overlay.example', 'nonsense'],
  TWITCH_MOCK_IRC: ['false', 'maybe'],
  TWITCH_MOCK_IRC_PORT: ['0', 'many'],
  TWITCH_MOCK_CHATTER: ['1', 'much'],
  TWITCH_MOCK_JOURNAL: ['10', 'all'],
  TWITCH_MOCK_REQUIRE_SUBSCRIPTION: ['false', 'no'],
  TWITCH_MOCK_EVENTSUB_TOKEN: ['false', 'no'],
  TWITCH_MOCK_TLS: ['false', 'no'],
  TWITCH_MOCK_TLS_PORT: ['0', 'many'],
  TWITCH_MOCK_PROXY_PORT: ['0', 'many'],
  TWITCH_MOCK_TLS_CERT: ['a.crt', 'nothing.crt'],
  TWITCH_MOCK_TLS_KEY: ['a.key', 'nothing.key'],
  TWITCH_MOCK_RATE_LIMIT: ['true', '2'],
  TWITCH_MOCK_EXIT_WITH_STDIN: ['true', 'yes'],
}

const flags = flagsOf(startFlags)

test('every flag has its variable here', () => {
  expect(flags.map(({ variable }) => variable)).toEqual(flags.map(({ name }) => variableOf(name)))
  expect(Object.keys(values).sort()).toEqual(flags.map(({ variable = '' }) => variable).sort())
})

async function run(args: readonly string[], variables: Record<string, string>): Promise<Outcome> {
  const home = emptyHome()
  const child = await spawnTwitch(home, args, variables)
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { exitCode: await child.exited, stdout, stderr }
}

describe.each(flags.map(({ name, variable = '' }) => [variable, `--${name}`] as const))(
  '%s',
  (variable, flag) => {
    const [right, wrong] = values[variable]!

    test(`stands for ${flag}`, () => {
      const from = (typed: string[]) => flagsFrom({ [variable]: right }, startFlags, typed).options
      expect(from([])).toEqual([`${flag}=${right}`])
      expect(from([`${flag}=other`])).toEqual([])
      expect(flagsFrom({ [variable]: '' }, startFlags, []).options).toEqual([])
    })

    test('is named when its value cannot be right', async () => {
      const { exitCode, stdout, stderr } = await run(['mock-api', 'start'], {
        TWITCH_MOCK_DB: ':memory:',
        [variable]: wrong,
      })
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
      expect(stderr).toMatch(/^[^\n]+\n$/)
      expect(stderr).toContain(variable)
      expect(stderr).not.toContain(flag)
    })
  },
)

test.each([
  ['1', 'true'],
  ['0', 'false'],
  ['true', 'true'],
  ['false', 'false'],
])('a switch may be %s', (written, value) => {
  const { options } = flagsFrom({ TWITCH_MOCK_RATE_LIMIT: written }, startFlags, [])
  expect(options).toEqual([`--rate-limit=${value}`])
})

test.each(['a b.yaml,c.yaml', 'a b.yaml\nc.yaml\n', ' a b.yaml , c.yaml'])(
  'a flag that may be repeated has several values: %j',
  (written) => {
    const { options } = flagsFrom({ TWITCH_MOCK_FIXTURES: written }, startFlags, [])
    expect(options).toEqual(['--fixtures=a b.yaml', '--fixtures=c.yaml'])
  },
)

test('what stands for nothing is one line, with what is near', () => {
  const env = { TWITCH_MOCK_SEEDS: '1', TWITCH_MOCK_LIMIT: '1', TWITCH_MOCK_BOGUS: '', TWITCH_CLIENTID: 'a' }
  expect(unknownVariables(env, startFlags)).toBe(
    'ignored: TWITCH_MOCK_SEEDS (did you mean TWITCH_MOCK_SEED?), ' +
      'TWITCH_MOCK_LIMIT (did you mean TWITCH_MOCK_RATE_LIMIT?), TWITCH_MOCK_BOGUS: no option has this name',
  )
  expect(unknownVariables({ TWITCH_MOCK_SEED: '1', TWITCH_DB_FILENAME: 'a' }, startFlags)).toBeUndefined()
})

test('variables alone start a server; it ends with its input, and says at last that it has started', async () => {
  const home = emptyHome()
  const world = join(home, 'a world.yaml')
  writeFileSync(world, 'users: [{ login: alice }, { login: bob }]\n')
  const variables = {
    TWITCH_MOCK_PORT: '0',
    TWITCH_MOCK_COUNT: '0',
    TWITCH_MOCK_FIXTURES: `${world}\n`,
    TWITCH_MOCK_EXIT_WITH_STDIN: '1',
    TWITCH_MOCK_SEEDS: '1',
  }
  const child = await spawnTwitch(home, ['mock-api', 'start'], variables)
  expect(await child.exited).toBe(0)
  const lines = (await child.stderr.text()).trimEnd().split('\n')
  expect(lines[0]).toBe(
    'ignored: TWITCH_MOCK_SEEDS (did you mean TWITCH_MOCK_SEED?): no option has this name',
  )
  expect(lines[1]).toEndWith(`Put 2 rows there from ${world}`)
  // Port 6667 may be in use; then a line says so before.
  expect(lines.at(-1)).toMatch(/^\S+ \S+ Mock server started$/)
})
