import { route, setQuery } from '../route.ts'
import { Button } from './basics.tsx'

/** The filter on rows in the query of the address: a text, and members by name. */
export const rowQuery = (): Readonly<Record<string, string>> => Object.fromEntries(route.value.query)

/** The search for rows by a text, kept in the address, with buttons to remove the other filters. */
export function SearchBar(props: {
  label: string
  placeholder: string
  /** The number of found rows, as text; undefined while loading. */
  found: string | undefined
}) {
  const { search = '', ...members } = rowQuery()
  return (
    <div class="toolbar">
      <input
        type="search"
        aria-label={props.label}
        placeholder={props.placeholder}
        value={search}
        onInput={({ currentTarget }) => setQuery({ search: currentTarget.value || undefined })}
      />
      {Object.entries(members).map(([name, value]) => (
        <Button key={name} icon="close" onClick={() => setQuery({ [name]: undefined })}>
          {name} is {value || 'empty'}
        </Button>
      ))}
      {props.found && <span class="faint">{props.found}</span>}
    </div>
  )
}
