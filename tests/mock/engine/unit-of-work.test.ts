import { Database } from 'bun:sqlite'
import { afterAll, describe, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { World } from '../../support/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'turn-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('requests of one turn of the event loop', () => {
  test('are committed together, and then published in their order', async () => {
    const path = join(folder, 'together.db')
    const world = new World({ path })
    const outside = new Database(path, { readonly: true })
    const seen: [told: string, inTheFile: unknown][] = []
    world.store.on('user.update', ({ description }) => {
      seen.push([description, outside.query("SELECT description FROM users WHERE id = '1001'").get()])
    })
    const api = world.as(world.broadcaster, 'user:edit')
    const describeAs = (description: string) => api.put('/users', undefined, { description })
    const replies = await Promise.all(['one', 'two', 'three'].map(describeAs))
    expect(replies.map(({ status, body }) => [status, body.data[0].description])).toEqual([
      [200, 'one'],
      [200, 'two'],
      [200, 'three'],
    ])
    expect(seen).toEqual([
      ['one', { description: 'three' }],
      ['two', { description: 'three' }],
      ['three', { description: 'three' }],
    ])
    outside.close()
  })

  test('fail each by itself', async () => {
    const world = new World()
    const replies = await Promise.all(
      ['new_one', 'broadcaster', 'new_two'].map((login) => create(world, login)),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 409, 201])
    expect(newLogins(world)).toEqual(['new_one', 'new_two'])
  })

  test('are all told when they cannot be committed; nothing of them stays or is published', async () => {
    const world = new World()
    // SQLite looks at what is deferred when it commits.
    world.store.db.run('CREATE TABLE broken (id TEXT REFERENCES users DEFERRABLE INITIALLY DEFERRED)')
    world.store.db.run(
      `CREATE TRIGGER breaking AFTER UPDATE ON users WHEN new.description = 'broken'
       BEGIN INSERT INTO broken VALUES ('nobody'); END`,
    )
    const emitted = world.emitted('user.update')
    const change = (description: string) =>
      asked(world, 'PATCH', `/units/users/${world.broadcaster.id}`, { description })
    const mint = () =>
      asked(
        world,
        'POST',
        `/auth/token?client_id=${world.client.id}&client_secret=${world.client.secret}&grant_type=client_credentials`,
      )
    const message = 'An unexpected error occurred.'
    expect(await Promise.all([change('whole'), change('broken'), mint()])).toEqual([
      { status: 500, body: { error: 'Internal Server Error', status: 500, message } },
      { status: 500, body: { error: 'Internal Server Error', status: 500, message } },
      { status: 500, body: { status: 500, message } },
    ])
    expect(world.faults.map(String)).toEqual(Array(3).fill('SQLiteError: FOREIGN KEY constraint failed'))
    expect(emitted).toEqual([])
    expect(world.store.get('SELECT count(*) AS n FROM access_tokens')).toEqual({ n: 0 })
    expect((await change('whole')).body).toMatchObject({ id: world.broadcaster.id, description: 'whole' })
    expect(emitted).toMatchObject([{ description: 'whole' }])
  })
})

test('a write waits for another process, and keeps nobody from reading', async () => {
  const path = join(folder, 'waiting.db')
  const world = new World({ path })
  const other = new Database(path)
  other.run('BEGIN IMMEDIATE')
  other.run("UPDATE users SET description = 'theirs' WHERE id = '1001'")
  let isWritten = false
  const written = create(world, 'new_one').finally(() => {
    isWritten = true
  })
  const { status, body } = await world.send('GET', '/units/users/1001')
  expect({ status, description: body.description, isWritten }).toEqual({
    status: 200,
    description: '',
    isWritten: false,
  })
  other.run('COMMIT')
  other.close()
  expect((await written).status).toBe(201)
  expect((await world.send('GET', '/units/users/1001')).body.description).toBe('theirs')
})

const create = (world: World, login: string) => world.send('POST', '/units/users', { body: { login } })

const newLogins = (world: World) =>
  world.store
    .all<{ login: string }>("SELECT login FROM users WHERE login LIKE 'new%' ORDER BY rowid")
    .map(({ login }) => login)

async function asked(world: World, method: string, path: string, body?: object) {
  const request = new Request(`http://localhost${path}`, { method, body: body && JSON.stringify(body) })
  const response = await world.mock.fetch(request)
  return { status: response.status, body: await response.json() }
}
