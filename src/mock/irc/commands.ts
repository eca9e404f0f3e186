import type { Store } from '../engine/store.ts'
import { Milliseconds } from '../engine/time.ts'
import { joinChat, leaveChat } from '../resources/chat/chatters/store.ts'
import { enterChannel, exitChannel } from '../resources/chat/connections/store.ts'
import { listEmoteSetIds } from '../resources/chat/emotes/store.ts'
import { actionOf } from '../resources/chat/fragments/store.ts'
import { sendMessage } from '../resources/chat/messages/send.ts'
import { findMessage, lastMessage, type NewChatMessage } from '../resources/chat/messages/store.ts'
import { findChatSettings } from '../resources/chat/settings/store.ts'
import { findBan } from '../resources/moderation/bans/store.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'
import { findUserByLogin, type StoredUser } from '../resources/users/store.ts'
import { type ChatLimits, REPEAT_MS } from './limits.ts'
import { Line, notice, prefixOf, SERVER } from './line.ts'
import type { IrcMessage } from './message.ts'
import type { Rooms } from './rooms.ts'
import type { ChatSession } from './session.ts'
import { chatterTags, roomTags } from './tags.ts'

/** The state that commands work on. */
export interface CommandContext {
  store: Store
  rooms: Rooms<ChatSession>
  limits: ChatLimits
  /** Called before a message is delivered, with the client that wrote it, since that client gets no echo. */
  onWritten(message_id: string, session: ChatSession, nonce: string | undefined): void
}

type Command = (context: CommandContext, session: ChatSession, message: IrcMessage) => void

/** The commands of a client after its login. */
const commands: Readonly<Record<string, Command>> = {
  JOIN: (context, session, { params: [list = ''] }) => {
    for (const channel of list.split(',')) join(context, session, channel.trim())
  },
  PART: (context, session, { params: [list = ''] }) => {
    for (const channel of list.split(',')) part(context, session, channel.trim())
  },
  PRIVMSG: write,
  // After the login, repeated login commands are ignored.
  NICK: () => {},
  PASS: () => {},
  USER: () => {},
  // Twitch does not answer these.
  MODE: () => {},
  NAMES: () => {},
  WHO: () => {},
}

/** Runs the command of a client's message. */
export function runCommand(context: CommandContext, session: ChatSession, message: IrcMessage): void {
  const command = Object.hasOwn(commands, message.command) && commands[message.command]
  if (command) command(context, session, message)
  else session.send(new Line('421', [session.login, message.command], { text: 'Unknown command' }))
}

/** The tags of USERSTATE: how the client's user appears in a channel. */
export function userState(
  store: Store,
  broadcaster_id: string,
  user_id: string,
  extra: Record<string, string> = {},
) {
  const { turbo: _, 'user-id': __, vip: ___, ...tags } = chatterTags(store, broadcaster_id, user_id)
  return { ...tags, 'emote-sets': listEmoteSetIds(store, user_id).join(','), ...extra }
}

/** Removes a client from a room, and its user from the channel's chatters if it was the user's last client there. */
export function leave({ store, rooms }: CommandContext, session: ChatSession, broadcaster: StoredUser): void {
  const line = new Line('PART', [`#${broadcaster.login}`], { prefix: prefixOf(session.login) })
  if (!rooms.part(broadcaster.id, session)) return
  exitChannel(store, session.connection_id, broadcaster.id)
  session.send(line)
  if (session.user_id === null || rooms.isIn(broadcaster.id, session.user_id)) return
  leaveChat(store, broadcaster.id, session.user_id)
  sendMembership(rooms, broadcaster.id, line, session)
}

function join({ store, rooms, limits }: CommandContext, session: ChatSession, channel: string): void {
  const broadcaster = findChannel(store, channel)
  if (!broadcaster) {
    if (channel.startsWith('#'))
      session.send(
        notice(channel, 'msg_channel_suspended', 'This channel does not exist or has been suspended.'),
      )
    return
  }
  const { login, user_id } = session
  const ban = user_id ? findBan(store, broadcaster.id, user_id) : undefined
  if (ban && !ban.expires_at) {
    session.send(
      notice(channel, 'msg_banned', `You are permanently banned from talking in ${broadcaster.login}.`),
    )
    return
  }
  if (!limits.take('joins', user_id ?? login)) return
  const isFirst = user_id !== null && !rooms.isIn(broadcaster.id, user_id)
  if (!rooms.join(broadcaster.id, session)) return
  enterChannel(store, session.connection_id, broadcaster.id)
  const room = `#${broadcaster.login}`
  const joined = new Line('JOIN', [room], { prefix: prefixOf(login) })
  session.send(joined)
  const host = `${login}.${SERVER}`
  for (const names of namesIn(rooms, broadcaster.id, session)) {
    session.send(new Line('353', [login, '=', room], { prefix: host, text: names }))
  }
  session.send(new Line('366', [login, room], { prefix: host, text: 'End of /NAMES list' }))
  if (user_id)
    session.send(new Line('USERSTATE', [room], { tags: userState(store, broadcaster.id, user_id) }))
  session.send(new Line('ROOMSTATE', [room], { tags: roomTags(findChatSettings(store, broadcaster.id)) }))
  if (!isFirst) return
  joinChat(store, broadcaster.id, user_id)
  sendMembership(rooms, broadcaster.id, joined, session)
}

