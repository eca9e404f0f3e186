import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { $, Glob } from 'bun'
import { cleanUp, emptyHome, startMock } from '../tests/support/binary.ts'
import { type Library, libraries } from './clients/libraries.ts'

/**
 * Client libraries as npm has them, unmodified, on Node, against the executable: one server a library. Exit status 1 if
 * a check fails.
 *
 *   bun run clients [NAME…]     TWITCH=path runs them against another executable
 */
const { positionals } = parseArgs({ allowPositionals: true })
const TIMEOUT_MS = 90_000

interface Check {
  name: string
  failure?: string
}

const wanted = Object.entries(libraries).filter(([name]) => !positionals.length || positionals.includes(name))
const root = join(import.meta.dir, '..')
const folder = emptyHome()

try {
  await install()
  const rows = []
  for (const [name, library] of wanted) {
    const checks = await run(library)
    const failed = checks.filter(({ failure }) => failure !== undefined)
    rows.push({
      library: name,
      version: library.version,
      passed: checks.length - failed.length,
      failed: failed.length,
    })
    for (const { name: check, failure } of failed) console.error(`${name}, ${check}: ${failure}`)
    process.exitCode ||= Number(failed.length > 0)
  }
  console.table(rows)
} finally {
  cleanUp()
}

/** Puts the libraries, the checks and what the checks share into a folder. */
async function install(): Promise<void> {
  const dependencies = Object.assign(
    {},
    ...wanted.map(([name, { version, needs }]) => ({ [name]: version, ...needs })),
  )
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true, dependencies }))
  // The published listeners of twurple ask for another minor version of its API client.
  await $`npm install --legacy-peer-deps --no-audit --no-fund --loglevel=error`.cwd(folder).quiet()
  const checks = join(import.meta.dir, 'clients')
  for (const file of new Glob('*.js').scanSync(checks))
    await Bun.write(join(folder, file), Bun.file(join(checks, file)))
  const transpiler = new Bun.Transpiler({ loader: 'ts' })
  mkdirSync(join(folder, 'support'))
  for (const name of ['units', 'certificate']) {
    const source = await Bun.file(join(root, `tests/support/${name}.ts`)).text()
    writeFileSync(join(folder, `support/${name}.js`), transpiler.transformSync(source))
  }
}

/** Runs the checks of a library against a server of their own. */
async function run({ checks, ircPort = '0', pointedBy }: Library): Promise<Check[]> {
  const args = [
    '--db',
    ':memory:',
    '--seed',
    '1',
    '--redirect-uri',
    'http://localhost:3000/callback',
    '--irc-port',
    ircPort,
  ]
  const mock = await startMock(emptyHome(), ...args)
  const chatPort = /Chat over IRC on port (\d+)/.exec(mock.log())?.[1] ?? ''
  const preload = pointedBy.includes('to-mock.js') ? ['--import', './to-mock.js'] : []
  const child = Bun.spawn(['node', ...preload, checks], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      MOCK: mock.url,
      IRC_PORT: chatPort,
      TWURPLE_MOCK_API_PORT: String(mock.port),
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_NO_WARNINGS: '1',
    },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: TIMEOUT_MS,
  })
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  const exitCode = await child.exited
  await mock.stop()
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"name":'))
  const done = lines.map((line): Check => JSON.parse(line))
  return exitCode === 0 ? done : [...done, { name: 'the run', failure: `exit status ${exitCode} ${stderr}` }]
}
