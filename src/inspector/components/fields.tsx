import { useId, useState } from 'preact/hooks'
import type { Schema } from '../openapi.ts'
import { Button } from './basics.tsx'
import { Picker } from './picker.tsx'
import { choicesOf, exampleOf, linesOf, parsed } from './schema.ts'

/** The members of a body as a form has them; undefined is left out. */
export type Fields = Readonly<Record<string, unknown>>

interface FieldProps {
  name: string
  schema: Schema
  value: unknown
  required: boolean
  /** The other members, since the rows that can be chosen may depend on the channel. */
  fields: Fields
  onChange: (value: unknown) => void
}

/**
 * A form for a body by its schema.
 *
 * @param initial what the fields begin with
 * @param hidden members that are not asked for, since they are given
 * @param onSubmit may throw: why is shown
 */
export function SchemaForm(props: {
  schema: Schema
  submit: string
  initial?: Fields
  hidden?: readonly string[]
  onSubmit: (fields: Fields) => Promise<unknown>
}) {
  const { schema, submit, initial = {}, hidden = [], onSubmit } = props
  const [fields, setFields] = useState<Fields>(initial)
  const [problem, setProblem] = useState<string>()
  const required = schema.required ?? []
  const members = Object.entries(schema.properties ?? {}).filter(([name]) => !hidden.includes(name))
  // What must be said comes first.
  const ordered = members.toSorted(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
  const act = async () => {
    setProblem(undefined)
    try {
      await onSubmit(fields)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void act()
      }}
    >
      <div class="form-grid">
        {ordered.map(([name, member]) => (
          <Field
            key={name}
            name={name}
            schema={member}
            value={fields[name]}
            required={required.includes(name)}
            fields={fields}
            onChange={(value) => setFields((before) => ({ ...before, [name]: value }))}
          />
        ))}
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="form-end">
        <Button type="submit" kind="primary">
          {submit}
        </Button>
      </div>
    </form>
  )
}

/** One member of a body. */
export function Field(props: FieldProps) {
  const { name, schema, required } = props
  const id = useId()
  if (schema.type === 'object' && schema.properties) return <Group {...props} />
  return (
    <div class={`field ${isLong(schema) ? 'long' : ''}`}>
      <label for={id}>
        {name.replaceAll('_', ' ')} {required && <span class="faint">(required)</span>}
      </label>
      <Control {...props} id={id} />
      {schema.description && (
        <span class="hint" id={`${id}-hint`}>
          {schema.description}
        </span>
      )}
    </div>
  )
}

/** The members of a member; one without any is left out, unless it must be there. */
function Group({ name, schema, value, required, onChange }: FieldProps) {
  const fields = (value ?? {}) as Fields
  const set = (member: string, next: unknown) => {
    const { [member]: _, ...others } = fields
    const changed = next === undefined ? others : { ...others, [member]: next }
    onChange(Object.keys(changed).length === 0 && !required ? undefined : changed)
  }
  return (
    <fieldset class="field long group">
      <legend>{name.replaceAll('_', ' ')}</legend>
      <div class="form-grid">
        {Object.entries(schema.properties ?? {}).map(([member, inner]) => (
          <Field
            key={member}
            name={member}
            schema={inner}
            value={fields[member]}
            required={schema.required?.includes(member) ?? false}
            fields={fields}
            onChange={(next) => set(member, next)}
          />
        ))}
      </div>
    </fieldset>
  )
}

const isLong = ({ type }: Schema) => type === 'object' || type === 'array'

const NOTHING = ''

function Control({ id, schema, value, required, fields, onChange }: FieldProps & { id: string }) {
  const unit = schema['x-refers-to']
  const shared = { id, required, 'aria-describedby': schema.description ? `${id}-hint` : undefined }
  if (unit) {
    const channel =
      unit === 'users' || unit === 'categories' || unit === 'clients' ? '' : fields.broadcaster_id
    const within: Record<string, string> = channel ? { broadcaster_id: String(channel) } : {}
    return (
      <Picker
        id={id}
        unit={unit}
        value={String(value ?? '')}
        onChange={(chosen) => onChange(chosen || undefined)}
        required={required}
        within={within}
      />
    )
  }
  const choices = choicesOf(schema)
  if (choices) {
    return (
      <select
        {...shared}
        value={value === undefined ? NOTHING : JSON.stringify(value)}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === NOTHING ? undefined : JSON.parse(currentTarget.value))
        }
      >
        {(!required || value === undefined) && <option value={NOTHING}>–</option>}
        {choices.map((choice) => (
          <option key={String(choice)} value={JSON.stringify(choice)}>
            {choice === '' ? '(empty)' : String(choice)}
          </option>
        ))}
      </select>
    )
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    return (
      <input
        {...shared}
        type="number"
        min={schema.minimum}
        max={schema.maximum}
        step={schema.type === 'number' ? 'any' : 1}
        value={value === undefined ? '' : String(value)}
        onInput={({ currentTarget }) =>
          onChange(currentTarget.value ? Number(currentTarget.value) : undefined)
        }
      />
    )
  }
  if (schema.type === 'array' && schema.items?.type === 'string') {
    return (
      <textarea
        {...shared}
        rows={3}
        placeholder="One a line"
        value={Array.isArray(value) ? value.join('\n') : ''}
        onInput={({ currentTarget }) => onChange(linesOf(currentTarget.value))}
      />
    )
  }
  if (isLong(schema) || schema.type === undefined)
    return <JsonField shared={shared} value={value} schema={schema} onChange={onChange} />
  return (
    <input
      {...shared}
      minLength={schema.minLength}
      maxLength={schema.maxLength}
      autocomplete="off"
      value={value === undefined || value === null ? '' : String(value)}
      onInput={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  )
}

/** What has no field of its own is written as JSON; one that does not parse cannot be sent. */
function JsonField(props: {
  shared: object
  schema: Schema
  value: unknown
  onChange: (value: unknown) => void
}) {
  const { shared, schema, value, onChange } = props
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2))
  return (
    <textarea
      {...shared}
      rows={5}
      spellcheck={false}
      placeholder={JSON.stringify(exampleOf(schema), null, 2)}
      value={text}
      onInput={({ currentTarget }) => {
        setText(currentTarget.value)
        const { isJson, value } = parsed(currentTarget.value)
        currentTarget.setCustomValidity(isJson ? '' : 'This is no JSON.')
        if (isJson) onChange(value)
      }}
    />
  )
}
