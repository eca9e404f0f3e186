import { useState } from 'preact/hooks'
import { send } from '../api.ts'
import { Badge, Button, Empty, Loading, Page, Problem } from '../components/basics.tsx'
import { Dialog } from '../components/dialog.tsx'
import { SchemaForm } from '../components/fields.tsx'
import { PersonOf, type User } from '../components/people.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Ago } from '../components/time.tsx'
import { useFetched } from '../fetched.ts'
import { useUnits } from '../openapi.ts'
import { go, route, setQuery } from '../route.ts'
import { useRows } from '../rows.ts'
import { Channel } from './users/channel.tsx'

/** All users with a search by name, or the page of one user's channel. */
export function Users({ rest: [id] }: { rest: readonly string[] }) {
  return id === undefined ? <Everybody /> : <Channel key={id} id={id} />
}

const kinds = [
  ['', 'Everybody'],
  ['partner', 'Partners'],
  ['affiliate', 'Affiliates'],
] as const

function Everybody() {
  const search = route.value.query.get('search') ?? ''
  const kind = route.value.query.get('kind') ?? ''
  const query = { ...(search && { search }), ...(kind && { broadcaster_type: kind }) }
  const { rows, total, problem, more } = useRows<User>('users', query)
  const live = useLive()
  const create = useUnits()?.get('users')?.create
  const [isMaking, setMaking] = useState(false)
  return (
    <Page
      title="Users and channels"
      lead="Everybody who is here. Each has a channel, and a page with all that belongs to it."
      actions={
        <Button kind="primary" icon="plus" onClick={() => setMaking(true)} disabled={!create}>
          Make a user
        </Button>
      }
    >
      <div class="toolbar">
        <input
          type="search"
          aria-label="Find users"
          placeholder="Find by name, ID, email or description"
          value={search}
          onInput={({ currentTarget }) => setQuery({ search: currentTarget.value || undefined })}
        />
        <select
          aria-label="Kind of channel"
          value={kind}
          onChange={({ currentTarget }) => setQuery({ kind: currentTarget.value || undefined })}
        >
          {kinds.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        {rows && <span class="faint">{total.toLocaleString('en')} users</span>}
      </div>
      {problem && <Problem>{problem}</Problem>}
      {!rows && !problem && <Loading lines={8} />}
      {rows?.length === 0 && <Empty>Nobody is called so.</Empty>}
      {rows && rows.length > 0 && (
        <Table
          label="Users"
          columns={columnsOf(live)}
          rows={rows}
          keyOf={({ id }) => id}
          total={total}
          onEnd={more}
        />
      )}
      {isMaking && create && (
        <Dialog title={create.summary} onClose={() => setMaking(false)}>
          <SchemaForm
            schema={create.body}
            submit={create.summary}
            onSubmit={async (body) => {
              const user = await send<User>({ method: 'POST', path: '/units/users', body }, 'A user was made')
              go('users', user.id)
            }}
          />
        </Dialog>
      )}
    </Page>
  )
}

/** The IDs of the users who are live. */
function useLive(): ReadonlySet<string> {
  const { data } = useFetched<{ data: { user_id: string }[] }>('/units/streams', 'streams')
  return new Set(data?.data.map(({ user_id }) => user_id))
}

const columnsOf = (live: ReadonlySet<string>): Column<User>[] => [
  { key: 'name', title: 'Name', width: 28, render: (user) => <PersonOf user={user} /> },
  {
    key: 'live',
    title: 'Now',
    width: 9,
    render: ({ id }) => live.has(id) && <Badge tone="live">live</Badge>,
  },
  {
    key: 'type',
    title: 'Channel',
    width: 12,
    render: ({ broadcaster_type }) => broadcaster_type && <Badge tone="accent">{broadcaster_type}</Badge>,
  },
  { key: 'id', title: 'ID', width: 14, render: ({ id }) => <code>{id}</code> },
  {
    key: 'description',
    title: 'Description',
    render: ({ description }) => <span class="faint">{description}</span>,
  },
  { key: 'created', title: 'Since', width: 14, render: ({ created_at }) => <Ago at={created_at} /> },
]
