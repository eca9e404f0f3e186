import { toSecond } from '../../../engine/time.ts'
import { badRequest } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { query, response } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { type Period, periods, windowOf } from './period.ts'
import { DateRange, Leader } from './schema.ts'
import { seedCheers } from './seed.ts'
import { listLeaders, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-bits-leaderboard */
export const bitsLeaderboard: Resource = {
  tables,
  seed: { relations: seedCheers },
  units,
  routes: (store, helix) =>
    helix('Bits').get(
      '/bits/leaderboard',
      ({ query: { count, period, started_at, user_id }, caller: { user_id: broadcaster_id } }) => {
        const window = requestedWindow(period, started_at)
        const data = listLeaders(store, { broadcaster_id, window, count, user_id })
        return { data, date_range: dateRangeOf(window), total: data.length }
      },
      {
        auth: { token: 'user', scopes: ['bits:read'] },
        query: query({
          count: t.WithDefault(t.Integer({ minimum: 1, maximum: 100, default: 10 })),
          period: t.Optional(t.Enum(periods)),
          started_at: t.Optional(t.Timestamp()),
          user_id: t.Optional(t.String()),
        }),
        response: response(t.Object({ data: t.Array(Leader), date_range: DateRange, total: t.Integer() })),
        detail: { summary: 'Get Bits Leaderboard' },
      },
    ),
}

type Window = ReturnType<typeof windowOf>

function requestedWindow(period: Period = 'all', started_at: string | undefined): Window | undefined {
  if (period === 'all') return undefined
  if (!started_at) {
    throw badRequest('The started_at query parameter is required if period is not set to all.')
  }
  return windowOf(period, new Date(started_at))
}

const dateRangeOf = (window: Window | undefined): DateRange =>
  window
    ? { started_at: toSecond(window.start), ended_at: toSecond(window.end) }
    : { started_at: '', ended_at: '' }
