import { describe, expect, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ArgsDef } from 'citty'
import { libraries } from '../scripts/clients/libraries.ts'
import { globalFlags } from '../src/cli/flags.ts'
import { root } from '../src/cli/root.ts'
import { type Command, resolved } from '../src/cli/tree.ts'
import { examplesOf as declaredExamples } from '../src/cli/usage.ts'
import { documentedUntil } from '../src/twitch/documentation.ts'
import { examplesOf, patternOf, programsOf, runSession } from './support/session.ts'

const repository = join(import.meta.dir, '..')
const pages = ['README.md', ...[...new Bun.Glob('docs/**/*.md').scanSync(repository)].sort()]
const read = (page: string) => readFileSync(join(repository, page), 'utf8')

describe.skipIf(!Bun.which('sh') || !Bun.which('curl'))('every example of the documentation', () => {
  const withExamples = pages.map((page) => ({ page, examples: examplesOf(read(page)) }))
  for (const { page, examples } of withExamples.filter(({ examples }) => examples.length > 0)) {
    test(`of ${page}`, async () => {
      const { freely, renamed } = await withFreePorts(examples)
      const programs = new Map([...programsOf(read(page))].map(([name, text]) => [name, renamed(text)]))
      const outputs = await runSession(
        freely.map(({ command }) => command),
        programs,
      )
      for (const [index, { command, expected }] of freely.entries()) {
        const said = `$ ${command}\n${outputs[index]}`
        if (!patternOf(expected).test(outputs[index] ?? '')) expect(said).toBe(`$ ${command}\n${expected}`)
      }
    }, 20_000)
  }
})

/** The servers of the examples listen on ports that nobody else has. */
async function withFreePorts<Example extends Record<'command' | 'expected', string>>(
  examples: readonly Example[],
): Promise<{ freely: Example[]; renamed: (text: string) => string }> {
  const named = examples.flatMap(({ command }) => [...command.matchAll(/(?:localhost:|-p )(\d{4})\b/g)])
  const free = new Map<string, string>()
  for (const [, port = ''] of named) free.set(port, free.get(port) ?? String(await freePort()))
  const renamed = (text: string) => text.replace(/\b\d{4}\b/g, (word) => free.get(word) ?? word)
  const freely = examples.map((example) => ({
    ...example,
    command: renamed(example.command),
    expected: renamed(example.expected),
  }))
  return { freely, renamed }
}

async function freePort(): Promise<number> {
  const server = Bun.serve({ port: 0, fetch: () => new Response() })
  const { port } = server
  await server.stop(true)
  return port ?? 0
}

describe('every command has its page, with every flag and every example of its help', async () => {
  for (const { path, flags, examples } of await commandsBelow(root, [])) {
    test(path.join(' '), () => {
      const text = read(pageOf(path))
      for (const flag of flags) expect(text).toContain(`--${flag}`)
      expect(examples.length).toBeGreaterThan(0)
      // In a table a bar is escaped.
      for (const example of examples) expect(text.replaceAll('\\|', '|')).toContain(example)
    })
  }
})

/** Commands that are alike share the page of their group. */
function pageOf(path: readonly string[]): string {
  const page = `docs/${path.join('-')}.md`
  return pages.includes(page) || path.length === 1 ? page : pageOf(path.slice(0, -1))
}

interface Leaf {
  path: string[]
  flags: string[]
  examples: readonly string[]
}

const isHidden = async (command: Command) => Boolean((await resolved(command.meta))?.hidden)

async function commandsBelow(command: Command, path: string[]): Promise<Leaf[]> {
  const subcommands = await resolved(command.subCommands)
  const isOneOfMany = path[0] === 'completion'
  if (!subcommands || isOneOfMany) {
    const args: ArgsDef = (await resolved(command.args)) ?? {}
    const own = Object.entries(args).filter(
      ([name, { type }]) => type !== 'positional' && !(name in globalFlags),
    )
    return [{ path, flags: own.map(([name]) => name), examples: await declaredExamples(command) }]
  }
  const below = Object.entries(subcommands).map(async ([name, loader]) => {
    if (name.startsWith('_')) return []
    const next = await resolved(loader as () => Promise<Command>)
    return next && !(await isHidden(next)) ? commandsBelow(next, [...path, name]) : []
  })
  return (await Promise.all(below)).flat()
}

test('every link within the repository leads somewhere', () => {
  for (const page of pages) {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)(#[^)]*)?\)/g)]
    for (const [, target = ''] of links) {
      const path = join(repository, page, '..', target)
      expect({ page, target, exists: existsSync(path) }).toEqual({ page, target, exists: true })
    }
  }
})

test('the client libraries that are run are those that the page shows', () => {
  for (const [name, { version, flows, pointedBy }] of Object.entries(libraries)) {
    expect(read('docs/clients.md')).toContain(`| ${name} ${version} | ${flows} | ${pointedBy} |`)
  }
})

test('README names the day until which the documentation of Twitch was dealt with', () => {
  const named = read('README.md').match(/documentation of \d{4}-\d{2}-\d{2}/g)
  expect(named).toEqual([`documentation of ${documentedUntil}`])
})
