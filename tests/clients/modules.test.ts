import { afterAll, describe, expect, test } from 'bun:test'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, extname, join } from 'node:path'
import { homepage } from '../../package.json'
import { executable } from '../support/binary.ts'
import { programsOf } from '../support/session.ts'

/** The modules of `clients/`, each in its language against the compiled executable. */

const repository = join(import.meta.dir, '../..')
const own = join(import.meta.dir, 'modules')
const page = readFileSync(join(repository, 'docs/testing.md'), 'utf8')
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder in which the files of `clients/` lie as they do in a project of their user. */
function project(...modules: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'twitch-clients-'))
  folders.push(folder)
  for (const module of modules) cpSync(join(repository, 'clients', module), folder, { recursive: true })
  return folder
}

interface Language {
  name: string
  /** Its folder below `clients/`. */
  module: string
  /** The command that runs the tests of a folder. */
  test: readonly string[]
  /** The file of `modules/` with the tests of the module, and what it is called beside it. */
  tests: readonly [file: string, name: string]
  /** A program that starts a server, says where it is, and goes on until it is killed. */
  program: readonly [name: string, text: string]
  /** The commands that run it. */
  run: readonly (readonly string[])[]
}

// Where the first python3 of the PATH is a shim, it fails in a home that has no version of it.
const python = Bun.which('python3', { PATH: '/usr/bin' }) ?? 'python3'

const languages: readonly Language[] = [
  {
    name: 'Node',
    module: 'node',
    test: ['node', '--test'],
    tests: ['node.mjs', 'node.test.mjs'],
    program: [
      'program.mjs',
      `import { start } from './twitch-mock.mjs'
console.log((await start({ executable: process.env.TWITCH })).url)
setInterval(() => {}, 1000)`,
    ],
    run: [['node', 'program.mjs']],
  },
  {
    name: 'Python',
    module: 'python',
    test: [python, '-W', 'error', '-m', 'unittest'],
    tests: ['test_twitch_mock.py', 'test_twitch_mock.py'],
    program: [
      'program.py',
      `import os, time, twitch_mock
twitch = twitch_mock.start(executable=os.environ["TWITCH"])
print(twitch.url, flush=True)
time.sleep(1000)`,
    ],
    run: [[python, 'program.py']],
  },
  {
    name: 'Go',
    module: 'go',
    test: ['go', 'test', './...'],
    tests: ['twitchmock_test.go', 'twitchmock_test.go'],
    program: [
      'program/program.go',
      `package main

import (
	"fmt"
	"os"
	"time"

	twitchmock "${homepage.replace('https://', '')}/clients/go"
)

func main() {
	twitchmock.Executable = os.Getenv("TWITCH")
	mock, err := twitchmock.Start()
	fmt.Println(mock.URL, err)
	time.Sleep(time.Hour)
}`,
    ],
    run: [['go', 'build', '-o', 'started', './program'], ['./started']],
  },
]

async function spawn(folder: string, command: readonly string[]) {
  const twitch = await executable()
  const env = {
    ...process.env,
    TWITCH: twitch,
    PATH: `${dirname(twitch)}${delimiter}${process.env.PATH}`,
    PYTHONDONTWRITEBYTECODE: '1',
  }
  return Bun.spawn([...command], { cwd: folder, env, stdin: 'ignore', stdout: 'pipe', stderr: 'pipe' })
}

/** What a command says, if it fails. */
async function complaint(folder: string, command: readonly string[]): Promise<string> {
  const child = await spawn(folder, command)
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return (await child.exited) === 0 ? '' : stdout + stderr
}

/** Listens to a server; `gone` resolves when it has ended. */
async function listenTo(url: string): Promise<{ gone: Promise<unknown> }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`)
  const gone = new Promise((resolve) => socket.addEventListener('close', resolve))
  await new Promise((resolve) => socket.addEventListener('message', resolve))
  return { gone }
}

for (const { name, module, test: command, tests, program, run } of languages) {
  // Their programs and messages are those of POSIX.
  describe.skipIf(process.platform === 'win32' || !Bun.which(command[0]!))(`the module for ${name}`, () => {
    test('does what it says', async () => {
      const folder = project(module)
      cpSync(join(own, tests[0]), join(folder, tests[1]))
      expect(await complaint(folder, command)).toBe('')
    }, 60_000)

    test('is used by the tests of the documentation', async () => {
      const folder = project(module)
      const programs = [...programsOf(page)].filter(([file]) => extname(file) === extname(tests[1]))
      expect(programs).not.toEqual([])
      for (const [file, text] of programs) writeFileSync(join(folder, file), text)
      expect(await complaint(folder, command)).toBe('')
    }, 60_000)

    test('leaves no server behind when its process is killed', async () => {
      const folder = project(module)
      await Bun.write(join(folder, program[0]), program[1])
      for (const build of run.slice(0, -1)) expect(await complaint(folder, build)).toBe('')
      const child = await spawn(folder, run.at(-1)!)
      const { value } = await child.stdout.getReader().read()
      const [url = ''] = new TextDecoder().decode(value).split(/\s/)
      const { gone } = await listenTo(url)
      child.kill('SIGKILL')
      await gone
      expect(await fetch(`${url}/health`).catch(() => 'nobody')).toBe('nobody')
    }, 60_000)
  })
}

test('the module for Node runs in Bun', async () => {
  const { start } = await import(join(repository, 'clients/node/twitch-mock.mjs'))
  const twitch = await start({ executable: await executable(), seed: 1 })
  const { user, clientId } = await twitch.userToken(['channel:manage:polls'])
  const [client] = (await twitch.call('GET', '/units/clients')).data
  expect([user.login, clientId]).toEqual(['busyresponsibility911', client.ID])
  await twitch[Symbol.asyncDispose]()
  expect(twitch.reset()).rejects.toThrow()
})

test('the types of the module for Node are checked', async () => {
  const options = ['--allowJs', '--checkJs', '--strict', '--noEmit', '--skipLibCheck', '--ignoreConfig']
  const modules = ['--target', 'esnext', '--module', 'preserve', '--types', 'bun']
  const command = ['bunx', 'tsc', ...options, ...modules, 'clients/node/twitch-mock.mjs']
  expect(await complaint(repository, command)).toBe('')
})
