import { attempt, get } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { colourOf, useUser } from '../../components/people.tsx'
import { helixHeaders } from '../../helix.ts'

/** A message as /units/chat_messages has it. */
export interface ChatMessage {
  id: string
  broadcaster_id: string
  user_id: string
  text: string
  fragments: readonly { type: string; text: string }[]
  announcement_color: string | null
  reply_parent_message_id: string | null
  bits: number | null
  sent_at: string
  /** Taken out of the chat while it was shown. */
  isDeleted?: boolean
}

/** A line of a chat, and what can be done about it. */
export function Message(props: {
  message: ChatMessage
  parent?: ChatMessage
  badges: readonly string[]
  onReply: (message: ChatMessage) => void
}) {
  const { message, parent, badges, onReply } = props
  const { user_id, fragments, announcement_color, isDeleted } = message
  const user = useUser(user_id)
  const name = user?.display_name ?? user_id
  return (
    <li class={`chat-line ${announcement_color ? 'announced' : ''}`}>
      {parent && <ReplyTo message={parent} />}
      <p>
        {badges.map((badge) => (
          <span key={badge} class={`chat-badge ${badge.toLowerCase()}`} title={badge}>
            {badge.slice(0, 1)}
            <span class="hidden">{badge} </span>
          </span>
        ))}
        <strong class={`chat-name text-${colourOf(user_id)}`}>{name}</strong>
        {': '}
        {isDeleted ? (
          <span class="faint">message deleted</span>
        ) : (
          fragments.map(({ type, text }, index) => (
            <span key={index} class={`fragment ${type}`}>
              {text}
            </span>
          ))
        )}
      </p>
      {!isDeleted && (
        <span class="chat-actions">
          <Button kind="quiet" label={`Reply to ${name}`} icon="back" onClick={() => onReply(message)} />
          <Button
            kind="quiet"
            label={`Delete the message of ${name}`}
            icon="trash"
            onClick={() => remove(message)}
          />
          <Button kind="quiet" label={`Time out ${name}`} icon="clock" onClick={() => ban(message, 60)} />
          <Button kind="quiet" label={`Ban ${name}`} icon="close" onClick={() => ban(message)} />
        </span>
      )}
    </li>
  )
}

function ReplyTo({ message: { user_id, text } }: { message: ChatMessage }) {
  const user = useUser(user_id)
  return (
    <p class="chat-parent">
      Replying to {user?.display_name ?? user_id}: {text}
    </p>
  )
}

const ban = ({ broadcaster_id, user_id }: ChatMessage, duration?: number) =>
  attempt(
    { method: 'POST', path: '/units/bans', body: { broadcaster_id, user_id, ...(duration && { duration }) } },
    duration ? 'A timeout of a minute began' : 'The user was banned',
  )

/** By Helix, with a token of the broadcaster, as a moderator's program does. */
async function remove({ id, broadcaster_id }: ChatMessage): Promise<void> {
  const { data } = await get<{ data: { ID: string }[] }>('/units/clients?first=1')
  const client_id = data[0]?.ID ?? ''
  const grant = { client_id, user_id: broadcaster_id, scopes: ['moderator:manage:chat_messages'] }
  const headers = await helixHeaders(grant)
  const query = new URLSearchParams({ broadcaster_id, moderator_id: broadcaster_id, message_id: id })
  await attempt(
    { method: 'DELETE', path: `/mock/moderation/chat?${query}`, headers },
    'The message was deleted',
  )
}
