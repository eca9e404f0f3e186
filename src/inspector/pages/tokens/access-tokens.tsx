import { attempt } from '../../api.ts'
import { clock, now } from '../../clock.ts'
import { Badge, Button, Empty, Loading, Problem } from '../../components/basics.tsx'
import { Copy } from '../../components/code.tsx'
import { Person } from '../../components/people.tsx'
import { rowQuery, SearchBar } from '../../components/search-bar.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { Ago } from '../../components/time.tsx'
import { useRows } from '../../rows.ts'
import { Scopes, useClientNames } from './grant.tsx'

interface Token {
  token: string
  client_id: string
  user_id: string | null
  scopes: string[]
  refresh_token: string | null
  expires_at: string
}

/** The access tokens, which can be expired and revoked. */
export function AccessTokens() {
  const { rows, total, problem, more } = useRows<Token>('tokens', rowQuery())
  const nameOf = useClientNames()
  return (
    <>
      <SearchBar
        label="Find tokens"
        placeholder="Find by token, user ID, client ID or scope"
        found={rows && `${total.toLocaleString('en')} tokens`}
      />
      {problem && <Problem>{problem}</Problem>}
      {!rows && !problem && <Loading lines={6} />}
      {rows?.length === 0 && <Empty>No token is there, or none is like that.</Empty>}
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
    </>
  )
}

const isOver = ({ expires_at }: Token) => now.value !== undefined && Date.parse(expires_at) <= now.value

const columnsOf = (nameOf: (client: string) => string): Column<Token>[] => [
  {
    key: 'user',
    title: 'Granted by',
    width: 19,
    render: ({ user_id }) => (user_id ? <Person id={user_id} /> : <Badge>app token</Badge>),
  },
  { key: 'client', title: 'To', width: 14, render: ({ client_id }) => nameOf(client_id) },
  { key: 'scopes', title: 'Scopes', render: ({ scopes }) => <Scopes scopes={scopes} /> },
  {
    key: 'token',
    title: 'Token',
    width: 14,
    render: ({ token }) => <Secret text={token} label="the token" />,
  },
  {
    key: 'refresh',
    title: 'Renewed by',
    width: 13,
    render: ({ refresh_token }) => refresh_token && <Secret text={refresh_token} label="the refresh token" />,
  },
  {
    key: 'expires',
    title: 'Expires',
    width: 11,
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

const SHOWN_CHARACTERS = 10

/** The beginning of a secret, with a button to copy it. */
function Secret({ text, label }: { text: string; label: string }) {
  return (
    <span class="value">
      <code>{text.slice(0, SHOWN_CHARACTERS)}…</code>
      <Copy text={text} label={label} />
    </span>
  )
}
