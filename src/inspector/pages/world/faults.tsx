import { useEffect, useState } from 'preact/hooks'
import { attempt, send } from '../../api.ts'
import { Badge, Button, Card, Empty, Loading, Problem } from '../../components/basics.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { SchemaForm } from '../../components/fields.tsx'
import { useControl, useFetched } from '../../fetched.ts'
import { listen } from '../../live.ts'
import { description, type Write, writeOf } from '../../openapi.ts'

interface Fault {
  id: string
  match?: Readonly<Record<string, string>>
  effect: Readonly<Record<string, unknown>>
  times?: number
  probability?: number
  met: number
  done: number
}

const path = '/units/faults'

const usual: readonly (readonly [name: string, body: object])[] = [
  ['The next request: 500', { times: 1, effect: { status: 500 } }],
  ['Too many requests', { times: 1, effect: { status: 429, message: 'Too Many Requests', retry_after: 2 } }],
  ['Half of all: 503', { probability: 0.5, effect: { status: 503 } }],
  ['Two seconds late', { effect: { delay_ms: 2000 } }],
]

/** The faults of requests to Helix and to the identity provider. */
export function Faults() {
  const { data, problem, reload } = useFetched<{ data: Fault[]; total: number }>(path)
  useControl(path, reload)
  // Each request that matches a fault changes its counts.
  useEffect(() => listen('requests', reload), [reload])
  const [isMaking, setMaking] = useState(false)
  const [write, setWrite] = useState<Write>()
  useEffect(() => {
    description().then(
      ({ paths }) => setWrite(writeOf(paths[path]?.post)),
      () => {},
    )
  }, [])
  return (
    <Card
      title="Faults"
      count={data?.total}
      lead="Requests to Helix and to the identity provider go wrong on purpose; those to /units never do."
      actions={
        <>
          {data && data.total > 0 && (
            <Button onClick={() => attempt({ method: 'DELETE', path }, 'No fault is in force')}>
              Remove all
            </Button>
          )}
          <Button kind="primary" icon="plus" onClick={() => setMaking(true)} disabled={!write}>
            Another fault
          </Button>
        </>
      }
    >
      <div class="stack">
        <fieldset class="toolbar" aria-label="Usual faults">
          {usual.map(([name, body]) => (
            <Button key={name} onClick={() => attempt({ method: 'POST', path, body }, 'A fault is in force')}>
              {name}
            </Button>
          ))}
        </fieldset>
        {problem && <Problem>{problem}</Problem>}
        {!data && !problem && <Loading lines={2} />}
        {data?.data.length === 0 && <Empty>Nothing goes wrong on purpose.</Empty>}
        <ul class="rows">
          {data?.data.map(({ id, met, done, match, effect, times, probability }) => (
            <li key={id}>
              <Badge tone="warn">{wordsOf(effect)}</Badge>
              <span>{match && Object.keys(match).length > 0 ? wordsOf(match) : 'every request'}</span>
              <span class="faint small">
                {probability !== undefined && `${probability * 100} %, `}
                done {done}
                {times !== undefined && ` of ${times}`}, met {met}
              </span>
              <Button
                kind="quiet"
                icon="trash"
                label={`Remove fault ${id}`}
                onClick={() =>
                  attempt({ method: 'DELETE', path: `${path}/${id}` }, `Fault ${id} was removed`)
                }
              />
            </li>
          ))}
        </ul>
      </div>
      {isMaking && write && (
        <Dialog title={write.summary} onClose={() => setMaking(false)}>
          <SchemaForm
            schema={write.body}
            submit="Let it go wrong"
            onSubmit={async (body) => {
              await send({ method: 'POST', path, body }, 'A fault is in force')
              setMaking(false)
            }}
          />
        </Dialog>
      )}
    </Card>
  )
}

const wordsOf = (members: Readonly<Record<string, unknown>>): string =>
  Object.entries(members)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`)
    .join(', ')
