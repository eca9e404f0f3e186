import { useState } from 'preact/hooks'
import { attempt, send } from '../../api.ts'
import { Badge, Button, Card, Loading, type Tone } from '../../components/basics.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { SchemaForm } from '../../components/fields.tsx'
import { Icon } from '../../components/icon.tsx'
import { Person } from '../../components/people.tsx'
import { idOf, nameOf } from '../../components/picker.tsx'
import { Ago, Until } from '../../components/time.tsx'
import { useFetched } from '../../fetched.ts'
import type { UnitDescription } from '../../openapi.ts'
import { link } from '../../route.ts'
import type { Row } from '../../rows.ts'

const SHOWN = 6

/**
 * What a channel has of a unit: the first rows, how many there are, and how another one is made.
 *
 * @param within units whose rows are made within those of this one, such as votes
 */
export function Belongings(props: { unit: UnitDescription; id: string; within: readonly UnitDescription[] }) {
  const { unit, id, within } = props
  const member = `broadcaster_id=${encodeURIComponent(id)}`
  const path = `/units/${unit.name}?${member}&first=${SHOWN}`
  const { data } = useFetched<{ total: number; data: Row[] }>(path, unit.name)
  const [making, setMaking] = useState<UnitDescription>()
  // Rows of some units do not tell the channel, and are then those of all channels.
  const tells = data?.data.every((row) => row.broadcaster_id === id) ?? true
  const title = unit.name.replaceAll('_', ' ')
  return (
    <Card
      title={title[0]!.toUpperCase() + title.slice(1)}
      count={tells ? data?.total : undefined}
      actions={[unit, ...within].map((one) => (
        <Button
          key={one.name}
          kind="quiet"
          icon={one === unit ? 'plus' : 'check'}
          label={one.create?.summary}
          onClick={() => setMaking(one)}
        />
      ))}
    >
      {!data && <Loading lines={1} />}
      <ul class="rows">
        {(tells ? data?.data : [])?.map((row) => (
          <OneRow key={idOf(row)} row={row} unit={unit} />
        ))}
      </ul>
      {!tells && <a href={link('data', unit.name)}>Those of all channels</a>}
      {tells && data && data.total > SHOWN && (
        <a href={`${link('data', unit.name)}?${member}`}>All {data.total}</a>
      )}
      {making && <Making unit={making} id={id} onClose={() => setMaking(undefined)} />}
    </Card>
  )
}

function Making({ unit, id, onClose }: { unit: UnitDescription; id: string; onClose: () => void }) {
  const { summary, body } = unit.create!
  return (
    <Dialog title={summary} onClose={onClose}>
      <SchemaForm
        schema={body}
        submit={summary.split(/[;:,]/)[0]!}
        initial={{ broadcaster_id: id }}
        hidden={['broadcaster_id']}
        onSubmit={async (fields) => {
          await send({ method: 'POST', path: `/units/${unit.name}`, body: fields }, summary)
          onClose()
        }}
      />
    </Dialog>
  )
}

function OneRow({ row, unit }: { row: Row; unit: UnitDescription }) {
  const id = idOf(row)
  const user = row.user_id ?? row.chatter_user_id
  const name = nameOf(row)
  const { remove } = unit
  return (
    <li>
      {typeof user === 'string' && <Person id={user} />}
      {name && <span class="clip grow">{name}</span>}
      {typeof row.status === 'string' && <Badge tone={toneOf(row.status)}>{row.status.toLowerCase()}</Badge>}
      <span class="faint small when">
        <When row={row} />
      </span>
      <span class="actions">
        <a
          class="button quiet icon-only"
          href={link('data', unit.name, id)}
          aria-label={`Open ${name || id}`}
          title="Open"
        >
          <Icon name="next" size={16} />
        </a>
        {remove && (
          <Button
            kind="quiet"
            icon="trash"
            label={`${remove.summary}: ${name || id}`}
            onClick={() =>
              attempt(
                { method: 'DELETE', path: `/units/${unit.name}/${encodeURIComponent(id)}` },
                remove.summary,
              )
            }
          />
        )}
      </span>
    </li>
  )
}

const tones: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  LOCKED: 'warn',
  UNFULFILLED: 'warn',
  pending: 'warn',
}

const toneOf = (status: string): Tone | undefined => tones[status]

/** The members that say since when a row is there, the first that it has. */
const MOMENTS = ['followed_at', 'started_at', 'created_at', 'redeemed_at', 'cheered_at', 'held_at', 'sent_at']

/** How long what runs goes on, or since when a row is there. */
function When({ row }: { row: Row }) {
  const began = MOMENTS.map((name) => row[name]).find((value) => typeof value === 'string')
  const length = row.duration ?? row.prediction_window
  if (row.status === 'ACTIVE' && began && typeof length === 'number') {
    return <Until at={new Date(Date.parse(began) + length * 1000).toISOString()} />
  }
  return began ? <Ago at={began} /> : null
}
