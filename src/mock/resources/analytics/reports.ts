import { Elysia } from 'elysia'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import { findReleased } from '../extensions/store.ts'
import { findGame } from '../games/store.ts'
import { daysOf, type Period } from './period.ts'

const PATH = '/analytics/reports'
const LIFETIME = 5 * Milliseconds.minute

/** The subject of a report. */
export type ReportKind = 'extensions' | 'games'

const columns: Record<ReportKind, readonly string[]> = {
  extensions: [
    'Views',
    'Unique Viewers',
    'Renders',
    'Unique Renders',
    'Clicks',
    'Unique Interactors',
    'Installs',
    'Uninstalls',
    'Activations',
  ],
  games: [
    'Hours Watched',
    'Unique Viewers',
    'Peak Viewers',
    'Hours Broadcast',
    'Unique Broadcasters',
    'Chat Messages',
    'Clips Created',
  ],
}

/** The URL of a report, which is valid for five minutes. */
export function reportUrl(
  store: Store,
  origin: string,
  kind: ReportKind,
  id: string,
  { first, last }: Period,
): string {
  const expires = store.now().getTime() + LIFETIME
  return `${origin}/mock${PATH}/${kind}/${id}/overview_v2/${first}_${last}.csv?expires=${expires}`
}

/** The route that serves reports, by their secret URLs. */
export function analyticsReports(store: Store) {
  return new Elysia().get(
    `${PATH}/:kind/:id/overview_v2/:file`,
    ({ params, query, set, status }) => {
      const [, first, last] = /^(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)\.csv$/.exec(params.file) ?? []
      const { kind, id } = params
      if (!first || !last || (kind !== 'extensions' && kind !== 'games'))
        return status(404, 'There is no such report.')
      if (!(Number(query.expires) > store.now().getTime()))
        return status(403, 'The URL of the report has expired.')
      const name = kind === 'games' ? findGame(store, id)?.name : findReleased(store, id)?.name
      if (name === undefined) return status(404, 'There is no such report.')
      set.headers['content-type'] = 'text/csv; charset=utf-8'
      set.headers['content-disposition'] = `attachment; filename="${kind}-${id}-${params.file}"`
      return csv(kind, id, name, { first, last })
    },
    { detail: { hide: true } },
  )
}

/** The report as CSV, with a row for each day. The numbers of a day are always the same. */
function csv(kind: ReportKind, id: string, name: string, period: Period): string {
  const [nameColumn, idColumn] =
    kind === 'games' ? ['Game', 'Game ID'] : ['Extension Name', 'Extension Client ID']
  const lines = [['Date', nameColumn, idColumn, ...columns[kind]].join(',')]
  for (const day of daysOf(period)) {
    const numbers = columns[kind].map((column) => Bun.hash.xxHash32(`${id} ${day} ${column}`) % 5000)
    lines.push([day, quoted(name), id, ...numbers].join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}

/** Source: https://www.rfc-editor.org/rfc/rfc4180#section-2 */
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
