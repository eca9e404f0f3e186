import type { Chat } from '../../src/mock/irc/app.ts'
import type { ChatSession } from '../../src/mock/irc/session.ts'
import { issueToken } from '../../src/mock/resources/accounts/store.ts'
import type { StoredUser } from '../../src/mock/resources/users/store.ts'
import type { Scope } from '../../src/twitch/scopes.ts'
import type { World } from './world.ts'

/** Chat over IRC in a world. */
export const chatIn = (world: World): Chat => world.mock.chat

export const ALL = 'CAP REQ :twitch.tv/tags twitch.tv/commands twitch.tv/membership'

/** A chat client that is written by hand. */
export class ChatClient {
  readonly session: ChatSession
  #received = ''
  hasEnded = false
  /** Bytes that the client has not taken. */
  waiting = 0

  constructor(chat: Chat) {
    this.session = chat.connect({
      transport: 'tcp',
      send: (lines) => {
        this.#received += lines
      },
      end: () => {
        this.hasEnded = true
      },
      waiting: () => this.waiting,
    })
  }

  /** A client of a user that has logged in and has all capabilities; what it was told so far is forgotten. */
  static loggedIn(world: World, chat: Chat, user: StoredUser, ...channels: string[]): ChatClient {
    const client = new ChatClient(chat)
    client.send(ALL, `PASS oauth:${tokenOf(world, user)}`, `NICK ${user.login}`)
    for (const channel of channels) client.send(`JOIN ${channel}`)
    client.take()
    return client
  }

  send(...lines: string[]): void {
    for (const line of lines) this.session.receive(`${line}\r\n`)
  }

  /** The lines that have come since the last call. */
  take(): string[] {
    const lines = this.#received.split('\r\n')
    this.#received = lines.pop()!
    return lines
  }

  /** The same without tags. */
  takePlain(): string[] {
    return this.take().map((line) => line.replace(/^@\S+ /, ''))
  }
}

/** A token for chat. */
export function tokenOf(
  world: World,
  user: StoredUser,
  scopes: Scope[] = ['chat:read', 'chat:edit'],
): string {
  return issueToken(world.store, { client_id: world.client.id, user_id: user.id, scopes }).token
}

/** The tags of a line. */
export function tagsOf(line = ''): Record<string, string> {
  const [, tags = ''] = /^@(\S+) /.exec(line) ?? []
  return Object.fromEntries(tags.split(';').map((tag) => tag.split(/=(.*)/s).slice(0, 2)))
}
