import { useEffect, useRef, useState } from 'preact/hooks'
import { isWorldWide, useFetched } from '../../fetched.ts'
import { listen } from '../../live.ts'

/** A message of /units/chat_messages. */
export interface ChatMessage {
  id: string
  broadcaster_id: string
  user_id: string
  user_name: string
  text: string
  fragments: readonly { type: string; text: string }[]
  announcement_color: string | null
  reply_parent_message_id: string | null
  bits: number | null
  sent_at: string
  /** The color of the author's name; empty if the author never chose one. */
  color: string
  badges: readonly { set_id: string; info: string }[]
  /** Whether it was deleted while it was shown. */
  isDeleted?: boolean
}

/** A notice of /units/chat_notices. */
export interface ChatNotice {
  id: string
  user_id: string | null
  kind: string
  system_message: string
  text: string
  said_at: string
}

/** The pinned message, a row of /units/chat_pins. */
export interface ChatPin {
  broadcaster_id: string
  user_id: string
  text: string
  ends_at: string | null
}

/** A present ban or timeout of /units/bans. */
export interface Ban {
  broadcaster_id: string
  user_id: string
  reason: string
  created_at: string
  expires_at: string
}

/** A line of a chat: a message, a notice, or a ban. */
export type Line =
  | { key: string; at: string; message: ChatMessage }
  | { key: string; at: string; notice: ChatNotice }
  | { key: string; at: string; ban: Ban }

interface Rows<Row> {
  total: number
  data: Row[]
}

/** The numbers of lines at first, and at most; older ones are only in the table of the unit. */
const FIRST = 200
const MOST = 1000

/** The state of a chat. */
export interface Room {
  /** Undefined until all of the chat is loaded. */
  lines: readonly Line[] | undefined
  pin: ChatPin | undefined
  /** The number of all messages. */
  total: number
  /** Whether there are older messages than those among the lines. */
  isCut: boolean
  problem: string | undefined
  /** Shows older messages; undefined at the maximum. */
  older: (() => void) | undefined
}

/** The last lines of a chat, the newest last, kept up to date. */
export function useRoom(channel: string): Room {
  const [shown, show] = useState(FIRST)
  const last = (unit: string) => `/units/${unit}?broadcaster_id=${channel}&last=${shown}`
  const messages = useFetched<Rows<ChatMessage>>(last('chat_messages'), 'chat_messages')
  const notices = useFetched<Rows<ChatNotice>>(last('chat_notices'), 'chat_notices')
  const bans = useFetched<Rows<Ban>>(last('bans'), 'bans')
  const pins = useFetched<Rows<ChatPin>>(
    `/units/chat_pins?broadcaster_id=${channel}`,
    'chat_pins',
    'chat_messages',
  )
  const said = useRemembered(messages.data)
  // While more of it is loaded, the chat stays as it was.
  const loaded = useRef<Pick<Room, 'lines' | 'total' | 'isCut' | 'pin'>>({
    lines: undefined,
    total: 0,
    isCut: false,
    pin: undefined,
  })
  if (said && messages.data && notices.data && bans.data && pins.data) {
    const { total } = messages.data
    const isCut = total > messages.data.data.length
    const begins = isCut ? said[0]?.sent_at : undefined
    const lines = linesOf(said, notices.data.data, bans.data.data)
    loaded.current = {
      lines: lines.filter(({ at }) => begins === undefined || at >= begins),
      total,
      isCut,
      pin: pins.data.data[0],
    }
  }
  return {
    ...loaded.current,
    problem: messages.problem,
    older: shown < MOST ? () => show(MOST) : undefined,
  }
}

function linesOf(
  messages: readonly ChatMessage[],
  notices: readonly ChatNotice[],
  bans: readonly Ban[],
): Line[] {
  const lines: Line[] = [
    ...messages.map((message) => ({ key: message.id, at: message.sent_at, message })),
    ...notices.map((notice) => ({ key: notice.id, at: notice.said_at, notice })),
    ...bans.map((ban) => ({ key: `ban ${ban.user_id}`, at: ban.created_at, ban })),
  ]
  return lines.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

/** The messages, including those deleted while they were shown, until the whole state is replaced. */
function useRemembered(loaded: Rows<ChatMessage> | undefined): readonly ChatMessage[] | undefined {
  const [shown, setShown] = useState<readonly ChatMessage[]>()
  useEffect(() => {
    if (loaded) setShown((before = []) => withDeleted(before, loaded))
  }, [loaded])
  useEffect(() => listen('control', (done) => isWorldWide(done) && setShown(undefined)), [])
  return shown
}

function withDeleted(
  before: readonly ChatMessage[],
  { data: now, total }: Rows<ChatMessage>,
): readonly ChatMessage[] {
  const there = new Set(now.map(({ id }) => id))
  // If there are more messages than loaded, an older one is not deleted, but outside of the shown lines.
  const begins = total > now.length ? now[0]!.sent_at : ''
  const gone = before.filter(({ id, sent_at }) => !there.has(id) && sent_at >= begins)
  return [...gone.map((message) => ({ ...message, isDeleted: true })), ...now].sort((one, other) =>
    one.sent_at.localeCompare(other.sent_at),
  )
}
