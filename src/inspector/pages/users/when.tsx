import { Ago, Until } from '../../components/time.tsx'
import type { Row } from '../../rows.ts'

/** The members that say since when a row is there, the first that it has. */
const MOMENTS = [
  'followed_at',
  'started_at',
  'created_at',
  'redeemed_at',
  'cheered_at',
  'held_at',
  'sent_at',
  'said_at',
  'start_time',
  'timestamp',
  'subscribed_at',
]

/** How long what runs goes on, when what comes every week does, or since when a row is there. */
export function When({ row }: { row: Row }) {
  const began = MOMENTS.map((name) => row[name]).find((value) => typeof value === 'string')
  const end = endOf(row, began)
  if (end) return <Until at={end} />
  if (row.is_recurring === true && began) return <>{everyWeek(began, String(row.timezone))}</>
  return began ? <Ago at={began} /> : null
}

/** When what runs ends by itself. */
function endOf({ status, duration, prediction_window, expires_at, ended_at }: Row, began?: string) {
  const length = duration ?? prediction_window
  if (status === 'ACTIVE' && began && typeof length === 'number')
    return new Date(Date.parse(began) + length * 1000).toISOString()
  return ended_at === null && typeof expires_at === 'string' ? expires_at : undefined
}

/** The day of the week and the time, where it is planned. */
const everyWeek = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(at),
  )
