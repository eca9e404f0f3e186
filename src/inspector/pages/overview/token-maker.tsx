import { useState } from 'preact/hooks'
import { curlOf, messageOf, send } from '../../api.ts'
import { Button } from '../../components/basics.tsx'
import { Code, Value } from '../../components/code.tsx'
import { Picker } from '../../components/picker.tsx'
import { ScopePicker } from '../../components/scopes.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { snippets } from '../../snippets.ts'
import { announce } from '../../toasts.ts'
import type { Directory } from '../overview.tsx'

interface Token {
  token: string
  client_id: string
  user_id: string
}

/** Creates a user access token, and shows it with example programs. */
export function TokenMaker({ directory }: { directory: Directory }) {
  const [user, setUser] = useState(directory.user.id)
  const [scopes, setScopes] = useState<string[]>(['user:read:email'])
  const [token, setToken] = useState<Token>()
  const change = {
    method: 'POST',
    path: '/units/tokens',
    body: { client_id: directory.client_id, user_id: user, scopes },
  } as const
  const make = async () => {
    try {
      setToken(await send<Token>(change, 'A token was issued'))
    } catch (error) {
      announce({ text: messageOf(error), curl: curlOf(change), isProblem: true })
    }
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div class="field">
        <label for="token-user">User</label>
        <Picker id="token-user" unit="users" value={user} onChange={setUser} required />
      </div>
      <ScopePicker chosen={scopes} onChange={setScopes} />
      <div class="form-end">
        <Button type="submit" kind="primary" icon="tokens">
          Issue a token
        </Button>
      </div>
      {token && <Issued token={token} />}
    </form>
  )
}

function Issued({ token: { token, client_id, user_id } }: { token: Token }) {
  const credentials = { origin: location.origin, client_id, token, user_id }
  const tabs = Object.entries(snippets).map(
    ([name, write]) =>
      [name, () => <Code text={write(credentials)} label={`the ${name} program`} />] as const,
  )
  return (
    <div class="issued" role="status">
      <Value text={token} label="the token" />
      <Tabs label="Programs that use the token" tabs={tabs} />
    </div>
  )
}
