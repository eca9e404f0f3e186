import { useState } from 'preact/hooks'
import { eventSubTypeNames } from '../../../twitch/eventsub.ts'
import { attempt } from '../../api.ts'
import { Button, Card } from '../../components/basics.tsx'
import { Picker } from '../../components/picker.tsx'
import { announce } from '../../toasts.ts'

/** Triggers an event of any type, with fields of choice. */
export function Trigger() {
  const [type, setType] = useState('channel.follow')
  const [channel, setChannel] = useState('')
  const [viewer, setViewer] = useState('')
  const [fields, setFields] = useState('')
  const trigger = () => {
    const event = eventOf(fields)
    if (event === undefined) return announce({ text: 'The fields are no JSON object.', isProblem: true })
    const body = {
      type,
      ...(channel && { condition: { broadcaster_user_id: channel } }),
      ...(viewer && { user_id: viewer }),
      ...(Object.keys(event).length > 0 && { event }),
    }
    void attempt({ method: 'POST', path: '/units/events', body }, `${type} was triggered`)
  }
  return (
    <Card title="Trigger an event" lead="Whoever has subscribed gets it; what is left out is chosen.">
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          trigger()
        }}
      >
        <div class="field">
          <label for="trigger-type">Type</label>
          <input
            id="trigger-type"
            list="trigger-types"
            value={type}
            required
            spellcheck={false}
            onInput={({ currentTarget }) => setType(currentTarget.value)}
          />
          <datalist id="trigger-types">
            {eventSubTypeNames.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <div class="field">
          <label for="trigger-channel">Channel</label>
          <Picker id="trigger-channel" unit="users" value={channel} onChange={setChannel} />
        </div>
        <div class="field">
          <label for="trigger-viewer">Viewer</label>
          <Picker id="trigger-viewer" unit="users" value={viewer} onChange={setViewer} />
        </div>
        <div class="field">
          <label for="trigger-fields">Fields of the event, as JSON</label>
          <textarea
            id="trigger-fields"
            rows={3}
            value={fields}
            placeholder='{"bits": 500}'
            spellcheck={false}
            onInput={({ currentTarget }) => setFields(currentTarget.value)}
          />
        </div>
        <div class="form-end">
          <Button type="submit" kind="primary" icon="events">
            Trigger
          </Button>
        </div>
      </form>
    </Card>
  )
}

/** The fields that were typed; undefined for what is no object. */
function eventOf(text: string): object | undefined {
  try {
    const value: unknown = text.trim() ? JSON.parse(text) : {}
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
