import type { MessageEffect } from '../../../mock/faults/message-effects.ts'
import { attempt } from '../../api.ts'
import { Card } from '../../components/basics.tsx'
import { useControl, useFetched } from '../../fetched.ts'

interface Fault {
  id: string
  match?: object
  done: number
  effect: { name?: string }
}

/** The faults with a switch, each with its label. */
const switches: Readonly<Partial<Record<MessageEffect, string>>> = {
  duplicate: 'Every message comes twice',
  reorder: 'Messages come out of order',
  drop: 'No message comes',
  old_timestamp: 'Messages are eleven minutes old',
  wrong_signature: 'The first attempt is signed wrongly (webhooks)',
  no_keepalive: 'Sessions fall silent (WebSocket)',
  session_reconnect: 'Sessions are asked to reconnect (WebSocket)',
}

/** Switches for faults of messages that Twitch tells handlers to expect. */
export function MessageFaults() {
  const { data, reload } = useFetched<{ data: Fault[] }>('/units/faults')
  useControl('/units/faults', reload)
  const on = new Map(data?.data.flatMap(({ id, effect }) => (effect.name ? [[effect.name, id]] : [])))
  const turn = (name: string) => {
    const id = on.get(name)
    return id === undefined
      ? attempt({ method: 'POST', path: '/units/faults', body: { effect: { name } } }, 'A fault was added')
      : attempt({ method: 'DELETE', path: `/units/faults/${id}` }, 'A fault was removed')
  }
  return (
    <Card
      title="Faults"
      lead="What Twitch tells handlers to guard against. More are made by POST /units/faults."
    >
      <ul class="switches">
        {Object.entries(switches).map(([name, text]) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={on.has(name)} onChange={() => void turn(name)} />
              {text}
            </label>
          </li>
        ))}
      </ul>
    </Card>
  )
}
