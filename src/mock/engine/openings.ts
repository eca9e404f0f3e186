import type { Rows } from './rows.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** The table that counts how often a file was opened. */
export const openingTables = 'CREATE TABLE IF NOT EXISTS openings (id INTEGER PRIMARY KEY) STRICT;'

/** The seed of this opening of a file: each opening draws other IDs, even with the same `seed`. */
export function seedOfOpening(rows: Rows, unitOfWork: UnitOfWork, seed: number | undefined): number {
  const sql = 'INSERT INTO openings DEFAULT VALUES RETURNING id'
  const opening = unitOfWork.transaction(() => rows.get<{ id: number }>(sql, {})!).id
  const start = seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!
  return Bun.hash.xxHash32(`${start}:${opening}`)
}
