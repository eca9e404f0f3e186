import { useState } from 'preact/hooks'
import { send } from '../../api.ts'
import { Loading, Problem } from '../../components/basics.tsx'
import { Json } from '../../components/code.tsx'
import type { Fields } from '../../components/field.tsx'
import { SchemaForm } from '../../components/fields.tsx'
import { withoutRequired } from '../../components/schema.ts'
import { type Schema, usePost } from '../../openapi.ts'
import { usePreview } from './preview.ts'

const PATH = '/units/events'

/** The schemas of a type's condition and event, from the mock. */
export interface TypeSchemas {
  condition: Schema
  event: Schema
}

/** A form for an event of one type. Empty fields show the value that the server would choose. */
export function TypeForm(props: {
  type: string
  /** The version; undefined for the newest. */
  version: string | undefined
  schemas: TypeSchemas
  /** The fields of the form for the previous type, whose users are kept. */
  initial: Fields
  onChange: (fields: Fields) => void
}) {
  const { type, version, schemas, onChange } = props
  const [initial] = useState(() => peopleOf(props.initial, schemas))
  const [fields, setFields] = useState(initial)
  const write = usePost(PATH)
  const body = (given: Fields) => ({ type, version, ...given })
  const { event, condition, problem } = usePreview(body(fields))
  if (!write) return <Loading lines={6} />
  const { user_id, session_id, subscription_id } = write.body.properties ?? {}
  const properties = {
    condition: schemas.condition,
    user_id,
    event: schemas.event,
    session_id,
    subscription_id,
  }
  return (
    <SchemaForm
      schema={withoutRequired({ type: 'object', properties: properties as Schema['properties'] })}
      submit="Trigger"
      initial={initial}
      folded={['event']}
      otherwise={{ condition, event: Array.isArray(event) ? event[0]?.data : event }}
      onChange={(changed) => {
        setFields(changed)
        onChange(changed)
      }}
      onSubmit={(given) => send({ method: 'POST', path: PATH, body: body(given) }, `${type} was triggered`)}
    >
      <details class="group">
        <summary>Preview</summary>
        {problem ? <Problem>{problem}</Problem> : event && <Json value={event} label="the event" />}
      </details>
    </SchemaForm>
  )
}

/** The users in the fields, as far as the condition of the type has them. */
function peopleOf({ user_id, condition }: Fields, { condition: { properties = {} } }: TypeSchemas): Fields {
  const kept = Object.entries((condition ?? {}) as Fields).filter(([key]) => key in properties)
  return {
    ...(user_id !== undefined && { user_id }),
    ...(kept.length > 0 && { condition: Object.fromEntries(kept) }),
  }
}
