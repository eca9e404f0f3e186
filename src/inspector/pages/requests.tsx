import type { RequestEntry } from '../../mock/journal/requests/entry.ts'
import { attempt } from '../api.ts'
import { Button, Empty, Page, Problem } from '../components/basics.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Ago } from '../components/time.tsx'
import { useJournal } from '../journal.ts'
import { link, route, setQuery } from '../route.ts'
import { RequestDetail } from './requests/detail.tsx'
import { Status } from './requests/status.tsx'

/** The requests of programs to Helix and the identity provider, live. */
export function Requests({ rest: [id] }: { rest: readonly string[] }) {
  const journal = useJournal('requests')
  if (id) return <RequestDetail id={Number(id)} entries={journal.entries} />
  const { entries, problem, isPaused, pause } = journal
  const shown = entries.filter(wanted())
  return (
    <Page
      title="Requests"
      lead="What programs ask Helix and the identity provider, the newest first, without secrets."
      actions={
        <>
          <Button icon={isPaused ? 'play' : 'pause'} onClick={() => pause(!isPaused)}>
            {isPaused ? 'Go on' : 'Pause'}
          </Button>
          <Button
            icon="trash"
            onClick={() => attempt({ method: 'DELETE', path: '/units/requests' }, 'The journal was emptied')}
          >
            Empty
          </Button>
        </>
      }
    >
      {problem && <Problem>{problem}</Problem>}
      <Filters entries={entries} />
      {shown.length > 0 ? (
        <Table label="Requests" columns={columns} rows={shown} keyOf={({ id }) => String(id)} />
      ) : (
        <Empty>
          {entries.length > 0
            ? 'No request is like that.'
            : `Nothing was asked yet. Try: curl ${location.origin}/mock/users`}
        </Empty>
      )}
    </Page>
  )
}

const columns: readonly Column<RequestEntry>[] = [
  { key: 'status', title: 'Status', width: 10, render: ({ status }) => <Status status={status} /> },
  { key: 'method', title: 'Method', width: 10, render: ({ method }) => method },
  {
    key: 'path',
    title: 'Path',
    width: 40,
    render: ({ id, path, query }) => (
      <a href={link('requests', String(id))}>
        {path}
        {query && <span class="faint">?{query}</span>}
      </a>
    ),
  },
  {
    key: 'operation',
    title: 'Operation',
    render: ({ operation, refusal }) => (
      <>{refusal ?? operation ?? <span class="faint">no such route</span>}</>
    ),
  },
  { key: 'ms', title: 'ms', width: 10, align: 'end', render: ({ ms }) => ms.toFixed(1) },
  { key: 'at', title: 'When', width: 14, align: 'end', render: ({ at }) => <Ago at={at} /> },
]

const kinds = ['2xx', '3xx', '4xx', '5xx']

function Filters({ entries }: { entries: readonly RequestEntry[] }) {
  const { query } = route.value
  const clients = [...new Set(entries.flatMap(({ client_id }) => client_id ?? []))]
  return (
    <form class="toolbar" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        Path or operation
        <input
          type="search"
          value={query.get('text') ?? ''}
          onInput={({ currentTarget }) => setQuery({ text: currentTarget.value })}
        />
      </label>
      <Choice name="status" label="Status" options={kinds} />
      <Choice name="client" label="Client" options={clients} />
    </form>
  )
}

function Choice({ name, label, options }: { name: string; label: string; options: readonly string[] }) {
  const value = route.value.query.get(name) ?? ''
  return (
    <label class="field">
      {label}
      <select value={value} onChange={({ currentTarget }) => setQuery({ [name]: currentTarget.value })}>
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </label>
  )
}

/** The filter on entries by the query of the page. */
function wanted(): (entry: RequestEntry) => boolean {
  const { query } = route.value
  const [text, status, client] = ['text', 'status', 'client'].map(
    (name) => query.get(name)?.toLowerCase() ?? '',
  )
  return (entry) =>
    `${entry.method} ${entry.path}?${entry.query} ${entry.operation}`.toLowerCase().includes(text!) &&
    String(entry.status).startsWith(status!.replace('xx', '')) &&
    (!client || entry.client_id?.toLowerCase() === client)
}
