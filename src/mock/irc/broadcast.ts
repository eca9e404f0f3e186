import type { Store } from '../engine/store.ts'
import { Milliseconds } from '../engine/time.ts'
import { findToken } from '../resources/accounts/store.ts'
import { listWornBadges } from '../resources/chat/badges/worn.ts'
import { parseFragments } from '../resources/chat/fragments/store.ts'
import type { ChatMessage } from '../resources/chat/messages/store.ts'
import type { Ban } from '../resources/moderation/bans/store.ts'
import { findUser } from '../resources/users/store.ts'
import type { Whisper } from '../resources/whispers/store.ts'
import { Line, notice, prefixOf } from './line.ts'
import { modeNotices } from './mode-notices.ts'
import { broadcastNotices } from './notice-lines.ts'
import type { Rooms } from './rooms.ts'
import type { ChatSession } from './session.ts'
import { badgeTags, chatterTags, emotesTag, messageTags, roomTags } from './tags.ts'

/** The options of the broadcast. */
export interface BroadcastOptions {
  store: Store
  rooms: Rooms<ChatSession>
  /** Returns, once for each message, the client that wrote it over IRC, and the client's nonce. */
  writerOf(message_id: string): { session: ChatSession; nonce?: string } | undefined
}

/** Sends the clients in the rooms all messages and changes from now on. */
export function broadcast({ store, rooms, writerOf }: BroadcastOptions): void {
  const roomOf = (broadcaster_id: string) => `#${findUser(store, broadcaster_id)?.login}`

  store.on('chat.message', (message) => {
    const writer = writerOf(message.id)
    if (!rooms.hasMembers(message.broadcaster_id)) return
    // An announcement is sent as a notice, by broadcastNotices.
    if (message.announcement_color !== null) return
    rooms.send(message.broadcaster_id, messageLine(store, message, writer?.nonce), writer?.session)
  })
  broadcastNotices(store, rooms)
  store.on('chat.message_delete', (message, at) => {
    const { broadcaster_id, broadcaster_login, user_login, id, text } = message
    const tags = { login: user_login, 'room-id': '', 'target-msg-id': id, 'tmi-sent-ts': at.getTime() }
    rooms.send(broadcaster_id, new Line('CLEARMSG', [`#${broadcaster_login}`], { text, tags }))
  })
  store.on('chat.clear', ({ broadcaster_id }, at) => {
    const tags = { 'room-id': broadcaster_id, 'tmi-sent-ts': at.getTime() }
    rooms.send(broadcaster_id, new Line('CLEARCHAT', [roomOf(broadcaster_id)], { tags }))
  })
  store.on('ban', (ban, at) => rooms.send(ban.broadcaster_id, banLine(roomOf(ban.broadcaster_id), ban, at)))
  store.on('chat.settings.update', ({ before, settings }) => {
    const { broadcaster_id } = settings
    const room = roomOf(broadcaster_id)
    const changes = roomTags(settings, before)
    if (Object.keys(changes).length > 1)
      rooms.send(broadcaster_id, new Line('ROOMSTATE', [room], { tags: changes }))
    for (const [code, text] of modeNotices(before, settings))
      rooms.send(broadcaster_id, notice(room, code, text))
  })
  store.on('whisper.send', (whisper) => {
    const line = whisperLine(store, whisper)
    for (const session of rooms.clientsOf(whisper.to_user_id)) session.send(line)
  })
  store.on('token.revoke', ({ user_id }) => endWithoutToken(store, rooms, user_id))
  store.on('user.authorization.revoke', ({ user_id }) => endWithoutToken(store, rooms, user_id))
  store.on('user.remove', ({ id }) => {
    for (const session of [...rooms.clientsOf(id)]) session.end()
  })
}

function messageLine(store: Store, message: ChatMessage, nonce: string | undefined): Line {
  return new Line('PRIVMSG', [`#${message.broadcaster_login}`], {
    text: message.text,
    tags: { ...messageTags(store, message), 'client-nonce': nonce },
    prefix: prefixOf(message.user_login),
  })
}

function banLine(
  room: string,
  { broadcaster_id, user_id, user_login, created_at, expires_at }: Ban,
  at: Date,
): Line {
  const duration = expires_at
    ? (Date.parse(expires_at) - Date.parse(created_at)) / Milliseconds.second
    : undefined
  return new Line('CLEARCHAT', [room], {
    text: user_login,
    tags: {
      'ban-duration': duration,
      'room-id': broadcaster_id,
      'target-user-id': user_id,
      'tmi-sent-ts': at.getTime(),
    },
  })
}

function whisperLine(store: Store, { id, from_user_id, to_user_id, text }: Whisper): Line {
  const sender = findUser(store, from_user_id)!
  const { color, turbo } = chatterTags(store, from_user_id, from_user_id)
  // A whisper belongs to no channel, so that it shows only the global badges of its sender.
  const badges = listWornBadges(store, from_user_id, from_user_id).filter(({ set_id }) =>
    everywhere.includes(set_id),
  )
  return new Line('WHISPER', [findUser(store, to_user_id)?.login ?? ''], {
    text,
    prefix: prefixOf(sender.login),
    tags: {
      badges: badgeTags(badges).badges,
      color,
      'display-name': sender.display_name,
      emotes: emotesTag(parseFragments(store, { broadcaster_id: to_user_id, user_id: from_user_id, text })),
      'message-id': id,
      'thread-id': [from_user_id, to_user_id].sort().join('_'),
      turbo,
      'user-id': from_user_id,
      'user-type': '',
    },
  })
}

const everywhere = ['partner', 'turbo']

function endWithoutToken(store: Store, rooms: Rooms<ChatSession>, user_id: string): void {
  for (const session of [...rooms.clientsOf(user_id)]) if (!findToken(store, session.token)) session.expire()
}
