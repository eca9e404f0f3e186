import { requirePartnerOrAffiliate } from '../../access/requirements.ts'
import { dataOf, paged, pageOf, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Campaign, Donation } from './schema.ts'
import { seedCampaigns } from './seed.ts'
import { findCampaign, listDonations, tables } from './store.ts'
import { units } from './unit.ts'

const read = { token: 'user', scopes: ['channel:read:charity'], userParam: 'broadcaster_id' } as const

/** https://dev.twitch.tv/docs/api/reference/#get-charity-campaign */
export const charity: Resource = {
  tables,
  seed: { relations: seedCampaigns },
  units,
  routes: (store, helix) =>
    helix('Charity')
      .get(
        '/charity/campaigns',
        ({ query: { broadcaster_id } }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          const campaign = findCampaign(store, broadcaster_id)
          return { data: campaign ? [campaign] : [] }
        },
        {
          auth: read,
          query: query({ broadcaster_id: t.String() }),
          response: dataOf(Campaign),
          detail: { summary: 'Get Charity Campaign' },
        },
      )
      .get(
        '/charity/donations',
        ({ query: { broadcaster_id, ...request } }) => {
          requirePartnerOrAffiliate(store, broadcaster_id)
          return paged(listDonations(store, broadcaster_id, request))
        },
        {
          auth: read,
          query: query({ broadcaster_id: t.String(), ...pageQuery() }),
          response: pageOf(Donation),
          detail: { summary: 'Get Charity Campaign Donations' },
        },
      ),
}
