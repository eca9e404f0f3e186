import { attempt } from '../../api.ts'
import { Badge, Button, Card, Empty } from '../../components/basics.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { useFetched } from '../../fetched.ts'
import { receiverOf } from './outcome.tsx'

interface Subscription {
  id: string
  type: string
  version: string
  status: string
  condition: Readonly<Record<string, string>>
  transport: Readonly<Record<string, unknown>>
}

/** The subscriptions of all clients. */
export function Subscriptions() {
  const { data } = useFetched<{ total: number; data: Subscription[] }>(
    '/units/eventsub_subscriptions',
    'eventsub_subscriptions',
  )
  const rows = data?.data ?? []
  return (
    <Card title="Subscriptions" count={data?.total}>
      {rows.length > 0 ? (
        <Table label="Who has subscribed" columns={columns} rows={rows} keyOf={({ id }) => id} />
      ) : (
        <Empty>Nobody has subscribed.</Empty>
      )}
    </Card>
  )
}

const columns: readonly Column<Subscription>[] = [
  {
    key: 'type',
    title: 'Type',
    width: 36,
    render: ({ type, version }) => (
      <>
        {type} <span class="faint">{version}</span>
      </>
    ),
  },
  {
    key: 'status',
    title: 'Status',
    width: 24,
    render: ({ status }) => <Badge tone={status === 'enabled' ? 'good' : 'warn'}>{status}</Badge>,
  },
  {
    key: 'condition',
    title: 'Condition',
    render: ({ condition }) =>
      Object.entries(condition)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
  },
  { key: 'to', title: 'To', render: ({ transport }) => <code>{receiverOf(transport)}</code> },
  {
    key: 'remove',
    title: 'Remove',
    width: 10,
    align: 'end',
    render: ({ id, type }) => (
      <Button
        kind="quiet"
        icon="trash"
        label={`Remove the subscription to ${type}`}
        onClick={() =>
          attempt(
            { method: 'DELETE', path: `/units/eventsub_subscriptions/${id}` },
            'The subscription was removed',
          )
        }
      />
    ),
  },
]
