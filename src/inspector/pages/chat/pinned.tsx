import { attempt } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { Icon } from '../../components/icon.tsx'
import { useUser } from '../../components/people.tsx'
import { Until } from '../../components/time.tsx'
import { useFetched } from '../../fetched.ts'

interface Pin {
  user_id: string
  text: string
  ends_at: string | null
}

/** The pinned message of a chat. */
export function Pinned({ channel }: { channel: string }) {
  const path = `/units/chat_pins?broadcaster_id=${channel}`
  const { data } = useFetched<{ data: Pin[] }>(path, 'chat_pins', 'chat_messages')
  const pin = data?.data[0]
  return pin ? <OnePin channel={channel} {...pin} /> : null
}

function OnePin({ channel, user_id, text, ends_at }: Pin & { channel: string }) {
  const name = useUser(user_id)?.display_name ?? user_id
  const unpin = { method: 'DELETE', path: `/units/chat_pins/${channel}` } as const
  return (
    <section class="chat-pin" aria-label="Pinned message">
      <Icon name="pin" size={16} />
      <p>
        <strong>{name}</strong>: {text}
        <span class="faint small"> {ends_at ? <Until at={ends_at} /> : 'until the stream ends'}</span>
      </p>
      <Button
        kind="quiet"
        icon="close"
        label="Unpin"
        onClick={() => attempt(unpin, 'The pin was taken off')}
      />
    </section>
  )
}
