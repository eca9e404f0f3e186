import { useState } from 'preact/hooks'
import { attempt, curlOf, send } from '../../api.ts'
import { Button, Loading, Problem } from '../../components/basics.tsx'
import { Code, Json } from '../../components/code.tsx'
import { Dialog } from '../../components/dialog.tsx'
import type { Fields } from '../../components/field.tsx'
import { SchemaForm } from '../../components/fields.tsx'
import { useFetched } from '../../fetched.ts'
import type { UnitDescription } from '../../openapi.ts'
import type { Row } from '../../rows.ts'

/** One row: its JSON, the request that gets it, and what can be done to it. */
export function RowDialog({ unit, id, onClose }: { unit: UnitDescription; id: string; onClose: () => void }) {
  const path = `/units/${unit.name}/${encodeURIComponent(id)}`
  const { data, problem } = useFetched<Row>(path, unit.name)
  const [isEditing, setEditing] = useState(false)
  const { update, remove } = unit
  const removeRow = async () => {
    if (await attempt({ method: 'DELETE', path }, remove?.summary)) onClose()
  }
  return (
    <Dialog title={id} onClose={onClose}>
      <div class="stack">
        {problem && <Problem>{problem}</Problem>}
        {!data && !problem && <Loading />}
        {data && !isEditing && <Json value={data} label="the row" />}
        {data && isEditing && update && (
          <SchemaForm
            schema={update.body}
            submit={update.summary}
            initial={presentOf(data, Object.keys(update.body.properties ?? {}))}
            onSubmit={async (fields) => {
              await send({ method: 'PATCH', path, body: changed(data, fields) }, update.summary)
              setEditing(false)
            }}
          />
        )}
        <div class="form-end">
          {update && (
            <Button icon={isEditing ? 'back' : 'edit'} onClick={() => setEditing(!isEditing)}>
              {isEditing ? 'Back to the row' : update.summary}
            </Button>
          )}
          {remove && data && (
            <Button kind="danger" icon="trash" onClick={removeRow}>
              {remove.summary}
            </Button>
          )}
        </div>
        <Code text={curlOf({ method: 'GET', path })} label="the request" />
      </div>
    </Dialog>
  )
}

/** What a row has of the members that can be changed. */
const presentOf = (row: Row, names: readonly string[]): Fields =>
  Object.fromEntries(names.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]))

/** What is sent: the members that are other ones than the row has. */
const changed = (row: Row, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(row[name]) !== JSON.stringify(value)),
  )
