import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { Picker } from '../../components/picker.tsx'
import type { ChatMessage } from './message.tsx'

/** Says something in a room as any user. */
export function Speaker(props: { channel: string; answered: ChatMessage | undefined; onDone: () => void }) {
  const { channel, answered, onDone } = props
  const [user, setUser] = useState(channel)
  const [text, setText] = useState('')
  const say = async () => {
    const body = {
      broadcaster_id: channel,
      user_id: user,
      text,
      ...(answered && { reply_parent_message_id: answered.id }),
    }
    if (!(await attempt({ method: 'POST', path: '/units/chat_messages', body }, 'Said'))) return
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
        <label for="chat-text">Message</label>
        <input
          id="chat-text"
          value={text}
          required
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
