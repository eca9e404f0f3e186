import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { RequestEntry } from '../../../mock/journal/requests/entry.ts'
import { quoted } from '../../api.ts'
import { Badge, Card, Empty, Page } from '../../components/basics.tsx'
import { Code, Json } from '../../components/code.tsx'
import { Person } from '../../components/people.tsx'
import { momentOf } from '../../components/time.tsx'
import { description, type Operation } from '../../openapi.ts'
import { link } from '../../route.ts'
import { SendAgain } from './send-again.tsx'
import { Status } from './status.tsx'

const within = { title: 'Requests', href: link('requests') }

/** One request with its answer and its documentation. */
export function RequestDetail({ id, entries }: { id: number; entries: readonly RequestEntry[] }) {
  const entry = entries.find((entry) => entry.id === id)
  const operation = useOperation(entry)
  if (!entry) {
    return (
      <Page title={`Request ${id}`} within={within}>
        <Empty>The journal does not have it: it keeps the last ones.</Empty>
      </Page>
    )
  }
  const { method, path, query, status, request, response, refusal, nearest } = entry
  return (
    <Page
      within={within}
      title={
        <>
          {method} {path} <Status status={status} />
        </>
      }
      lead={refusal ?? entry.operation ?? undefined}
    >
      <div class="columns">
        <div class="stack">
          <Card title="What was asked">
            <Facts entry={entry} />
            {query && (
              <Part title="Query">
                <Code text={query.split('&').join('\n')} label="the query" />
              </Part>
            )}
            {request.body !== null && (
              <Part title="Body">
                <Json value={request.body} label="the body of the request" />
              </Part>
            )}
            <Part title="Headers">
              <Json value={request.headers} label="the headers of the request" />
            </Part>
            <Part title="As curl">
              <Code text={asCurl(entry)} label="the request as curl" />
            </Part>
          </Card>
          <SendAgain entry={entry} scopes={scopesOf(operation)} />
        </div>
        <div class="stack">
          <Card title="What was answered">
            {nearest && <p>No route is there. The nearest is {nearest}.</p>}
            <Part title="Body">
              <Json value={response.body} label="the body of the answer" />
            </Part>
            <Part title="Headers">
              <Json value={response.headers} label="the headers of the answer" />
            </Part>
          </Card>
          {operation && <Documented operation={operation} />}
        </div>
      </div>
    </Page>
  )
}

/** A part of a message with its name. */
function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="message-part">
      <h3>{title}</h3>
      {children}
    </div>
  )
}

function Facts({ entry: { at, ms, client_id, user_id, response } }: { entry: RequestEntry }) {
  const fault = response.headers['x-mock-fault']
  return (
    <p class="faint">
      {momentOf(at)}, answered in {ms} ms
      {client_id && (
        <>
          , by the client <code>{client_id}</code>
        </>
      )}
      {user_id && (
        <>
          {' '}
          for <Person id={user_id} />
        </>
      )}{' '}
      {fault && <Badge tone="warn">fault {fault}</Badge>}
    </p>
  )
}

function Documented({ operation }: { operation: Operation }) {
  const scopes = scopesOf(operation)
  return (
    <Card
      title={`Documented: ${operation.summary}`}
      actions={<a href={`/docs#tag/${encodeURIComponent(operation.tags?.[0] ?? '')}`}>Reference</a>}
    >
      {operation.description && <p>{operation.description}</p>}
      {scopes.length > 0 && (
        <p>
          A user access token needs one of{' '}
          {scopes.map((scope) => (
            <code key={scope}>{scope} </code>
          ))}
        </p>
      )}
      {operation.parameters && operation.parameters.length > 0 && (
        <dl class="places">
          {operation.parameters.map(({ name, required, description, schema }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <span>
                  {description ?? schema?.description ?? ''} {required && <Badge>required</Badge>}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}

const scopesOf = (operation: Operation | undefined): readonly string[] =>
  operation?.security?.flatMap(({ user = [] }) => user) ?? []

/** The described operation of a request. */
function useOperation(entry: RequestEntry | undefined): Operation | undefined {
  const [operation, setOperation] = useState<Operation>()
  const [name, method] = [entry?.operation, entry?.method.toLowerCase()]
  useEffect(() => {
    if (!name || !method) return
    description().then(
      ({ paths }) =>
        setOperation(
          Object.values(paths)
            .flatMap((operations) => operations[method] ?? [])
            .find(({ summary }) => summary === name),
        ),
      () => {},
    )
  }, [name, method])
  return operation
}

/** The request as a curl command, in which the user has to fill in redacted secrets. */
function asCurl({ method, path, query, request }: RequestEntry): string {
  const url = `${location.origin}${path}${query && `?${query}`}`
  const headers = Object.entries(request.headers)
    .filter(([name]) => /^(authorization|client-id|content-type)$/.test(name))
    .map(([name, value]) => ` \\\n  -H ${quoted(`${name}: ${value}`)}`)
  const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body)
  const body = request.body === null ? '' : ` \\\n  -d ${quoted(text)}`
  return `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(url)}${headers.join('')}${body}`
}
