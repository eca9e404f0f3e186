import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { Icon } from '../../components/icon.tsx'
import { colourOf } from '../../components/people.tsx'
import { momentOf } from '../../components/time.tsx'
import { link } from '../../route.ts'
import type { ChatMessage } from './room.ts'

/** A message in a chat, with the actions on it. */
export function Message(props: {
  message: ChatMessage
  parent?: ChatMessage
  onReply: (message: ChatMessage) => void
}) {
  const { message, parent, onReply } = props
  const { announcement_color, bits, sent_at, isDeleted } = message
  // The buttons are rendered at the first hover or focus of the line, since a thousand lines of them would be slow.
  const [isActive, setActive] = useState(false)
  const activate = () => setActive(true)
  return (
    <li
      class={`chat-line ${announcement_color ? `announced ${announcement_color}` : ''}`}
      onPointerEnter={activate}
      onFocusCapture={activate}
    >
      {parent && <ReplyTo message={parent} />}
      {announcement_color && <p class="chat-kind">Announcement</p>}
      <p>
        <time class="chat-time" dateTime={sent_at} title={momentOf(sent_at)}>
          {momentOf(sent_at).slice(11, 16)}
        </time>
        <Author {...message} />
        {': '}
        {isDeleted ? <span class="faint">message deleted</span> : <Text {...message} />}
        {bits !== null && (
          <span class="chat-bits">
            <Icon name="events" size={12} /> {bits} Bits
          </span>
        )}
      </p>
      {isActive && !isDeleted && <Actions message={message} onReply={onReply} />}
    </li>
  )
}

/** The author of a message: the badges, and the name in its color. */
function Author({ user_id, user_name, color, badges }: ChatMessage) {
  return (
    <>
      {badges.map(({ set_id, info }) => {
        const name = set_id.replaceAll('_', ' ') + (info && `, ${info} months`)
        return (
          <span key={set_id} class={`chat-badge ${set_id}`} title={name}>
            {set_id.slice(0, 1).toUpperCase()}
            <span class="hidden">{name} </span>
          </span>
        )
      })}
      <a
        class={`chat-name ${color ? 'chosen' : `text-${colourOf(user_id)}`}`}
        style={color ? { '--chosen': color } : {}}
        href={link('users', user_id)}
      >
        {user_name}
      </a>
    </>
  )
}

const Text = ({ fragments }: ChatMessage) => (
  <>
    {fragments.map(({ type, text }, index) => (
      <span key={index} class={`fragment ${type}`}>
        {text}
      </span>
    ))}
  </>
)

const ReplyTo = ({ message: { user_name, text } }: { message: ChatMessage }) => (
  <p class="chat-parent">
    Replying to {user_name}: {text}
  </p>
)

function Actions({ message, onReply }: { message: ChatMessage; onReply: (message: ChatMessage) => void }) {
  const { id, broadcaster_id, user_id, user_name: name } = message
  const ban = (duration?: number) =>
    attempt(
      { method: 'POST', path: '/units/bans', body: { broadcaster_id, user_id, duration } },
      duration ? `A timeout of ${name} began` : `${name} was banned`,
    )
  const pin = { method: 'POST', path: '/units/chat_pins', body: { broadcaster_id, message_id: id } } as const
  const remove = { method: 'DELETE', path: `/units/chat_messages/${id}` } as const
  return (
    <span class="chat-actions">
      <Button kind="quiet" label={`Reply to ${name}`} icon="back" onClick={() => onReply(message)} />
      <Button
        kind="quiet"
        label={`Pin the message of ${name}`}
        icon="pin"
        onClick={() => attempt(pin, 'The message was pinned')}
      />
      <Button
        kind="quiet"
        label={`Delete the message of ${name}`}
        icon="trash"
        onClick={() => attempt(remove, 'The message was deleted')}
      />
      {user_id !== broadcaster_id && (
        <>
          <Button
            kind="quiet"
            label={`Time out ${name} for ten minutes`}
            icon="clock"
            onClick={() => ban(600)}
          />
          <Button kind="quiet" label={`Ban ${name}`} icon="close" onClick={() => ban()} />
        </>
      )}
    </span>
  )
}
