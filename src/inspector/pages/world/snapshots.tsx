import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { Button, Card, Empty, Loading, Problem } from '../../components/basics.tsx'
import { Icon } from '../../components/icon.tsx'
import { momentOf } from '../../components/time.tsx'
import { useControl, useFetched } from '../../fetched.ts'

interface Snapshot {
  name: string
  size: number
  created_at: string
}

/** The button that resets the state to that at the server's start. */
export function Reset() {
  return (
    <Card
      title="Reset"
      lead="Back to the state at the start: its rows, IDs and tokens, its clock, an empty journal and no faults."
    >
      <Button
        kind="danger"
        icon="refresh"
        onClick={() => attempt({ method: 'POST', path: '/units/reset' }, 'The world is as at its start')}
      >
        Reset the world
      </Button>
    </Card>
  )
}

/** The named snapshots. */
export function Snapshots() {
  const { data, problem, reload } = useFetched<{ data: Snapshot[]; total: number }>('/units/snapshots')
  useControl('/units/snapshots', reload)
  const [name, setName] = useState('')
  const keep = async () => {
    const path = '/units/snapshots'
    if (await attempt({ method: 'POST', path, body: { name } }, `Kept as ${name}`)) setName('')
  }
  return (
    <Card title="Snapshots" count={data?.total} lead="The whole state, kept under a name to go back to.">
      <div class="stack">
        <form
          class="inline-form"
          onSubmit={(event) => {
            event.preventDefault()
            void keep()
          }}
        >
          <div class="field">
            <label for="snapshot">Name</label>
            <input
              id="snapshot"
              required
              placeholder="before-the-raid"
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          </div>
          <Button type="submit">Keep the present state</Button>
        </form>
        {problem && <Problem>{problem}</Problem>}
        {!data && !problem && <Loading lines={2} />}
        {data?.data.length === 0 && <Empty>None is kept yet.</Empty>}
        <ul class="rows">
          {data?.data.map((snapshot) => (
            <OneSnapshot key={snapshot.name} {...snapshot} />
          ))}
        </ul>
      </div>
    </Card>
  )
}

const KILOBYTE = 1024

function OneSnapshot({ name, size, created_at }: Snapshot) {
  const path = `/units/snapshots/${encodeURIComponent(name)}`
  return (
    <li>
      <strong>{name}</strong>
      <span class="faint small">
        {Math.ceil(size / KILOBYTE).toLocaleString('en')} kB, {momentOf(created_at)}
      </span>
      <span class="actions">
        <Button
          onClick={() => attempt({ method: 'POST', path: `${path}/restore` }, `The world is as in ${name}`)}
        >
          Restore
        </Button>
        <a class="button quiet icon-only" href={path} download={`${name}.db`} aria-label={`Download ${name}`}>
          <Icon name="external" size={16} />
        </a>
        <Button
          kind="quiet"
          icon="trash"
          label={`Remove ${name}`}
          onClick={() => attempt({ method: 'DELETE', path }, `${name} was removed`)}
        />
      </span>
    </li>
  )
}
