import { expect, test } from 'bun:test'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { emptyHome } from '../../support/binary.ts'
import { World } from '../../support/world.ts'

test('a new database and its side files are for their owner alone', () => {
  const path = join(emptyHome(), 'mock.db')
  const world = new World({ path })
  world.user('2001', 'Another')
  for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
})
