import { useState } from 'preact/hooks'
import type { RequestEntry } from '../../../mock/journal/requests/entry.ts'
import { messageOf } from '../../api.ts'
import { Button, Card, Problem } from '../../components/basics.tsx'
import { Json } from '../../components/code.tsx'
import { Picker } from '../../components/picker.tsx'
import { helixHeaders } from '../../helix.ts'
import { Status } from './status.tsx'

interface Answer {
  status: number
  body: unknown
}

/** Sends the request again, with a new token, since the journal has no secrets. */
export function SendAgain({ entry, scopes }: { entry: RequestEntry; scopes: readonly string[] }) {
  const [user, setUser] = useState(entry.user_id ?? '')
  const [answer, setAnswer] = useState<Answer>()
  const [problem, setProblem] = useState<string>()
  const repeat = async () => {
    try {
      setProblem(undefined)
      setAnswer(await repeated(entry, user, scopes))
    } catch (error) {
      setProblem(messageOf(error))
    }
  }
  return (
    <Card title="Send again" lead="With a new token of this user, or of the app alone.">
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          void repeat()
        }}
      >
        <div class="field">
          <label for="again-user">User</label>
          <Picker id="again-user" unit="users" value={user} onChange={setUser} />
        </div>
        <div class="form-end">
          <Button type="submit" icon="refresh">
            Send again
          </Button>
        </div>
      </form>
      {problem && <Problem>{problem}</Problem>}
      {answer && (
        <div class="issued" role="status">
          <p>
            <Status status={answer.status} />
          </p>
          <Json value={answer.body} label="the new answer" />
        </div>
      )}
    </Card>
  )
}

async function repeated(entry: RequestEntry, user_id: string, scopes: readonly string[]): Promise<Answer> {
  const { method, path, query, client_id, request } = entry
  const headers: Record<string, string> = {}
  if (request.headers['content-type']) headers['Content-Type'] = request.headers['content-type']
  if (client_id) Object.assign(headers, await helixHeaders({ client_id, user_id, scopes }))
  const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body)
  const response = await fetch(`${path}${query && `?${query}`}`, {
    method,
    headers,
    ...(request.body !== null && { body: text }),
  })
  const answered = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, body: isJson && answered ? JSON.parse(answered) : answered }
}
