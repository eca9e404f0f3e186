import { Elysia } from 'elysia'
import { categoryUnits } from '../helix/games/store.ts'
import { streamUnits } from '../helix/streams/store.ts'
import { subscriptionUnits } from '../helix/subscriptions/store.ts'
import { tagUnits } from '../helix/tags/store.ts'
import { teamUnits } from '../helix/teams/store.ts'
import { userColumns } from '../helix/users/store.ts'
import { videoUnits } from '../helix/videos/store.ts'
import { count, type Listing, page } from '../store/page.ts'
import { rowReader } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

const DEFAULT_FIRST = 20
const MAXIMUM_FIRST = 100

/** The generated data, one query a resource. Each has an `id` (or `ID`) to filter by. */
const units = (store: Store): Record<string, Listing<object>> => ({
  categories: categoryUnits,
  clients: {
    sql: 'SELECT rowid AS _row, id AS ID, secret AS Secret, name AS Name, is_extension AS IsExtension FROM clients',
    key: ['_row'],
    read: rowReader<{ IsExtension: boolean }>({ booleans: ['IsExtension'] }),
  },
  streams: streamUnits,
  subscriptions: subscriptionUnits,
  tags: tagUnits,
  teams: teamUnits,
  users: { sql: `SELECT rowid AS _row, ${userColumns} FROM users`, key: ['_row'] },
  videos: videoUnits(store),
})

/** /units: what was generated, without any token. */
export function unitsApp(store: Store) {
  const app = new Elysia({ prefix: '/units' })
  for (const [name, listing] of Object.entries(units(store))) {
    app.get(`/${name}`, ({ query }) => list(store, listing, query))
  }
  return app
}

function list(store: Store, listing: Listing<object>, query: Record<string, string>) {
  const filtered = query.id
    ? { ...listing, sql: `SELECT * FROM (${listing.sql}) WHERE id = $id`, params: { id: query.id } }
    : listing
  const first = Math.min(Math.max(Number(query.first) || DEFAULT_FIRST, 1), MAXIMUM_FIRST)
  const { items, cursor } = page(store, filtered, { first, after: query.after || undefined })
  return { cursor: cursor ?? '', total: count(store, filtered), data: items }
}
