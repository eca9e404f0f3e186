import { useState } from 'preact/hooks'
import { attempt, type Change } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { Picker } from '../../components/picker.tsx'
import type { ChatMessage } from './room.ts'

/** The kinds of messages, each with its request. */
const kinds = {
  message: 'Message',
  primary: 'Announcement',
  blue: 'Announcement, blue',
  green: 'Announcement, green',
  orange: 'Announcement, orange',
  purple: 'Announcement, purple',
  cheer: 'Cheer with Bits',
} as const

type Kind = keyof typeof kinds

/** The form that writes a message in a chat as any user. */
export function Speaker(props: { channel: string; answered: ChatMessage | undefined; onDone: () => void }) {
  const { channel, answered, onDone } = props
  const [user, setUser] = useState(channel)
  const [text, setText] = useState('')
  const [kind, setKind] = useState<Kind>('message')
  const [bits, setBits] = useState(100)
  const say = async () => {
    const said = { broadcaster_id: channel, user_id: user, text, reply_parent_message_id: answered?.id }
    if (!(await attempt(requestOf(kind, said, bits), 'Said'))) return
    setText('')
    onDone()
  }
  return (
    <form
      class="chat-speaker"
      onSubmit={(event) => {
        event.preventDefault()
        void say()
      }}
    >
      {answered && (
        <p class="chat-parent">
          Replying to: {answered.text} <Button kind="quiet" icon="close" label="No reply" onClick={onDone} />
        </p>
      )}
      <div class="field">
        <label for="chat-user">As</label>
        <Picker id="chat-user" unit="users" value={user} onChange={setUser} required />
      </div>
      <div class="field">
        <label for="chat-kind">What</label>
        <select
          id="chat-kind"
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value as Kind)}
        >
          {Object.entries(kinds).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {kind === 'cheer' && (
        <div class="field">
          <label for="chat-bits">Bits</label>
          <input
            id="chat-bits"
            type="number"
            min={1}
            required
            value={bits}
            onInput={({ currentTarget }) => setBits(Number(currentTarget.value))}
          />
        </div>
      )}
      <div class="field chat-text">
        <label for="chat-text">Message</label>
        <input
          id="chat-text"
          value={text}
          required={kind !== 'cheer'}
          maxLength={500}
          autocomplete="off"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      <Button type="submit" kind="primary" icon="chat">
        Say
      </Button>
    </form>
  )
}

type Said = Pick<ChatMessage, 'broadcaster_id' | 'user_id' | 'text'> & { reply_parent_message_id?: string }

function requestOf(kind: Kind, said: Said, bits: number): Change {
  if (kind === 'cheer') {
    const { broadcaster_id, user_id, text } = said
    const message = `Cheer${bits} ${text}`.trim()
    return { method: 'POST', path: '/units/cheers', body: { broadcaster_id, user_id, bits, message } }
  }
  const announcement_color = kind === 'message' ? undefined : kind
  return { method: 'POST', path: '/units/chat_messages', body: { ...said, announcement_color } }
}
