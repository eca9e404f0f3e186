import type { DeliveryEntry } from '../../../mock/journal/deliveries/entry.ts'
import { attempt } from '../../api.ts'
import { Button, Card, Empty, Page } from '../../components/basics.tsx'
import { Json } from '../../components/code.tsx'
import { momentOf } from '../../components/time.tsx'
import { link } from '../../route.ts'
import { Outcome, receiverOf } from './outcome.tsx'

const within = { title: 'Events', href: link('events') }

/** One delivery: its message, its attempts, and the answers. */
export function DeliveryDetail({ id, entries }: { id: number; entries: readonly DeliveryEntry[] }) {
  const entry = entries.find((entry) => entry.id === id)
  if (!entry) {
    return (
      <Page title={`Delivery ${id}`} within={within}>
        <Empty>The journal does not have it: it keeps the last ones.</Empty>
      </Page>
    )
  }
  const { type, version, attempts, transport, payload, reason, message_id, next_attempt_at } = entry
  const resend = () => attempt({ method: 'POST', path: `/units/deliveries/${id}/resend` }, 'Sent again')
  return (
    <Page
      within={within}
      title={
        <>
          {type} {version} <Outcome {...entry} />
        </>
      }
      lead={reason ?? undefined}
      actions={
        <Button kind="primary" icon="refresh" onClick={resend}>
          Send again
        </Button>
      }
    >
      <div class="columns">
        <Card title="Attempts" count={attempts.length} lead={<code>{receiverOf(transport)}</code>}>
          {attempts.length === 0 && <Empty>It was not sent.</Empty>}
          <ol class="rows">
            {attempts.map(({ at, status, error, duration_ms }) => (
              <li key={at}>
                <span>{momentOf(at)}</span>
                <span>{error ?? (status === null ? 'sent' : `answered ${status}`)}</span>
                {duration_ms !== null && <span class="faint">{duration_ms} ms</span>}
              </li>
            ))}
          </ol>
          {next_attempt_at && <p class="faint">The next one is at {momentOf(next_attempt_at)}</p>}
          <p class="faint">
            Message <code>{message_id}</code>
          </p>
        </Card>
        <Card title="Payload">
          <Json value={payload} label="the payload" />
        </Card>
      </div>
    </Page>
  )
}
