import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { $ } from 'bun'

const EXECUTABLE = join(import.meta.dir, '../../dist', process.platform === 'win32' ? 'twitch.exe' : 'twitch')
const SOURCES = ['src/**/*', 'scripts/build.ts', 'package.json', 'bun.lock']

let built: Promise<string> | undefined

/** The compiled executable, built if a source is newer. */
export function executable(): Promise<string> {
  built ??= build()
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
const running: Bun.Subprocess[] = []

/** Ends what still runs and removes the homes. For the preload: a hook here would be that of the first test file alone. */
export function cleanUp(): void {
  for (const child of running.splice(0)) child.kill(9)
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
}

/** An empty home directory, removed afterwards. */
export function emptyHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'twitch-home-'))
  homes.push(home)
  return home
}

const environment = (home: string) => ({ HOME: home, PATH: process.env.PATH, TZ: 'UTC' })

/** Runs the executable to its end. */
export async function twitch(home: string, ...args: string[]): Promise<Outcome> {
  const child = Bun.spawn([await executable(), ...args], {
    env: environment(home),
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { exitCode: await child.exited, stdout, stderr }
}

export interface RunningMock {
  /** Such as http://localhost:41234. */
  url: string
  /** Ends the server as a terminal does, and tells how it ended. */
  stop(): Promise<Outcome>
  child: Bun.Subprocess
}

/** Starts the mock server on a free port and waits until it says that it listens. */
export async function startMock(home: string, ...args: string[]): Promise<RunningMock> {
  const child = Bun.spawn([await executable(), 'mock-api', 'start', '-p', '0', ...args], {
    env: environment(home),
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  running.push(child)
  const reader = child.stderr.getReader()
  const decoder = new TextDecoder()
  let stderr = ''
  while (!stderr.includes('Mock server started')) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the mock server did not start:\n${stderr}`)
    stderr += decoder.decode(value)
  }
  const [, url] = /on (http:\S+)/.exec(stderr) ?? []
  return {
    url: url!,
    child,
    async stop() {
      child.kill('SIGINT')
      for (let part = await reader.read(); !part.done; part = await reader.read())
        stderr += decoder.decode(part.value)
      return { exitCode: await child.exited, stdout: await child.stdout.text(), stderr }
    },
  }
}
