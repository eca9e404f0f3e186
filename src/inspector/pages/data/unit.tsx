import { useState } from 'preact/hooks'
import { Badge, Button, Empty, Loading, Page, Problem } from '../../components/basics.tsx'
import { Icon } from '../../components/icon.tsx'
import { Person } from '../../components/people.tsx'
import { rowQuery, SearchBar } from '../../components/search-bar.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { CreateDialog } from '../../components/writes.tsx'
import { idOf, type UnitDescription } from '../../openapi.ts'
import { link, linkWithQuery } from '../../route.ts'
import { type Row, useRows } from '../../rows.ts'
import { RowDialog } from './row.tsx'

/** The rows of a unit as a table, filtered by the query of the address. */
export function UnitPage({ unit, id }: { unit: UnitDescription; id?: string }) {
  const query = rowQuery()
  const { rows, total, problem, more } = useRows(unit.name, query)
  const [isMaking, setMaking] = useState(false)
  const close = () => {
    location.hash = linkWithQuery('data', unit.name)
  }
  const title = unit.name.replaceAll('_', ' ')
  return (
    <Page
      title={title[0]!.toUpperCase() + title.slice(1)}
      lead={unit.description}
      within={{ title: 'Data', href: link('data') }}
      actions={
        unit.create && (
          <Button kind="primary" icon="plus" onClick={() => setMaking(true)}>
            {unit.create.summary}
          </Button>
        )
      }
    >
      <SearchBar
        label={`Find ${title}`}
        placeholder={`Find ${title} by any member`}
        found={rows && `${total.toLocaleString('en')} rows`}
      />
      {problem && <Problem>{problem}</Problem>}
      {!rows && !problem && <Loading lines={8} />}
      {rows?.length === 0 && <Empty>{query.search ? 'No row has this anywhere.' : 'There are none.'}</Empty>}
      {rows && rows.length > 0 && (
        <Table
          label={title}
          columns={columnsOf(unit, rows)}
          rows={rows}
          keyOf={(row) => idOf(unit, row)}
          total={total}
          selected={id}
          onEnd={more}
        />
      )}
      {isMaking && unit.create && <CreateDialog unit={unit} onClose={() => setMaking(false)} />}
      {id !== undefined && <RowDialog unit={unit} id={id} onClose={close} />}
    </Page>
  )
}

const LOOKED_AT = 50

/** A column for each member of the rows, the most important ones first. */
function columnsOf(unit: UnitDescription, rows: readonly Row[]): Column<Row>[] {
  const names = [...new Set(rows.slice(0, LOOKED_AT).flatMap((row) => Object.keys(row)))]
  const columns = names.map((name) => ({
    key: name,
    title: name,
    width: widthOf(name, rows),
    render: (row: Row) => <Cell name={name} value={row[name]} />,
  }))
  const open: Column<Row> = {
    key: '',
    title: 'Open',
    width: 7,
    render: (row) => (
      <a
        class="button quiet icon-only"
        href={linkWithQuery('data', unit.name, idOf(unit, row))}
        aria-label={`Open ${idOf(unit, row)}`}
      >
        <Icon name="next" size={16} />
      </a>
    ),
  }
  return [open, ...columns]
}

const NARROWEST = 9
const WIDEST = 34
const PADDING = 4
const PERSON = 28

function widthOf(name: string, rows: readonly Row[]): number {
  if (isUser(name)) return PERSON
  const lengths = rows.slice(0, LOOKED_AT).map((row) => shown(row[name]).length)
  return Math.min(WIDEST, Math.max(NARROWEST, name.length, ...lengths) + PADDING)
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

/** Members that name a user. */
const isUser = (name: string) => /(?:^|_)(?:user|broadcaster|moderator|chatter|gifter)_id$/.test(name)

function Cell({ name, value }: { name: string; value: unknown }) {
  if (value === null || value === undefined || value === '') return <span class="faint">–</span>
  if (typeof value === 'string' && isUser(name)) return <Person id={value} />
  if (typeof value === 'boolean')
    return <Badge tone={value ? 'good' : undefined}>{value ? 'yes' : 'no'}</Badge>
  if (typeof value === 'object') return <code>{JSON.stringify(value)}</code>
  return <span title={String(value)}>{String(value)}</span>
}
