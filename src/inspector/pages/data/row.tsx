import { useState } from 'preact/hooks'
import { attempt, curlOf } from '../../api.ts'
import { Button, Loading, Problem } from '../../components/basics.tsx'
import { Code, Json } from '../../components/code.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { pathOf, UpdateForm } from '../../components/writes.tsx'
import { useFetched } from '../../fetched.ts'
import type { UnitDescription } from '../../openapi.ts'
import type { Row } from '../../rows.ts'

/** One row: its JSON, the request for it, and its writes. */
export function RowDialog({ unit, id, onClose }: { unit: UnitDescription; id: string; onClose: () => void }) {
  const path = pathOf(unit, id)
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
          <UpdateForm unit={unit} row={data} onDone={() => setEditing(false)} />
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
