import { notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { tables as redemptionTables } from '../power-up-redemptions/store.ts'
import { units as redemptionUnits } from '../power-up-redemptions/unit.ts'
import { PowerUp } from './schema.ts'
import { seedPowerUps } from './seed.ts'
import { listPowerUps, tables } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-custom-power-up */
export const powerUps: Resource = {
  tables: tables + redemptionTables,
  seed: { relations: seedPowerUps },
  units: { ...units, ...redemptionUnits },
  routes: (store, helix) =>
    helix('Bits').get(
      '/bits/custom_power_ups',
      ({ query: { broadcaster_id, id: ids } }) => {
        const data = listPowerUps(store, { broadcaster_id, ids })
        if (ids && data.length === 0) throw notFound('None of the IDs in the id query parameters were found.')
        return { data }
      },
      {
        auth: { token: 'user', scopes: ['bits:read'], userParam: 'broadcaster_id' },
        query: query({ broadcaster_id: t.String(), id: t.Optional(t.Array(t.String(), { maxItems: 50 })) }),
        response: dataOf(PowerUp),
        detail: { summary: 'Get Custom Power-up' },
      },
    ),
}
