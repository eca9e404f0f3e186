import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { Badge, Button, Card, Empty } from '../../components/basics.tsx'
import { CreateDialog, pathOf, UpdateDialog } from '../../components/writes.tsx'
import { useFetched } from '../../fetched.ts'
import { type UnitDescription, useUnits } from '../../openapi.ts'
import { link } from '../../route.ts'
import type { Row } from '../../rows.ts'
import { receiverOf } from './outcome.tsx'

interface Conduit extends Row {
  id: string
  client_id: string
  shard_count: number
}

interface Shard {
  id: string
  number: number
  status: string
  transport: Readonly<Record<string, unknown>>
}

const SHOWN = 10

/** The conduits of all clients, with the transports of their shards. */
export function Conduits() {
  const { data } = useFetched<{ total: number; data: Conduit[] }>('/units/conduits', 'conduits')
  const unit = useUnits()?.get('conduits')
  const [isMaking, setMaking] = useState(false)
  return (
    <Card
      title="Conduits"
      count={data?.total}
      actions={
        <Button
          kind="quiet"
          icon="plus"
          label="Make a conduit"
          onClick={() => setMaking(true)}
          disabled={!unit}
        />
      }
    >
      {data?.total === 0 && <Empty>No client has a conduit.</Empty>}
      {unit && data?.data.map((conduit) => <OneConduit key={conduit.id} unit={unit} conduit={conduit} />)}
      {isMaking && unit && <CreateDialog unit={unit} onClose={() => setMaking(false)} />}
    </Card>
  )
}

function OneConduit({ unit, conduit }: { unit: UnitDescription; conduit: Conduit }) {
  const { id, client_id, shard_count } = conduit
  const path = `/units/conduit_shards?conduit_id=${encodeURIComponent(id)}&first=${SHOWN}`
  const { data } = useFetched<{ total: number; data: Shard[] }>(path, 'conduit_shards')
  const [isEditing, setEditing] = useState(false)
  const served = data?.total ?? 0
  return (
    <section class="conduit" aria-label={`Conduit ${id}`}>
      <header class="conduit-header">
        <span>
          <a href={link('data', 'conduits', id)}>
            <code>{id}</code>
          </a>
          <br />
          <span class="faint small">
            {served} of {shard_count} {shard_count === 1 ? 'shard has' : 'shards have'} a transport
            <br />
            client <code>{client_id}</code>
          </span>
        </span>
        <span class="actions">
          <Button kind="quiet" icon="edit" label={unit.update?.summary} onClick={() => setEditing(true)} />
          <Button
            kind="quiet"
            icon="trash"
            label={unit.remove?.summary}
            onClick={() => attempt({ method: 'DELETE', path: pathOf(unit, id) }, 'The conduit was removed')}
          />
        </span>
      </header>
      <ul class="rows">
        {data?.data.map((shard) => (
          <OneShard key={shard.id} {...shard} />
        ))}
      </ul>
      {served > SHOWN && (
        <a href={`${link('data', 'conduit_shards')}?conduit_id=${encodeURIComponent(id)}`}>All {served}</a>
      )}
      {isEditing && <UpdateDialog unit={unit} row={conduit} onClose={() => setEditing(false)} />}
    </section>
  )
}

function OneShard({ id, number, status, transport }: Shard) {
  const session = typeof transport.session_id === 'string' && status === 'enabled' && transport.session_id
  const receiver = <code class="clip">{receiverOf(transport)}</code>
  return (
    <li>
      <a href={link('data', 'conduit_shards', id)}>Shard {number}</a>
      <Badge tone={status === 'enabled' ? 'good' : 'warn'}>{status.replaceAll('_', ' ')}</Badge>
      {session ? (
        <a class="clip" href={link('data', 'eventsub_sessions', session)}>
          {receiver}
        </a>
      ) : (
        receiver
      )}
    </li>
  )
}
