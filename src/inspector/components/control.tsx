import { useState } from 'preact/hooks'
import type { Schema } from '../openapi.ts'
import type { FieldProps } from './field.tsx'
import { Picker } from './picker.tsx'
import { choicesOf, exampleOf, linesOf, parsed, typeOf } from './schema.ts'

const NOTHING = ''

/** Units whose rows do not belong to a channel. */
const ofNoChannel = ['users', 'categories', 'clients', 'extensions']

/** The form control of a field, by its schema. */
export function Control({
  id,
  schema,
  value,
  required,
  fields,
  otherwise,
  onChange,
}: FieldProps & { id: string }) {
  const unit = schema['x-refers-to']
  const type = typeOf(schema)
  const shown = otherwise === undefined || otherwise === null ? undefined : String(otherwise)
  const shared = {
    id,
    required,
    placeholder: shown,
    'aria-describedby': schema.description ? `${id}-hint` : undefined,
  }
  if (unit) {
    const channel = ofNoChannel.includes(unit) ? '' : fields.broadcaster_id
    const within: Record<string, string> = channel ? { broadcaster_id: String(channel) } : {}
    return (
      <Picker
        id={id}
        unit={unit}
        value={String(value ?? '')}
        onChange={(chosen) => onChange(chosen || undefined)}
        required={required}
        within={within}
        placeholder={shown}
      />
    )
  }
  const choices = choicesOf(schema)
  if (choices) {
    return (
      <select
        id={id}
        required={required}
        aria-describedby={shared['aria-describedby']}
        value={value === undefined ? NOTHING : JSON.stringify(value)}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === NOTHING ? undefined : JSON.parse(currentTarget.value))
        }
      >
        {(!required || value === undefined) && <option value={NOTHING}>–{shown && ` (${shown})`}</option>}
        {choices.map((choice) => (
          <option key={String(choice)} value={JSON.stringify(choice)}>
            {choice === '' ? '(empty)' : String(choice)}
          </option>
        ))}
      </select>
    )
  }
  if (type === 'integer' || type === 'number') {
    return (
      <input
        {...shared}
        type="number"
        min={schema.minimum}
        max={schema.maximum}
        step={type === 'number' ? 'any' : 1}
        value={value === undefined ? '' : String(value)}
        onInput={({ currentTarget }) =>
          onChange(currentTarget.value ? Number(currentTarget.value) : undefined)
        }
      />
    )
  }
  if (type === 'array' && schema.items && typeOf(schema.items) === 'string') {
    return (
      <textarea
        {...shared}
        rows={3}
        placeholder={Array.isArray(otherwise) && otherwise.length > 0 ? otherwise.join('\n') : 'One a line'}
        value={Array.isArray(value) ? value.join('\n') : ''}
        onInput={({ currentTarget }) => onChange(linesOf(currentTarget.value))}
      />
    )
  }
  if (type !== 'string')
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

/** A text field for JSON, for schemas without another control; invalid JSON prevents the submission. */
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
