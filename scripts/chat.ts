import { connect, type Socket } from 'node:net'
import fc from 'fast-check'
import { emptyHome, startMock } from '../tests/support/binary.ts'

/**
 * Chat under load and under nonsense, against the executable.
 *
 *   bun scripts/chat.ts load [CLIENTS] [MESSAGES]   every message to every client of one room, in order
 *   bun scripts/chat.ts fuzz [LINES] [SEED]         lines of nonsense; the server must answer PING afterwards
 */
const [what, ...numbers] = process.argv.slice(2)
const mock = await startMock(emptyHome(), '--db', ':memory:', '--irc-port', '0')
const port = Number(/Chat over IRC on port (\d+)/.exec(mock.log())![1])
const { data: users } = (await (await fetch(`${mock.url}/units/users`)).json()) as {
  data: { id: string; login: string }[]
}
const { data: clients } = (await (await fetch(`${mock.url}/units/clients`)).json()) as {
  data: { ID: string; Secret: string }[]
}

try {
  if (what === 'load') await load(Number(numbers[0] ?? 200), Number(numbers[1] ?? 10_000))
  else if (what === 'fuzz')
    await fuzz(Number(numbers[0] ?? 100_000), Number(numbers[1] ?? Math.trunc(performance.timeOrigin)))
  else throw new Error('usage: bun scripts/chat.ts load|fuzz')
} finally {
  await mock.stop()
}

async function load(count: number, messages: number): Promise<void> {
  const room = users[0]!.login
  const speaker = await loggedIn(users[1]!)
  const hearers = await Promise.all(Array.from({ length: count }, (_, n) => hearerOf(room, n)))
  const began = performance.now()
  for (let n = 0; n < messages; n++) speaker.write(`PRIVMSG #${room} :${n}\r\n`)
  await Promise.all(hearers.map((hearer) => hearer.heard(messages)))
  const seconds = (performance.now() - began) / 1000
  const inOrder = hearers.every(({ texts }) => texts.every((text, n) => text === String(n)))
  const total = count * messages
  console.log(
    `${messages} messages to ${count} clients in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} lines/s`,
  )
  console.log(inOrder ? 'every one to everyone, in order' : 'OUT OF ORDER')
  if (!inOrder) process.exitCode = 1
  for (const { socket } of hearers) socket.destroy()
  speaker.destroy()
}

async function hearerOf(room: string, n: number) {
  const socket = connect(port, '127.0.0.1')
  const texts: string[] = []
  let rest = ''
  let wanted = { count: Number.POSITIVE_INFINITY, reached: () => {} }
  const { promise: joined, resolve: join } = Promise.withResolvers<void>()
  socket.on('data', (data) => {
    const lines = (rest + data.toString()).split('\r\n')
    rest = lines.pop()!
    for (const line of lines) {
      if (line.includes(' 366 ')) join()
      const [, text] = / PRIVMSG #\S+ :(.*)$/.exec(line) ?? []
      if (text !== undefined) texts.push(text)
    }
    if (texts.length >= wanted.count) wanted.reached()
  })
  socket.write(`NICK justinfan${n}\r\nJOIN #${room}\r\n`)
  await joined
  const heard = (count: number) =>
    new Promise<void>((reached) => {
      wanted = { count, reached }
      if (texts.length >= count) reached()
    })
  return { socket, texts, heard }
}

async function fuzz(count: number, seed: number): Promise<void> {
  console.log(`SEED=${seed}`)
  const room = users[0]!.login
  const word = fc.oneof(
    fc.constantFrom(
      'PRIVMSG',
      'JOIN',
      'PART',
      'CAP',
      'REQ',
      'PING',
      'NICK',
      'PASS',
      'WHO',
      `#${room}`,
      `#${users[1]!.login}`,
      ':',
    ),
    fc.constantFrom(
      ':twitch.tv/tags',
      '\x01ACTION',
      '\x01',
      '@a=b;c',
      '@reply-parent-msg-id=x',
      ':/ban',
      'Kappa',
      'Cheer100',
      '0',
      '\0',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  const nonsense = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))
  const command = fc.constantFrom(
    `PRIVMSG #${room} :`,
    `JOIN #`,
    `PART #${room},`,
    'CAP REQ :',
    '@client-nonce=',
  )
  const line = fc.oneof(
    nonsense,
    fc.tuple(command, nonsense).map((parts) => parts.join('')),
  )
  const lines = fc.sample(line, { numRuns: count, seed })
  let socket = await loggedIn(users[1]!)
  const began = performance.now()
  for (const [n, text] of lines.entries()) {
    if (socket.destroyed || socket.readyState !== 'open') socket = await loggedIn(users[1]!)
    if (!socket.write(`${text}\r\n`)) await new Promise((resolve) => socket.once('drain', resolve))
    if (n % 1000 === 999) await answers(socket)
  }
  await answers(await loggedIn(users[2]!))
  const faults = mock.log().match(/^.*(error|Error).*$/gm) ?? []
  console.log(
    `${count} lines in ${((performance.now() - began) / 1000).toFixed(1)} s, ${faults.length} faults in the log`,
  )
  for (const fault of faults.slice(0, 5)) console.log(fault)
  if (faults.length > 0) process.exitCode = 1
}

async function loggedIn({ id, login }: { id: string; login: string }): Promise<Socket> {
  const query = new URLSearchParams({
    client_id: clients[0]!.ID,
    client_secret: clients[0]!.Secret,
    grant_type: 'user_token',
    user_id: id,
    scope: 'chat:read chat:edit',
  })
  const response = await fetch(`${mock.url}/auth/authorize?${query}`, { method: 'POST' })
  const { access_token } = (await response.json()) as { access_token: string }
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`PASS oauth:${access_token}\r\nNICK ${login}\r\n`)
  await answers(socket)
  return socket
}

/** The server answers a PING that comes after all that was said. */
async function answers(socket: Socket): Promise<void> {
  const token = `t${performance.now()}`
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer to PING')), 60_000)
    const done = () => {
      clearTimeout(timer)
      socket.off('data', listen)
      socket.off('close', done)
      resolve()
    }
    let text = ''
    const listen = (data: Buffer) => {
      text = (text + data.toString()).slice(-100_000)
      if (text.includes(token)) done()
    }
    socket.on('data', listen)
    // A client may be sent away, such as for a line without end.
    socket.on('close', done)
    socket.write(`PING :${token}\r\n`)
  })
}
