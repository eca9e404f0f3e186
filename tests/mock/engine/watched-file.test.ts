import { Database } from 'bun:sqlite'
import { afterAll, expect, test } from 'bun:test'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileLost, openMock, type Store } from '../../../src/mock/resources/open.ts'
import { insertUser } from '../../../src/mock/resources/users/store.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { World } from '../../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'watched-'))
afterAll(() => rmSync(folder, { recursive: true }))

function serving(store: Store) {
  const faults: unknown[] = []
  const mock = createMock({ store, onFault: (fault) => faults.push(fault) })
  const create = async (login: string) => {
    const body = JSON.stringify({ login })
    const response = await mock.fetch(new Request('http://localhost/units/users', { method: 'POST', body }))
    return { status: response.status, body: await response.json() }
  }
  return { create, faults }
}

/** What somebody does to the file of a server that runs, and who is in which file afterwards. */
test.each([
  ['removed', (path: string) => rmSync(path), {}],
  ['removed', (path: string) => renameSync(path, `${path}.away`), { '.away': ['one', 'two'] }],
  ['replaced', (path: string) => renameSync(`${path}.snapshot`, path), { '': ['one'] }],
  ['overwritten', (path: string) => copyFileSync(`${path}.snapshot`, path), { '': ['one'] }],
  ['overwritten', (path: string) => truncateSync(path, 0), {}],
])('a file that is %s takes no more writes, and stays as it was put: %#', async (what, deed, left) => {
  const path = join(mkdtempSync(join(folder, 'file-')), 'mock.db')
  const before = openMock({ path, keeps: true })
  await serving(before).create('one')
  before.close()
  copyFileSync(path, `${path}.snapshot`)
  const store = openMock({ path, keeps: true })
  const { create, faults } = serving(store)
  expect((await create('two')).status).toBe(201)
  deed(path)
  const remedy = 'restart it to serve the file as it is now'
  const message = `the database ${path} was ${what} while the server was running: ${remedy}`
  expect(await create('three')).toEqual({
    status: 500,
    body: { error: 'Internal Server Error', status: 500, message: `${message.replace('the', 'The')}.` },
  })
  expect(faults).toEqual([new FileLost(message)])
  expect(() => store.checkFile()).toThrow(message)
  store.close()

  expect(['-wal', '-shm'].filter((suffix) => existsSync(path + suffix))).toEqual([])
  for (const [suffix, logins] of Object.entries(left)) {
    const db = new Database(path + suffix)
    expect(db.query('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    const rows = db.query<{ login: string }, []>('SELECT login FROM users ORDER BY rowid').all()
    expect(rows.map(({ login }) => login)).toEqual(logins)
    db.close()
  }
})

test.each([
  ['mode', (path: string) => chmodSync(path, 0o640)],
  ['name', (path: string) => linkSync(path, `${path}.link`)],
])('a file that has got another %s is the same file', async (_, deed) => {
  const path = join(mkdtempSync(join(folder, 'file-')), 'mock.db')
  const store = openMock({ path, keeps: true })
  const { create, faults } = serving(store)
  await create('one')
  deed(path)
  expect((await create('two')).status).toBe(201)
  rmSync(path)
  expect((await create('three')).status).toBe(500)
  expect(faults).toHaveLength(1)
  store.close()
})

test('what another process of ours writes is no loss', async () => {
  const path = join(folder, 'shared.db')
  const world = new World({ path })
  const other = openMock({ path })
  const description = 'x'.repeat(1000)
  for (let n = 0; n < 200; n++) {
    other.transaction(() => {
      for (let row = 0; row < 50; row++)
        insertUser(other, { ...world.viewer, id: `${n}-${row}`, login: `n${n}r${row}`, description })
    })
  }
  other.close()
  expect((await world.send('POST', '/units/users', { body: { login: 'mine' } })).status).toBe(201)
  expect(world.store.get('SELECT count(*) AS n FROM users')).toEqual({ n: 10_005 })
})

test('one server a file', () => {
  const path = join(folder, 'served.db')
  const first = openMock({ path, keeps: true })
  const open = () => openMock({ path, keeps: true })
  expect(open).toThrow(`the database ${path} is served already, by a server that is starting`)
  first.servedAt('http://localhost:1234')
  expect(open).toThrow(`the database ${path} is served already, at http://localhost:1234`)
  openMock({ path }).close()
  first.close()
  const second = open()
  expect(open).toThrow(`the database ${path} is served already, by a server that is starting`)
  second.close()
})

test('what another program writes to the database is no harm, also when it moves the pages of the WAL', async () => {
  const path = join(mkdtempSync(join(folder, 'file-')), 'mock.db')
  const store = openMock({ path, keeps: true })
  const { create, faults } = serving(store)
  const other = new Database(path)
  other.run('CREATE TABLE other_things (thing TEXT)')
  for (const login of ['one', 'two', 'three']) {
    for (let n = 0; n < 10; n++) other.run('INSERT INTO other_things VALUES (?)', ['x'.repeat(10_000)])
    other.run('PRAGMA wal_checkpoint')
    expect(() => store.checkFile()).not.toThrow()
    expect((await create(login)).status).toBe(201)
  }
  other.close()
  store.close()
  expect(faults).toEqual([])
})
