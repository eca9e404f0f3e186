import { describe, expect, test } from 'bun:test'
import { ChatSession } from '../../../src/mock/irc/session.ts'
import { findToken, revokeToken, TOKEN_LIFETIME_MS } from '../../../src/mock/resources/accounts/store.ts'
import { insertEmote } from '../../../src/mock/resources/chat/emotes/store.ts'
import { subscribe } from '../../../src/mock/resources/subscriptions/store.ts'
import { ALL, ChatClient, chatIn, tagsOf, tokenOf } from '../../support/chat-client.ts'
import { HandScheduler } from '../../support/scheduler.ts'
import { World } from '../../support/world.ts'

const welcome = (login: string) => [
  `:tmi.twitch.tv 001 ${login} :Welcome, GLHF!`,
  `:tmi.twitch.tv 002 ${login} :Your host is tmi.twitch.tv`,
  `:tmi.twitch.tv 003 ${login} :This server is rather new`,
  `:tmi.twitch.tv 004 ${login} :-`,
  `:tmi.twitch.tv 375 ${login} :-`,
  `:tmi.twitch.tv 372 ${login} :You are in a maze of twisty passages, all alike.`,
  `:tmi.twitch.tv 376 ${login} :>`,
]

describe('a login', () => {
  test.each([
    ['PASS before NICK', (token: string) => [`PASS oauth:${token}`, 'NICK viewer']],
    ['NICK before PASS', (token: string) => ['NICK viewer', `PASS oauth:${token}`]],
    [
      'lower-case commands',
      (token: string) => [`pass oauth:${token}`, 'nick Viewer', 'user viewer 8 * :viewer'],
    ],
  ])('takes %s', (_, lines) => {
    const world = new World()
    const client = new ChatClient(chatIn(world))
    client.send(...lines(tokenOf(world, world.viewer)))
    expect(client.take()).toEqual(welcome('viewer'))
  })

  test('is followed by the global state of the user', () => {
    const world = new World()
    const client = new ChatClient(chatIn(world))
    client.send(ALL, `PASS oauth:${tokenOf(world, world.viewer)}`, 'NICK viewer')
    const lines = client.take()
    expect(lines[0]).toBe(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands twitch.tv/membership')
    expect(lines.slice(1, 8)).toEqual(welcome('viewer'))
    expect(lines.slice(8)).toEqual([
      '@badge-info=;badges=;color=;display-name=Viewer;user-type=;emote-sets=0;user-id=1003 ' +
        ':tmi.twitch.tv GLOBALUSERSTATE',
    ])
  })

  test.each([
    ['1000', '0,301'],
    ['2000', '0,301,302'],
  ] as const)('tells a subscriber of tier %s of the emote sets %s', (tier, sets) => {
    const world = new World()
    const ofBroadcaster = { owner_id: '1001', emote_type: 'subscriptions' } as const
    for (const [emote_set_id, tier] of [
      ['301', '1000'],
      ['302', '2000'],
      ['303', '3000'],
    ] as const) {
      const id = `emotesv2_${emote_set_id}`
      const emote = { id, name: `broad${emote_set_id}`, emote_set_id, tier }
      insertEmote(world.store, { ...ofBroadcaster, ...emote, format: ['static'] })
    }
    subscribe(world.store, { broadcaster_id: '1001', user_id: '1003', tier })
    const client = new ChatClient(chatIn(world))
    client.send(ALL, `PASS oauth:${tokenOf(world, world.viewer)}`, 'NICK viewer')
    expect(client.take().at(-1)).toContain(`;emote-sets=${sets};`)
  })

  test('is not needed to read', () => {
    const world = new World()
    const client = new ChatClient(chatIn(world))
    client.send(
      'PASS SCHMOOPIIE',
      'NICK justinfan123',
      'CAP REQ :twitch.tv/tags twitch.tv/commands',
      'JOIN #broadcaster',
    )
    expect(client.takePlain().slice(7)).toEqual([
      ':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands',
      ':justinfan123!justinfan123@justinfan123.tmi.twitch.tv JOIN #broadcaster',
      ':justinfan123.tmi.twitch.tv 353 justinfan123 = #broadcaster :justinfan123',
      ':justinfan123.tmi.twitch.tv 366 justinfan123 #broadcaster :End of /NAMES list',
      ':tmi.twitch.tv ROOMSTATE #broadcaster',
    ])
    client.send('PRIVMSG #broadcaster :hello')
    expect(client.take()).toEqual([])
  })

  test.each<[string, string, (world: World) => string]>([
    ['a password without oauth:', 'Improperly formatted auth', (world) => tokenOf(world, world.viewer)],
    ['an unknown token', 'Login authentication failed', () => 'oauth:nobody'],
    [
      'a token without chat:read',
      'Login authentication failed',
      (world) => `oauth:${tokenOf(world, world.viewer, ['chat:edit'])}`,
    ],
  ])('is refused with %s, and the connection ends', (_, reason, pass) => {
    const world = new World()
    const client = new ChatClient(chatIn(world))
    client.send(`PASS ${pass(world)}`, 'NICK viewer', 'JOIN #broadcaster')
    expect(client.take()).toEqual([`:tmi.twitch.tv NOTICE * :${reason}`])
    expect(client.hasEnded).toBe(true)
  })

  test('that never comes ends the connection after half a minute', () => {
    const world = new World()
    const client = new ChatClient(chatIn(world))
    client.send('NICK viewer')
    world.advance(29)
    expect(client.hasEnded).toBe(false)
    world.advance(1)
    expect(client.take()).toEqual([':tmi.twitch.tv NOTICE * :Login unsuccessful'])
    expect(client.hasEnded).toBe(true)
  })

  test.each<[string, (world: World, token: string) => void]>([
    ['expires', (world) => world.advance(TOKEN_LIFETIME_MS / 1000)],
    ['is revoked', (world, token) => revokeToken(world.store, findToken(world.store, token)!)],
  ])('is over when its token %s', (_, end) => {
    const world = new World()
    const client = new ChatClient(chatIn(world))
    const token = tokenOf(world, world.viewer)
    client.send(`PASS oauth:${token}`, 'NICK viewer')
    world.scheduler.after(0, () => client.send('PONG :tmi.twitch.tv'))
    client.take()
    const pong = () => client.send('PONG :tmi.twitch.tv')
    for (let at = 0; at < TOKEN_LIFETIME_MS; at += 200_000) world.scheduler.after(at, pong)
    end(world, token)
    expect(client.take().at(-1)).toBe(':tmi.twitch.tv NOTICE * :Login authentication failed')
    expect(client.hasEnded).toBe(true)
  })

  test('ends too many at a time, if limits are enforced', () => {
    const world = new World({ rateLimit: true })
    const chat = chatIn(world)
    const pass = `PASS oauth:${tokenOf(world, world.viewer)}`
    const clients = Array.from({ length: 21 }, () => new ChatClient(chat))
    for (const client of clients) client.send(pass, 'NICK viewer')
    expect(clients.map(({ hasEnded }) => hasEnded)).toEqual([...Array(20).fill(false), true])
    expect(clients.at(-1)!.take()).toEqual([':tmi.twitch.tv NOTICE * :Login unsuccessful'])
  })
})

describe('capabilities', () => {
  test('are listed, taken, and refused where they are unknown', () => {
    const client = new ChatClient(chatIn(new World()))
    client.send('CAP LS 302', 'CAP REQ :twitch.tv/tags unknown', 'cap req :twitch.tv/commands', 'CAP END')
    expect(client.take()).toEqual([
      ':tmi.twitch.tv CAP * LS :twitch.tv/tags twitch.tv/commands twitch.tv/membership',
      ':tmi.twitch.tv CAP * NAK :twitch.tv/tags unknown',
      ':tmi.twitch.tv CAP * ACK :twitch.tv/commands',
    ])
  })
})

describe('a connection', () => {
  test('answers PING, and ends when its client does not', () => {
    const world = new World()
    const client = ChatClient.loggedIn(world, chatIn(world), world.viewer)
    client.send('PING :12345', 'PING')
    expect(client.take()).toEqual([
      ':tmi.twitch.tv PONG tmi.twitch.tv :12345',
      ':tmi.twitch.tv PONG tmi.twitch.tv :tmi.twitch.tv',
    ])
    world.advance(239.999)
    expect(client.take()).toEqual([])
    world.advance(0.001)
    expect(client.take()).toEqual(['PING :tmi.twitch.tv'])
    client.send('PONG :tmi.twitch.tv')
    world.advance(240)
    expect(client.take()).toEqual(['PING :tmi.twitch.tv'])
    expect(client.hasEnded).toBe(false)
    world.advance(240)
    expect(client.hasEnded).toBe(true)
  })

  test.each([
    [9999, false],
    [10_000, true],
  ])(
    'whose clock is moved has real time to answer PING: after %i ms without, it is over: %p',
    (ms, isOver) => {
      const world = new World()
      let real = 0
      let hasEnded = false
      const ignore = () => {}
      const session = new ChatSession({
        store: world.store,
        scheduler: world.scheduler,
        network: new HandScheduler(() => real),
        socket: { transport: 'tcp', send: ignore, end: () => (hasEnded = true), waiting: () => 0 },
        mayLogIn: () => true,
        onLogin: ignore,
        onMessage: ignore,
        onEnd: ignore,
        onFault: ignore,
      })
      session.receive('PASS SCHMOOPIIE\r\nNICK justinfan123\r\n')
      world.advance(240)
      real = ms
      world.advance(240)
      expect(hasEnded).toBe(isOver)
    },
  )

  test('ends with QUIT, and with a client that does not read', () => {
    const world = new World()
    const chat = chatIn(world)
    const [quitter, sleeper] = [world.viewer, world.other].map((user) =>
      ChatClient.loggedIn(world, chat, user),
    )
    quitter!.send('QUIT :bye')
    expect(quitter!.hasEnded).toBe(true)
    sleeper!.waiting = 16 * 1024 * 1024
    sleeper!.send('PING')
    expect(sleeper!.hasEnded).toBe(false)
    sleeper!.waiting++
    sleeper!.send('PING')
    expect(sleeper!.hasEnded).toBe(true)
  })

  test('ignores malformed lines, and says what it does not know', () => {
    const world = new World()
    const client = ChatClient.loggedIn(world, chatIn(world), world.viewer)
    client.send(':::', '@', '12', 'PRIVMSG', 'JOIN', 'PART nowhere', 'USERHOST viewer')
    expect(client.take()).toEqual([':tmi.twitch.tv 421 viewer USERHOST :Unknown command'])
    expect(tagsOf('@a=b;c= x')).toEqual({ a: 'b', c: '' })
  })
})
