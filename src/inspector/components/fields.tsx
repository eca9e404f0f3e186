import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { messageOf } from '../api.ts'
import type { Schema } from '../openapi.ts'
import { Button } from './basics.tsx'
import { Field, type Fields } from './field.tsx'

/**
 * A form for a body, by its schema.
 *
 * @param initial the initial values of the fields
 * @param hidden members without a field, since their values are given
 * @param folded members that begin folded, since they are long
 * @param otherwise the values that the server would choose for missing members
 * @param onChange called on each change
 * @param onSubmit submits the body; the message of an error that it throws is shown
 * @param children content before the submit button
 */
export function SchemaForm(props: {
  schema: Schema
  submit: string
  initial?: Fields
  hidden?: readonly string[]
  folded?: readonly string[]
  otherwise?: Fields
  onChange?: (fields: Fields) => void
  onSubmit: (fields: Fields) => Promise<unknown>
  children?: ComponentChildren
}) {
  const { schema, submit, initial = {}, hidden = [], folded = [], otherwise, onChange, onSubmit } = props
  const [fields, setFields] = useState<Fields>(initial)
  const [problem, setProblem] = useState<string>()
  const required = schema.required ?? []
  const members = Object.entries(schema.properties ?? {}).filter(([name]) => !hidden.includes(name))
  // Required members come first.
  const ordered = members.toSorted(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
  const set = (name: string, value: unknown) => {
    const changed = { ...fields, [name]: value }
    setFields(changed)
    onChange?.(changed)
  }
  const act = async () => {
    setProblem(undefined)
    try {
      await onSubmit(fields)
    } catch (error) {
      setProblem(messageOf(error))
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
            otherwise={otherwise?.[name]}
            folded={folded.includes(name)}
            onChange={(value) => set(name, value)}
          />
        ))}
      </div>
      {props.children}
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
