import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { badRequest, notFound } from '../../http/errors.ts'
import { paged, pageOf, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import { findReleased, listOwnedIds, ownerOf } from '../extensions/store.ts'
import type { Resource } from '../resource.ts'
import { dayOf, midnight, type Period, requirePeriod } from './period.ts'
import { analyticsReports, type ReportKind, reportUrl } from './reports.ts'
import { ExtensionAnalytics, GameAnalytics } from './schema.ts'
import { seedGameOwners } from './seed.ts'
import { listOwnedGameIds, ownsGame, tables } from './store.ts'

/** The first day for which extensions have numbers. */
const BEGINNING = '2018-01-31'

const YEAR = 365 * Milliseconds.day

/** The documented maximum of a page, even if `first` is larger. */
const REPORTS_PER_PAGE = 20

const period = {
  type: t.Optional(t.Enum(['overview_v2'])),
  started_at: t.Optional(t.Timestamp()),
  ended_at: t.Optional(t.Timestamp()),
  ...pageQuery(),
  before: t.Optional(t.String()),
}

/** https://dev.twitch.tv/docs/api/reference/#get-extension-analytics */
export const analytics: Resource = {
  tables,
  seed: { relations: seedGameOwners },
  routes: (store, helix) =>
    helix('Analytics')
      .get(
        '/analytics/extensions',
        ({ query: { extension_id, ...wanted }, caller: { user_id }, request }) => {
          const days = requireReport(store, BEGINNING, wanted)
          const reportOf = ({ id }: { id: string }) => ({
            extension_id: id,
            ...report(store, request, 'extensions', id, days),
          })
          if (extension_id === undefined) {
            const { items, cursor } = listOwnedIds(store, user_id, pageOfReports(wanted))
            return paged({ items: items.map(reportOf), cursor })
          }
          if (ownerOf(store, extension_id) !== user_id || !findReleased(store, extension_id)) {
            throw notFound('The extension specified in the extension_id query parameter was not found.')
          }
          return paged({ items: [reportOf({ id: extension_id })] })
        },
        {
          auth: { token: 'user', scopes: ['analytics:read:extensions'] },
          query: query({ extension_id: t.Optional(t.String()), ...period }),
          response: pageOf(ExtensionAnalytics),
          detail: { summary: 'Get Extension Analytics' },
        },
      )
      .get(
        '/analytics/games',
        ({ query: { game_id, ...wanted }, caller: { user_id }, request }) => {
          const days = requireReport(store, dayOf(shifted(store.now(), -YEAR)), wanted)
          const reportOf = ({ id }: { id: string }) => ({
            game_id: id,
            ...report(store, request, 'games', id, days),
          })
          if (game_id === undefined) {
            const { items, cursor } = listOwnedGameIds(store, user_id, pageOfReports(wanted))
            return paged({ items: items.map(reportOf), cursor })
          }
          if (!ownsGame(store, user_id, game_id)) {
            throw notFound('The game specified in the game_id query parameter was not found.')
          }
          return paged({ items: [reportOf({ id: game_id })] })
        },
        {
          auth: { token: 'user', scopes: ['analytics:read:games'] },
          query: query({ game_id: t.Optional(t.String()), ...period }),
          response: pageOf(GameAnalytics),
          detail: { summary: 'Get Game Analytics' },
        },
      )
      .use(analyticsReports(store)),
}

interface ReportRequest {
  first: number
  after?: string
  before?: string
  started_at?: string
  ended_at?: string
}

function requireReport(store: Store, earliest: string, wanted: ReportRequest): Period {
  if (wanted.before !== undefined) {
    throw badRequest('The resource supports only forward pagination (use the after query parameter).')
  }
  return requirePeriod(store.now(), earliest, wanted)
}

const pageOfReports = ({ first, after }: ReportRequest) => ({
  first: Math.min(first, REPORTS_PER_PAGE),
  after,
})

function report(store: Store, request: Request, kind: ReportKind, id: string, days: Period) {
  return {
    URL: reportUrl(store, new URL(request.url).origin, kind, id, days),
    type: 'overview_v2' as const,
    date_range: { started_at: midnight(days.first), ended_at: midnight(days.last) },
  }
}
