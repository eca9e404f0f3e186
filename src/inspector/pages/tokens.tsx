import { attempt } from '../api.ts'
import { clock, now } from '../clock.ts'
import { Badge, Button, Empty, Loading, Page, Problem } from '../components/basics.tsx'
import { Copy } from '../components/code.tsx'
import { Person } from '../components/people.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Ago } from '../components/time.tsx'
import { useFetched } from '../fetched.ts'
import { link, route, setQuery } from '../route.ts'
import { useRows } from '../rows.ts'

interface Token {
  token: string
  client_id: string
  user_id: string | null
  scopes: string[]
  expires_at: string
}

interface Client {
  ID: string
  Name: string
}

/** Who has granted what to whom. */
export function Tokens() {
  const search = route.value.query.get('search') ?? ''
  const { rows, total, problem, more } = useRows<Token>('tokens', search ? { search } : {})
  const { data: clients } = useFetched<{ data: Client[] }>('/units/clients', 'clients')
  const nameOf = (id: string) => clients?.data.find(({ ID }) => ID === id)?.Name ?? id
  return (
    <Page
      title="Tokens"
      lead="Who has granted what to whom. What a client does with a token that has ended, it shows when you end one."
      actions={
        <a class="button primary" href={link('overview')}>
          Issue a token
        </a>
      }
    >
      <div class="toolbar">
        <input
          type="search"
          aria-label="Find tokens"
          placeholder="Find by token, user ID, client ID or scope"
          value={search}
          onInput={({ currentTarget }) => setQuery({ search: currentTarget.value || undefined })}
        />
        {rows && <span class="faint">{total.toLocaleString('en')} tokens</span>}
      </div>
      {problem && <Problem>{problem}</Problem>}
      {!rows && !problem && <Loading lines={6} />}
      {rows?.length === 0 && <Empty>{search ? 'No token is like that.' : 'No token is there.'}</Empty>}
      {rows && rows.length > 0 && (
        <Table
          label="Tokens"
          columns={columnsOf(nameOf)}
          rows={rows}
          keyOf={({ token }) => token}
          total={total}
          onEnd={more}
        />
      )}
    </Page>
  )
}

const isOver = ({ expires_at }: Token) => now.value !== undefined && Date.parse(expires_at) <= now.value

const columnsOf = (nameOf: (client: string) => string): Column<Token>[] => [
  {
    key: 'user',
    title: 'Granted by',
    width: 24,
    render: ({ user_id }) => (user_id ? <Person id={user_id} /> : <Badge>app token</Badge>),
  },
  { key: 'client', title: 'To', width: 16, render: ({ client_id }) => nameOf(client_id) },
  {
    key: 'scopes',
    title: 'Scopes',
    render: ({ scopes }) =>
      scopes.length === 0 ? (
        <span class="faint">none</span>
      ) : (
        <code title={scopes.join('\n')}>{scopes.join(' ')}</code>
      ),
  },
  {
    key: 'token',
    title: 'Token',
    width: 18,
    render: ({ token }) => (
      <span class="value">
        <code>{token.slice(0, 10)}…</code>
        <Copy text={token} label="the token" />
      </span>
    ),
  },
  {
    key: 'expires',
    title: 'Expires',
    width: 13,
    render: (token) => (isOver(token) ? <Badge tone="bad">expired</Badge> : <Ago at={token.expires_at} />),
  },
  { key: 'actions', title: 'End it', width: 24, render: (token) => <Actions token={token} /> },
]

function Actions({ token }: { token: Token }) {
  const path = `/units/tokens/${encodeURIComponent(token.token)}`
  const expire = () => {
    const body = { expires_at: new Date(now.value ?? Date.parse(clock.value!.now)).toISOString() }
    return attempt({ method: 'PATCH', path, body }, 'The token has expired')
  }
  return (
    <span class="row-actions">
      <Button onClick={expire} disabled={isOver(token)}>
        Expire now
      </Button>
      <Button kind="danger" onClick={() => attempt({ method: 'DELETE', path }, 'The token was revoked')}>
        Revoke
      </Button>
    </span>
  )
}
