import type { DeliveryEntry } from '../../mock/journal/deliveries/entry.ts'
import { attempt } from '../api.ts'
import { Button, Card, Empty, Page, Problem } from '../components/basics.tsx'
import { type Column, Table } from '../components/table.tsx'
import { Ago } from '../components/time.tsx'
import { useJournal } from '../journal.ts'
import { link } from '../route.ts'
import { Conduits } from './events/conduits.tsx'
import { DeliveryDetail } from './events/delivery.tsx'
import { MessageFaults } from './events/faults.tsx'
import { Outcome, receiverOf } from './events/outcome.tsx'
import { Sessions } from './events/sessions.tsx'
import { Subscriptions } from './events/subscriptions.tsx'
import { Trigger } from './events/trigger.tsx'

/** The subscriptions of EventSub, and the deliveries with their results. */
export function Events({ rest: [id] }: { rest: readonly string[] }) {
  const journal = useJournal('deliveries')
  if (id) return <DeliveryDetail id={Number(id)} entries={journal.entries} />
  return (
    <Page
      title="Events"
      lead="Who has subscribed to EventSub, what was sent to them, and what came of it."
      actions={
        <Button
          icon="trash"
          onClick={() => attempt({ method: 'DELETE', path: '/units/deliveries' }, 'The journal was emptied')}
        >
          Empty the journal
        </Button>
      }
    >
      {journal.problem && <Problem>{journal.problem}</Problem>}
      <div class="columns">
        <Trigger />
        <div class="stack">
          <Sessions />
          <Conduits />
          <MessageFaults />
        </div>
      </div>
      <Card title="Deliveries" count={journal.entries.length} lead="The newest first, as they come.">
        {journal.entries.length > 0 ? (
          <Table
            label="What was sent"
            columns={columns}
            rows={journal.entries}
            keyOf={({ id }) => String(id)}
          />
        ) : (
          <Empty>Nothing was sent yet. Subscribe a program to a type, and trigger it.</Empty>
        )}
      </Card>
      <Subscriptions />
    </Page>
  )
}

const columns: readonly Column<DeliveryEntry>[] = [
  { key: 'status', title: 'Outcome', width: 20, render: (entry) => <Outcome {...entry} /> },
  {
    key: 'type',
    title: 'Type',
    width: 44,
    render: ({ id, type, version, message_type }) => (
      <a href={link('events', String(id))}>
        {type} <span class="faint">{message_type === 'notification' ? version : message_type}</span>
      </a>
    ),
  },
  { key: 'to', title: 'To', render: ({ transport }) => <code>{receiverOf(transport)}</code> },
  {
    key: 'attempts',
    title: 'Attempts',
    width: 11,
    align: 'end',
    render: ({ attempts }) => attempts.length,
  },
  { key: 'at', title: 'When', width: 14, align: 'end', render: ({ at }) => <Ago at={at} /> },
]
