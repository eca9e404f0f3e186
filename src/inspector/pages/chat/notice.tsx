import { attempt } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { useUser } from '../../components/people.tsx'
import { Until } from '../../components/time.tsx'
import type { Ban, ChatNotice } from './room.ts'

/** A notice in a chat, with the user's message. */
export function NoticeLine({ notice: { kind, system_message, text } }: { notice: ChatNotice }) {
  return (
    <li class="chat-line notice">
      <p class="chat-kind">{kind.replaceAll('_', ' ')}</p>
      <p>{system_message}</p>
      {text && <p class="faint">{text}</p>}
    </li>
  )
}

/** A ban or timeout in a chat, with a button to lift it. */
export function BanLine({ ban }: { ban: Ban }) {
  const { broadcaster_id, user_id, reason, expires_at } = ban
  const name = useUser(user_id)?.display_name ?? user_id
  const lift = { method: 'DELETE', path: `/units/bans/${broadcaster_id}:${user_id}` } as const
  return (
    <li class="chat-line moderation">
      <p>
        {name}{' '}
        {expires_at ? (
          <>
            is in a timeout: <Until at={expires_at} />
          </>
        ) : (
          'is banned'
        )}
        {reason && `, for ${reason}`}
      </p>
      <Button kind="quiet" onClick={() => attempt(lift, `${name} may chat again`)}>
        Lift<span class="hidden"> that of {name}</span>
      </Button>
    </li>
  )
}
