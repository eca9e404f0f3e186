import { Database } from 'bun:sqlite'
import { join, relative } from 'node:path'
import { generate } from '../src/mock/generation/generate.ts'
import { openMock } from '../src/mock/resources/open.ts'
import { startServer } from '../src/mock/server/start.ts'

/**
 * Prints the files through which a poll goes, from the socket of the request to the socket of the event: those that are
 * on the stack when the body of the request is read, when the poll is written, when what the event tells and who has
 * subscribed is looked up, and when the event is sent.
 *
 *   bun scripts/walk.ts
 */
if (process.env.BUN_JSC_useTailCalls === undefined) {
  // A tail call takes its caller off the stack.
  const env = { ...process.env, BUN_JSC_useTailCalls: '0' }
  process.exit(
    Bun.spawnSync([process.execPath, import.meta.path], { env, stdio: ['ignore', 'inherit', 'inherit'] })
      .exitCode,
  )
}

Error.stackTraceLimit = Number.POSITIVE_INFINITY
const root = join(import.meta.dir, '..')
const met = new Set<string>()
let stage: 'not yet' | 'asked' | 'written' = 'not yet'

function note(): void {
  for (const line of new Error().stack!.split('\n').reverse()) {
    const [, path = ''] = /\(?(\/[^():]+):\d+:\d+\)?$/.exec(line) ?? []
    const file = relative(root, path)
    if (file.startsWith('src/')) met.add(file)
  }
}

/** Looks whenever one of the methods is called. */
function watch(object: object, names: readonly string[], look: () => void): void {
  const methods = object as Record<string, (...args: unknown[]) => unknown>
  for (const name of names) {
    const method = methods[name]!
    methods[name] = function (...args) {
      look()
      return method.apply(this, args)
    }
  }
}

watch(Request.prototype, ['bytes'], () => {
  if (stage === 'asked') note()
})
const { prepare } = Database.prototype
Database.prototype.prepare = function (this: Database, sql: string) {
  const statement = Reflect.apply(prepare, this, [sql])
  if (sql.startsWith('INSERT INTO polls')) {
    watch(statement, ['run'], () => {
      if (stage === 'asked') note()
      if (stage === 'asked') stage = 'written'
    })
  }
  watch(statement, ['get', 'all'], () => {
    if (stage === 'written') note()
  })
  return statement
} as typeof prepare
const { serve } = Bun
Bun.serve = ((options: { websocket: { open(socket: object): void } }) => {
  const { open } = options.websocket
  options.websocket.open = (socket) => {
    watch(socket, ['send'], () => {
      if (stage === 'written') note()
    })
    open(socket)
  }
  return serve(options as never)
}) as never

const store = openMock({ path: ':memory:', seed: 1 })
await generate(store, { count: 2 })
const server = startServer({ store, port: 0 })
// biome-ignore lint/suspicious/noExplicitAny: whatever the server says
async function ask(path: string, body?: object, headers: Record<string, string> = {}): Promise<any> {
  const init = body && { method: 'POST', body: JSON.stringify(body), headers }
  return (await fetch(`${server.url}${path}`, init)).json()
}
const [{ ID: client_id }] = (await ask('/units/clients')).data
const [{ id: broadcaster_id }] = (await ask('/units/users')).data
const grant = { client_id, user_id: broadcaster_id, scopes: ['channel:manage:polls'] }
const { token } = await ask('/units/tokens', grant)
const headers = { Authorization: `Bearer ${token}`, 'Client-Id': client_id }
const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws`)
const message = () =>
  new Promise<{ metadata: { message_type: string }; payload: { session: { id: string } } }>((resolve) => {
    socket.onmessage = ({ data }) => resolve(JSON.parse(data))
  })
const session_id = (await message()).payload.session.id
const condition = { broadcaster_user_id: broadcaster_id }
const transport = { method: 'websocket', session_id }
await ask(
  '/mock/eventsub/subscriptions',
  { type: 'channel.poll.begin', version: '1', condition, transport },
  headers,
)
const told = message()
stage = 'asked'
const choices = [{ title: 'Yes' }, { title: 'No' }]
await ask('/mock/polls', { broadcaster_id, title: 'Again?', choices, duration: 60 }, headers)
if ((await told).metadata.message_type !== 'notification') throw new Error('the event did not come')
console.log(`${met.size} files:\n  ${[...met].join('\n  ')}`)
socket.close()
await server.stop()
store.close()
