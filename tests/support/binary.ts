import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from 'bun'

const EXECUTABLE = join(import.meta.dir, '../../dist', process.platform === 'win32' ? 'twitch.exe' : 'twitch')
const SOURCES = ['src/**/*', 'scripts/build.ts', 'package.json', 'bun.lock']

let built: Promise<string> | undefined

/** The compiled executable, built if a source is newer; TWITCH names another one. */
export function executable(): Promise<string> {
  built ??= process.env.TWITCH ? Promise.resolve(process.env.TWITCH) : build()
  return built
}

async function build(): Promise<string> {
  if (await isStale()) await $`bun scripts/build.ts`.cwd(join(import.meta.dir, '../..')).quiet()
  return EXECUTABLE
}

async function isStale(): Promise<boolean> {
  const builtAt = statSync(EXECUTABLE, { throwIfNoEntry: false })?.mtimeMs ?? 0
  for (const pattern of SOURCES) {
    for await (const file of new Bun.Glob(pattern).scan(join(import.meta.dir, '../..'))) {
      if (statSync(join(import.meta.dir, '../..', file)).mtimeMs > builtAt) return true
    }
  }
  return false
}

export interface Outcome {
  exitCode: number
  stdout: string
  stderr: string
}

const homes: string[] = []
const running = new Set<Bun.Subprocess>()

/**
 * Ends what still runs and removes the homes. For the preload: a hook here would be that of the first test file
 * alone.
 */
export function cleanUp(): void {
  for (const child of running) child.kill(9)
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
}

/** An empty home directory, removed afterwards. */
export function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'twitch-home-'))
  homes.push(home)
  return home
}

const environment = (home: string) => ({ HOME: home, PATH: process.env.PATH, TZ: 'UTC' })

/** Starts the executable in a home, with nothing in its environment but what it needs and these variables. */
export async function spawnTwitch(
  home: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
) {
  const child = Bun.spawn([await executable(), ...args], {
    env: { ...environment(home), ...variables },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  running.add(child)
  void child.exited.then(() => running.delete(child))
  return child
}

/** Runs the executable to its end. */
export async function twitch(home: string, ...args: string[]): Promise<Outcome> {
  const child = await spawnTwitch(home, args)
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { exitCode: await child.exited, stdout, stderr }
}

export interface RunningMock {
  /** Such as http://localhost:41234. */
  url: string
  port: number
  /** What it has written to stderr; of a long run the end. */
  log(): string
  /** Ends the server as a terminal does, and tells how it ended. */
  stop(): Promise<Outcome>
  child: Bun.Subprocess
}

type PipedChild = Bun.Subprocess<'ignore', 'pipe', 'pipe'>

/** A long run says much; what matters is its end. */
const KEPT_CHARACTERS = 1_000_000

/** Starts the mock server, on a free port unless `-p` names one, and waits until it says that it listens. */
export async function startMock(home: string, ...args: string[]): Promise<RunningMock> {
  const child = await spawnTwitch(home, [
    'mock-api',
    'start',
    ...(args.includes('-p') ? [] : ['-p', '0']),
    ...(args.some((arg) => arg.startsWith('--irc')) ? [] : ['--no-irc']),
    ...args,
  ])
  return untilListening(child)
}

/** Waits until a mock server says that it listens. Its log is read, as by a terminal. */
export async function untilListening(child: PipedChild): Promise<RunningMock> {
  let log = ''
  const { promise: listening, resolve: listens } = Promise.withResolvers<string>()
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const part of child.stderr) {
      log = (log + decoder.decode(part, { stream: true })).slice(-KEPT_CHARACTERS)
      if (log.includes('Mock server started')) listens(/on (http:\S+)/.exec(log)?.[1] ?? '')
    }
  })()
  const url = await Promise.race([listening, reading])
  if (!url) throw new Error(`the mock server did not start:\n${log}`)
  return {
    url,
    port: Number(new URL(url).port),
    child,
    log: () => log,
    async stop() {
      child.kill('SIGINT')
      await reading
      return { exitCode: await child.exited, stdout: await child.stdout.text(), stderr: log }
    },
  }
}
