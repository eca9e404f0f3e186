import { useEffect, useState } from 'preact/hooks'
import { get } from '../../api.ts'
import { isWorldWide, useFetched } from '../../fetched.ts'
import { listen } from '../../live.ts'
import type { ChatMessage } from './message.tsx'

interface Rows<Row> {
  data: Row[]
}

/** As many are shown: nobody reads further up. */
const SHOWN = 300

const rowsPath = (channel: string) => `/units/chat_messages?broadcaster_id=${channel}`

/** The last messages of a room, the newest last, as they come and go. */
export function useMessages(channel: string): readonly ChatMessage[] {
  const [messages, setMessages] = useState<readonly ChatMessage[]>([])
  useEffect(() => {
    let isCurrent = true
    const load = () =>
      get<Rows<ChatMessage>>(rowsPath(channel)).then(
        ({ data }) => isCurrent && setMessages(data.slice(-SHOWN)),
        () => {},
      )
    const look = async (id: string) => {
      const answer = await get<Rows<ChatMessage>>(`/units/chat_messages?id=${id}`).catch(() => undefined)
      const found = answer?.data[0]
      if (!isCurrent || !answer || (found && found.broadcaster_id !== channel)) return
      setMessages((shown) => {
        // It was taken out of the chat.
        if (!found) return shown.map((one) => (one.id === id ? { ...one, isDeleted: true } : one))
        return [...shown.filter((one) => one.id !== id), found]
          .sort((one, other) => one.sent_at.localeCompare(other.sent_at))
          .slice(-SHOWN)
      })
    }
    const ends = [
      listen('units', ({ chat_messages: ids }) => {
        if (ids === null) void load()
        else for (const id of ids ?? []) void look(id)
      }),
      listen('control', (done) => isWorldWide(done) && void load()),
      listen('missed', () => void load()),
      listen('reconnected', () => void load()),
    ]
    void load()
    return () => {
      isCurrent = false
      for (const end of ends) end()
    }
  }, [channel])
  return messages
}

/** The badges that people of a room have, by what the room knows of them. */
export function useBadges(channel: string): (user_id: string) => readonly string[] {
  const moderators = useIds(channel, 'moderators')
  const vips = useIds(channel, 'vips')
  const subscribers = useIds(channel, 'subscriptions')
  return (user_id) => [
    ...(user_id === channel ? ['Broadcaster'] : []),
    ...(moderators.has(user_id) ? ['Moderator'] : []),
    ...(vips.has(user_id) ? ['VIP'] : []),
    ...(subscribers.has(user_id) ? ['Subscriber'] : []),
  ]
}

function useIds(channel: string, unit: string): ReadonlySet<string> {
  const { data } = useFetched<Rows<{ user_id: string }>>(`/units/${unit}?broadcaster_id=${channel}`, unit)
  return new Set(data?.data.map(({ user_id }) => user_id))
}
