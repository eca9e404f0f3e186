import { useEffect, useId, useState } from 'preact/hooks'
import { get } from '../api.ts'

interface Rows {
  data: Record<string, unknown>[]
}

const CHOICES = 20
const PAUSE_MS = 120

/** The members that name a row for people; the first that a row has is used. */
const NAMES = ['display_name', 'Name', 'name', 'title', 'charity_name', 'login', 'text', 'description']

/** The name of a row. */
export function nameOf(row: Record<string, unknown>): string {
  const name = NAMES.find((name) => typeof row[name] === 'string' && row[name] !== '')
  return name ? String(row[name]) : ''
}

/** The ID of a row, by which others refer to it. */
const idOf = (row: Record<string, unknown>): string => String(row.id ?? row.ID)

/** A field for the ID of a row of a unit, which searches the rows by name or ID. */
export function Picker(props: {
  unit: string
  value: string
  onChange: (id: string) => void
  id?: string
  required?: boolean
  /** A filter on the rows, such as ?broadcaster_id=. */
  within?: Readonly<Record<string, string>>
  placeholder?: string
}) {
  const { unit, value, onChange, id, required, within = {}, placeholder } = props
  const list = useId()
  const [rows, setRows] = useState<Rows['data']>([])
  const [isVisited, setVisited] = useState(false)
  // A form may have dozens of pickers, so one loads rows only after it was focused or has a value.
  const isWanted = isVisited || value !== ''
  const query = new URLSearchParams({ ...within, first: String(CHOICES), ...(value && { search: value }) })
  const path = `/units/${unit}?${query}`
  useEffect(() => {
    if (!isWanted) return
    let isCurrent = true
    const timer = setTimeout(
      () =>
        get<Rows>(path).then(
          ({ data }) => isCurrent && setRows(data),
          () => {},
        ),
      PAUSE_MS,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [path, isWanted])
  const chosen = rows.find((row) => idOf(row) === value)
  return (
    <span class="picker">
      <input
        id={id}
        list={list}
        value={value}
        required={required}
        placeholder={placeholder ?? `Find ${unit.replaceAll('_', ' ')} by name or ID`}
        autocomplete="off"
        spellcheck={false}
        onFocus={() => setVisited(true)}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {chosen && <span class="picked">{nameOf(chosen)}</span>}
      <datalist id={list}>
        {rows.map((row) => (
          <option key={idOf(row)} value={idOf(row)}>
            {nameOf(row)}
          </option>
        ))}
      </datalist>
    </span>
  )
}
