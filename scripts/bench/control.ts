import { Database } from 'bun:sqlite'

/**
 * The physical limit on this machine: a bare Bun.serve with one token look-up and one row look-up from the database
 * of the mock, or one list of twenty rows, or one insert.
 *
 *   bun scripts/bench/control.ts DATABASE
 */
const db = new Database(process.argv[2]!, { strict: true })
db.run('PRAGMA journal_mode = WAL')
db.run('PRAGMA synchronous = NORMAL')
db.run('CREATE TABLE IF NOT EXISTS bench (id INTEGER PRIMARY KEY, body TEXT)')
const token = db.prepare('SELECT client_id, user_id, scopes FROM access_tokens WHERE token = $token')
const user = db.prepare('SELECT * FROM users WHERE id = $id')
const streams = db.prepare(
  `SELECT * FROM streams JOIN users ON users.id = user_id JOIN channels ON broadcaster_id = user_id
   WHERE streams.game_id = $id ORDER BY viewer_count DESC LIMIT 20`,
)
const insert = db.prepare('INSERT INTO bench (body) VALUES ($body) RETURNING id')

const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const found = token.get({ token: request.headers.get('authorization')!.slice(7) })
    if (!found) return new Response(null, { status: 401 })
    if (request.method === 'POST') return Response.json(insert.get({ body: await request.text() }))
    const id = request.url.slice(request.url.indexOf('=') + 1)
    return Response.json({
      data: request.url.includes('/streams') ? streams.all({ id }) : [user.get({ id })],
    })
  },
})
console.log(server.port)