function part(context: CommandContext, session: ChatSession, channel: string): void {
  const broadcaster = findChannel(context.store, channel)
  if (broadcaster) leave(context, session, broadcaster)
}

function write(
  context: CommandContext,
  session: ChatSession,
  { tags, params: [channel = '', text = ''] }: IrcMessage,
): void {
  const { store, limits } = context
  const { user_id } = session
  const broadcaster = findChannel(store, channel)
  if (!broadcaster || user_id === null || text.trim() === '') return
  const broadcaster_id = broadcaster.id
  const parent = tags['reply-parent-msg-id']
  const reply = parent && findMessage(store, broadcaster_id, parent) && { reply_parent_message_id: parent }
  const message: NewChatMessage = { broadcaster_id, user_id, text: storedText(text), ...(reply || {}) }
  const refused = refusalBefore(store, limits, session, message)
  if (refused) {
    session.send(notice(channel, ...refused))
    return
  }
  store.transaction(() => {
    const { message_id, drop_reason } = sendMessage(store, message)
    if (drop_reason) {
      session.send(notice(channel, codeOf(drop_reason.code), wordsOf(store, message, drop_reason)))
      return
    }
    const nonce = tags['client-nonce']
    context.onWritten(message_id, session, nonce)
    const extra = { ...(nonce && { 'client-nonce': nonce }), id: message_id }
    session.send(new Line('USERSTATE', [channel], { tags: userState(store, broadcaster_id, user_id, extra) }))
  })
}

/** The refusal of a message by a rule of IRC only; the chat's own rules, shared with Helix, are checked afterwards. */
function refusalBefore(
  store: Store,
  limits: ChatLimits,
  session: ChatSession,
  message: NewChatMessage,
): [code: string, text: string] | undefined {
  if (!session.maySend) return ['no_permission', "You don't have permission to perform that action."]
  const command = /^[/.](\w+)/.exec(message.text)?.[1]
  if (command) return ['unrecognized_cmd', `Unrecognized command: /${command}`]
  const privileged = isModerator(store, message.broadcaster_id, message.user_id)
  if (limits.isEnforced && !privileged && isRepetition(store, message)) {
    return [
      'msg_duplicate',
      'Your message was not sent because it is identical to the previous one you sent, less than 30 seconds ago.',
    ]
  }
  if (limits.take(privileged ? 'messagesOfModerators' : 'messages', message.user_id)) return undefined
  return ['msg_ratelimit', 'Your message was not sent because you are sending messages too quickly.']
}

/** The text as it is stored: an action for /me. */
function storedText(text: string): string {
  const [, done] = /^[/.]me +(.+)$/s.exec(text) ?? []
  return done ? actionOf(done) : text
}

function isRepetition(store: Store, message: NewChatMessage): boolean {
  const last = lastMessage(store, message.broadcaster_id, message.user_id)
  return last?.text === message.text && store.now().getTime() - Date.parse(last.sent_at) < REPEAT_MS
}

/** The code of a refusal over IRC, of which one differs from Helix's. */
const codeOf = (code: string) => (code === 'user_timed_out' ? 'msg_timedout' : code)

/** The message of a refusal over IRC: it contains the seconds left of a timeout, and a greeting if AutoMod refused. */
function wordsOf(
  store: Store,
  { broadcaster_id, user_id }: NewChatMessage,
  reason: { code: string; message: string },
): string {
  if (reason.code === 'msg_rejected') return `Hey! ${reason.message}`
  const ban = findBan(store, broadcaster_id, user_id)
  if (!ban?.expires_at) return reason.message
  const left = Math.ceil((Date.parse(ban.expires_at) - store.now().getTime()) / Milliseconds.second)
  return `You are timed out for ${left} more seconds.`
}

function findChannel(store: Store, channel: string): StoredUser | undefined {
  return channel.startsWith('#') ? findUserByLogin(store, channel.slice(1).toLowerCase()) : undefined
}

const NAMES_AT_ONCE = 40

/** The logins in a room, as the texts of NAMES lines; only the client's own without twitch.tv/membership. */
function* namesIn(rooms: Rooms<ChatSession>, broadcaster_id: string, session: ChatSession): Iterable<string> {
  if (!session.capabilities.has('twitch.tv/membership')) {
    yield session.login
    return
  }
  const members = [...rooms.membersOf(broadcaster_id)].filter(({ user_id }) => user_id !== null)
  const names = [...new Set([...members.map(({ login }) => login), session.login])]
  for (let from = 0; from < names.length; from += NAMES_AT_ONCE)
    yield names.slice(from, from + NAMES_AT_ONCE).join(' ')
}

/** Sends a JOIN or PART to the clients in a room that have twitch.tv/membership. */
function sendMembership(
  rooms: Rooms<ChatSession>,
  broadcaster_id: string,
  line: Line,
  except: ChatSession,
): void {
  for (const member of rooms.membersOf(broadcaster_id)) {
    if (member !== except && member.capabilities.has('twitch.tv/membership')) member.send(line)
  }
}
