import { expect, test } from 'bun:test'
import { join } from 'node:path'
import { readDeclared } from '../../scripts/drift/declared.ts'
import { documentedUntil } from '../../src/twitch/documentation.ts'
import { documentationOf, folderOf } from '../support/documentation.ts'

const pages = documentationOf(await readDeclared(), documentedUntil)
const polls = 'api/reference/polls.md'
const nothing =
  '0 differences, 0 more that docs/deviations.md explains, 0 pages not read, 0 statements not compared; ' +
  `the change log was dealt with until ${documentedUntil}\n`

async function drift(...args: string[]) {
  const child = Bun.spawn(['bun', join(import.meta.dir, '../../scripts/drift.ts'), ...args], {
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const [stdout, stderr] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { exitCode: await child.exited, stdout, stderr }
}

test('a folder without a difference: no line, and 0', async () => {
  expect(await drift(await folderOf(pages))).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `${pages.size} pages read; ${nothing}`,
  })
})

test('a folder with a difference: its line, and 1', async () => {
  const newer = new Map(pages).set('change-log.md', '## 2099-01-02')
  expect(await drift(await folderOf(newer))).toMatchObject({
    exitCode: 1,
    stdout: `change-log.md: 2099-01-02 is newer than ${documentedUntil}\n`,
  })
})

test('a page that cannot be read: 2, and for scripts an object', async () => {
  const { exitCode, stdout } = await drift(await folderOf(new Map(pages).set(polls, '')), '--json')
  expect({ exitCode, report: JSON.parse(stdout) }).toEqual({
    exitCode: 2,
    report: {
      documentedUntil,
      differences: [],
      unread: [{ page: polls, reason: 'no entry was recognized in it' }],
      notCompared: [],
      explained: [],
    },
  })
})

test('neither a folder nor --fetch, or both: how it is used, and 64', async () => {
  const refused = {
    exitCode: 64,
    stdout: '',
    stderr: 'usage: bun scripts/drift.ts FOLDER | --fetch [--base URL] [--json]\n',
  }
  expect(await drift()).toEqual(refused)
  expect(await drift('folder', '--fetch')).toEqual(refused)
})

test('--fetch reads the pages from a server, and says which it does not get', async () => {
  const server = Bun.serve({
    port: 0,
    fetch({ url }) {
      const text = pages.get(new URL(url).pathname.replace('/docs/', ''))
      return new Response(text ?? 'none', { status: text === undefined ? 404 : 200 })
    },
  })
  expect(await drift('--fetch', '--base', `${server.url}docs`)).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: `${pages.size} pages read; ${nothing}`,
  })
  expect(await drift('--fetch', '--base', `${server.url}elsewhere/`)).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^not read: llms.txt: 404 Not Found\nnot read: change-log.md: 404 Not Found\n0 pages/,
    ),
  })
  await server.stop(true)
})
