import { send } from '../api.ts'
import { idOf, type Schema, type UnitDescription } from '../openapi.ts'
import type { Row } from '../rows.ts'
import { Dialog } from './dialog.tsx'
import type { Fields } from './field.tsx'
import { SchemaForm } from './fields.tsx'
import { choicesOf, isNullable } from './schema.ts'

/** The path of a unit's row. */
export const pathOf = (unit: UnitDescription, id: string): string =>
  `/units/${unit.name}/${encodeURIComponent(id)}`

/**
 * The form that creates a row of a unit, in a dialog.
 *
 * @param given members with given values, which have no field
 */
export function CreateDialog(props: { unit: UnitDescription; given?: Fields; onClose: () => void }) {
  const { unit, given = {}, onClose } = props
  const { summary, body } = unit.create!
  return (
    <Dialog title={summary} onClose={onClose}>
      <SchemaForm
        schema={body}
        submit={actOf(summary)}
        initial={given}
        hidden={Object.keys(given)}
        onSubmit={async (fields) => {
          await send({ method: 'POST', path: `/units/${unit.name}`, body: fields }, summary)
          onClose()
        }}
      />
    </Dialog>
  )
}

/** The form that changes a row of a unit, in a dialog. */
export function UpdateDialog(props: { unit: UnitDescription; row: Row; onClose: () => void }) {
  return (
    <Dialog title={props.unit.update!.summary} onClose={props.onClose}>
      <UpdateForm {...props} onDone={props.onClose} />
    </Dialog>
  )
}

/** The form that changes a row of a unit; it sends only changed members. */
export function UpdateForm(props: { unit: UnitDescription; row: Row; onDone: () => void }) {
  const { unit, row, onDone } = props
  const { summary, body } = unit.update!
  return (
    <SchemaForm
      schema={body}
      submit={actOf(summary)}
      initial={presentOf(row, body)}
      onSubmit={async (fields) => {
        await send(
          { method: 'PATCH', path: pathOf(unit, idOf(unit, row)), body: changed(row, fields) },
          summary,
        )
        onDone()
      }}
    />
  )
}

/** The beginning of a write's summary, without its effects. */
const actOf = (summary: string): string => summary.split(/[;:,]/)[0]!

/** The changeable members of a row whose present values a write accepts. */
const presentOf = (row: Row, { properties = {} }: Schema): Fields =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name, schema]) => takes(schema, row[name]))
      .map(([name]) => [name, row[name]]),
  )

const takes = (schema: Schema, value: unknown): boolean =>
  value !== undefined &&
  (value !== null || isNullable(schema)) &&
  (choicesOf(schema)?.includes(value) ?? true)

/** The fields that differ from the row. */
const changed = (row: Row, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(row[name]) !== JSON.stringify(value)),
  )
