import { useId } from 'preact/hooks'
import type { Schema } from '../openapi.ts'
import { Button } from './basics.tsx'
import { Control } from './control.tsx'
import { Part } from './part.tsx'
import { isNullable, titleOf, typeOf } from './schema.ts'

/** The members of a body in a form; undefined ones are not sent. */
export type Fields = Readonly<Record<string, unknown>>

/** The properties of a field. */
export interface FieldProps {
  name: string
  schema: Schema
  value: unknown
  required: boolean
  /** All members of the form, since the selectable rows may depend on the channel. */
  fields: Fields
  /** The value that the server uses if none is given, as far as it is known. */
  otherwise?: unknown
  /** Whether a field with many members begins folded. */
  folded?: boolean
  onChange: (value: unknown) => void
}

/** A field for one member of a body. */
export function Field(props: FieldProps) {
  const { name, schema, value, required, onChange } = props
  const id = useId()
  if (typeOf(schema) === 'object' && schema.properties) return <Group {...props} />
  if (typeOf(schema) === 'array' && schema.items?.properties) return <Items {...props} />
  return (
    <div class={`field ${isLong(schema) ? 'long' : ''}`}>
      <span class="field-head">
        <label for={id}>
          {titleOf(name)} {required && <span class="faint">(required)</span>}
        </label>
        {isNullable(schema) && <Null name={name} value={value} onChange={onChange} />}
      </span>
      {value === null && isNullable(schema) ? (
        <input id={id} value="null" disabled />
      ) : (
        <Control {...props} id={id} />
      )}
      {schema.description && (
        <span class="hint" id={`${id}-hint`}>
          {schema.description}
        </span>
      )}
    </div>
  )
}

/** The fields of a member that is an object; an optional one without values is left out. */
function Group(props: FieldProps) {
  const { name, schema, value, required, folded, onChange } = props
  const change = (fields: Fields) =>
    onChange(Object.keys(fields).length === 0 && !required ? undefined : fields)
  return (
    <Part name={name} folded={folded}>
      {isNullable(schema) && <Null name={name} value={value} onChange={onChange} />}
      {value !== null && <Members {...props} onChange={(changed) => change(changed as Fields)} />}
    </Part>
  )
}

/** A field for each member of an object. */
function Members({ schema, value, otherwise, folded, onChange }: Omit<FieldProps, 'name'>) {
  const fields = (value ?? {}) as Fields
  const set = (member: string, next: unknown) => {
    const { [member]: _, ...others } = fields
    onChange(next === undefined ? others : { ...others, [member]: next })
  }
  return (
    <div class="form-grid">
      {Object.entries(schema.properties ?? {}).map(([member, inner]) => (
        <Field
          key={member}
          name={member}
          schema={inner}
          value={fields[member]}
          required={schema.required?.includes(member) ?? false}
          fields={fields}
          otherwise={(otherwise as Fields | null | undefined)?.[member]}
          folded={folded}
          onChange={(next) => set(member, next)}
        />
      ))}
    </div>
  )
}

/** The fields of a list of objects, which is sent as a whole; editing begins with the server's default. */
function Items(props: FieldProps) {
  const { name, schema, value, required, otherwise, folded, onChange } = props
  const others = Array.isArray(otherwise) ? (otherwise as Fields[]) : undefined
  const least = required ? Array.from({ length: schema.minItems ?? 1 }, () => ({})) : undefined
  const items = (value as readonly Fields[] | undefined) ?? least
  return (
    <Part name={name} folded={folded} count={(items ?? others)?.length}>
      {items?.map((item, at) => (
        <fieldset class="group" key={at}>
          <legend>
            {titleOf(name)} {at + 1}
          </legend>
          <Members
            {...props}
            schema={schema.items!}
            value={item}
            otherwise={undefined}
            onChange={(next) => onChange(items.with(at, next as Fields))}
          />
          <Button icon="trash" onClick={() => onChange(items.toSpliced(at, 1))}>
            Remove {titleOf(name)} {at + 1}
          </Button>
        </fieldset>
      ))}
      <div class="actions">
        {items ? (
          <Button icon="plus" onClick={() => onChange([...items, items.at(-1) ?? others?.at(-1) ?? {}])}>
            Add one
          </Button>
        ) : (
          <Button icon="edit" onClick={() => onChange(others ?? [{}])}>
            Change the list
          </Button>
        )}
        {value !== undefined && !required && (
          <Button onClick={() => onChange(undefined)}>Leave it to the server</Button>
        )}
      </div>
    </Part>
  )
}

/** A checkbox that sets a nullable member to null. */
function Null({ name, value, onChange }: Pick<FieldProps, 'name' | 'value' | 'onChange'>) {
  return (
    <label class="null">
      <input
        type="checkbox"
        aria-label={`${titleOf(name)} is null`}
        checked={value === null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? null : undefined)}
      />
      null
    </label>
  )
}

const isLong = (schema: Schema) => typeOf(schema) === 'object' || typeOf(schema) === 'array'
