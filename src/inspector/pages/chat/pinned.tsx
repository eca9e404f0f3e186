import { attempt } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { Icon } from '../../components/icon.tsx'
import { useUser } from '../../components/people.tsx'
import { Until } from '../../components/time.tsx'
import type { ChatPin } from './room.ts'

/** The pinned message of a chat. */
export function Pinned({ pin: { broadcaster_id, user_id, text, ends_at } }: { pin: ChatPin }) {
  const name = useUser(user_id)?.display_name ?? user_id
  const unpin = { method: 'DELETE', path: `/units/chat_pins/${broadcaster_id}` } as const
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
