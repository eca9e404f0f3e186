import { attempt } from '../../api.ts'
import { Badge, Button, Card, Empty } from '../../components/basics.tsx'
import { Ago } from '../../components/time.tsx'
import { useFetched } from '../../fetched.ts'

interface Session {
  id: string
  status?: string
  connected_at: string
}

/** The connected WebSocket sessions. */
export function Sessions() {
  const { data } = useFetched<{ data: Session[] }>('/units/eventsub_sessions', 'eventsub_sessions')
  const open = data?.data.filter(({ status = 'connected' }) => status === 'connected') ?? []
  const change = (id: string, body: object, done: string) =>
    attempt({ method: 'PATCH', path: `/units/eventsub_sessions/${id}`, body }, done)
  return (
    <Card title="WebSocket sessions" count={open.length}>
      {open.length === 0 && <Empty>Nobody is connected to {location.origin.replace('http', 'ws')}/ws</Empty>}
      <ul class="rows">
        {open.map(({ id, connected_at }) => (
          <li key={id}>
            <span>
              <code>{id}</code> <Badge tone="good">connected</Badge>
              <br />
              <span class="faint small">
                <Ago at={connected_at} />
              </span>
            </span>
            <span class="actions">
              <Button onClick={() => change(id, { reconnect: true }, 'The session was asked to reconnect')}>
                Reconnect
              </Button>
              <Button
                kind="danger"
                onClick={() => change(id, { close: 4000 }, 'The session was closed with 4000')}
              >
                Close
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
