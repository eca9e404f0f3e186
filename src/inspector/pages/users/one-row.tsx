import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { Badge, Button, type Tone } from '../../components/basics.tsx'
import { Icon } from '../../components/icon.tsx'
import { Person } from '../../components/people.tsx'
import { pathOf, UpdateDialog } from '../../components/writes.tsx'
import { idOf, type UnitDescription } from '../../openapi.ts'
import { link } from '../../route.ts'
import type { Row } from '../../rows.ts'
import { actsOf, hasActs } from './acts.ts'
import { Standing } from './standing.tsx'
import { When } from './when.tsx'
import { wordsOf } from './words.ts'

/** A row of a channel: its description, its progress, and its actions. */
export function OneRow({ row, unit }: { row: Row; unit: UnitDescription }) {
  const [isEditing, setEditing] = useState(false)
  const path = pathOf(unit, idOf(unit, row))
  const user = row.user_id ?? row.chatter_user_id
  const isOfUser = typeof user === 'string'
  const name = wordsOf(row)
  const called = name || idOf(unit, row)
  const { remove, update } = unit
  const acts = actsOf(unit.name, row)
  // Removing a row with an end, such as a poll, ends it, so a row that has ended has no such action.
  const isOver = [row.ended_at, row.resolved_at].some((end) => typeof end === 'string')
  return (
    <li class={acts.length > 0 && !isOfUser ? 'running' : ''}>
      <div class="row-line">
        {isOfUser ? <Person id={user} /> : <span class="clip grow">{name}</span>}
        {typeof row.status === 'string' && (
          <Badge tone={tones[row.status]}>{row.status.toLowerCase().replaceAll('_', ' ')}</Badge>
        )}
        {row.is_recurring === true && <Badge>weekly</Badge>}
        <span class="faint small when">
          <When row={row} />
        </span>
        <span class="actions">
          {update && !hasActs(unit.name) && (
            <Button
              kind="quiet"
              icon="edit"
              label={`${update.summary}: ${called}`}
              onClick={() => setEditing(true)}
            />
          )}
          {remove && !isOver && (
            <Button
              kind="quiet"
              icon="trash"
              label={`${remove.summary}: ${called}`}
              onClick={() => attempt({ method: 'DELETE', path }, remove.summary)}
            />
          )}
          <a
            class="button quiet icon-only"
            href={link('data', unit.name, idOf(unit, row))}
            aria-label={`Open ${called}`}
            title="Open"
          >
            <Icon name="next" size={16} />
          </a>
        </span>
      </div>
      <Standing row={row} />
      {(acts.length > 0 || (isOfUser && name)) && (
        <div class="acts">
          {isOfUser && <span class="clip grow faint small">{name}</span>}
          {acts.map(({ label, fields, done }) => (
            <Button key={label} onClick={() => attempt({ method: 'PATCH', path, body: fields }, done)}>
              {label}
            </Button>
          ))}
        </div>
      )}
      {isEditing && <UpdateDialog unit={unit} row={row} onClose={() => setEditing(false)} />}
    </li>
  )
}

const tones: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  LOCKED: 'warn',
  UNFULFILLED: 'warn',
  pending: 'warn',
}
