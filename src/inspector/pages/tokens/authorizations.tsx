import { attempt } from '../../api.ts'
import { Button, Empty, Loading, Problem } from '../../components/basics.tsx'
import { Person } from '../../components/people.tsx'
import { rowQuery, SearchBar } from '../../components/search-bar.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { Ago } from '../../components/time.tsx'
import { link } from '../../route.ts'
import { useRows } from '../../rows.ts'
import { Scopes, useClientNames } from './grant.tsx'

interface Authorization {
  client_id: string
  user_id: string
  scopes: string[]
  created_at: string
}

/** The authorizations of clients by users; revoking one revokes its tokens. */
export function Authorizations() {
  const { rows, total, problem, more } = useRows<Authorization>('authorizations', rowQuery())
  const nameOf = useClientNames()
  return (
    <>
      <SearchBar
        label="Find authorizations"
        placeholder="Find by user ID, client ID or scope"
        found={rows && `${total.toLocaleString('en')} authorizations`}
      />
      {problem && <Problem>{problem}</Problem>}
      {!rows && !problem && <Loading lines={6} />}
      {rows?.length === 0 && <Empty>Nobody has granted anything, or nobody anything like that.</Empty>}
      {rows && rows.length > 0 && (
        <Table
          label="Authorizations"
          columns={columnsOf(nameOf)}
          rows={rows}
          keyOf={idOf}
          total={total}
          onEnd={more}
        />
      )}
    </>
  )
}

const idOf = ({ client_id, user_id }: Authorization) => `${client_id}:${user_id}`

const columnsOf = (nameOf: (client: string) => string): Column<Authorization>[] => [
  { key: 'user', title: 'Granted by', width: 24, render: ({ user_id }) => <Person id={user_id} /> },
  { key: 'client', title: 'To', width: 20, render: ({ client_id }) => nameOf(client_id) },
  { key: 'scopes', title: 'Scopes', render: ({ scopes }) => <Scopes scopes={scopes} /> },
  { key: 'since', title: 'Since', width: 14, render: ({ created_at }) => <Ago at={created_at} /> },
  {
    key: 'actions',
    title: 'What came of it',
    width: 26,
    render: (authorization) => <Actions {...authorization} />,
  },
]

function Actions(authorization: Authorization) {
  const { client_id, user_id } = authorization
  const path = `/units/authorizations/${encodeURIComponent(idOf(authorization))}`
  return (
    <span class="row-actions">
      <a class="button" href={`${link('tokens')}?${new URLSearchParams({ client_id, user_id })}`}>
        Tokens
      </a>
      <Button
        kind="danger"
        onClick={() => attempt({ method: 'DELETE', path }, 'The client was disconnected from the user')}
      >
        Disconnect
      </Button>
    </span>
  )
}
