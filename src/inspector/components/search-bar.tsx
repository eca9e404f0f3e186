import { route, setQuery } from '../route.ts'
import { Button } from './basics.tsx'

/** What the query of the address says of rows: the text that they have, and members by their names. */
export const rowQuery = (): Readonly<Record<string, string>> => Object.fromEntries(route.value.query)

/** Finds rows by a text, which the address keeps, and takes back what else the address filters by. */
export function SearchBar(props: {
  label: string
  placeholder: string
  /** How many rows were found, in words; undefined until that is known. */
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
