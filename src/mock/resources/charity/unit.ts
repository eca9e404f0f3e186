import { badRequest, conflict, notFound } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { both, creates, removes, requireUsers, type Unit, type Units } from '../unit.ts'
import {
  campaignUnits,
  donate,
  donationUnits,
  findCampaign,
  findRunningCampaign,
  startCampaign,
  stopCampaign,
} from './store.ts'

const campaigns: Unit = {
  description: 'Charity campaigns, those that were stopped too.',
  rows: () => campaignUnits,
  create: creates(
    'Start a campaign',
    {
      broadcaster_id: t.String(),
      charity_name: t.String(),
      charity_description: t.Optional(t.String()),
      charity_logo: t.Optional(t.String()),
      charity_website: t.Optional(t.String()),
      target_value: t.Optional(t.Integer({ minimum: 1, description: 'The goal, in cents of a dollar' })),
    },
    (store, { target_value, ...fields }) => {
      requireUsers(store, fields.broadcaster_id)
      if (findCampaign(store, fields.broadcaster_id))
        throw conflict('A campaign runs in the channel already.')
      const target_amount = target_value ? { value: target_value, decimal_places: 2, currency: 'USD' } : null
      const texts = { charity_description: '', charity_logo: '', charity_website: '' }
      return startCampaign(store, { ...texts, ...fields, target_amount }).id
    },
  ),
  remove: removes('Stop a campaign', (store, id) => {
    const running = findRunningCampaign(store, id)
    if (!running) throw badRequest('The campaign was stopped already.')
    stopCampaign(store, running)
  }),
}

const donations: Unit = {
  description: 'Donations to charity campaigns.',
  rows: () => donationUnits,
  create: creates(
    'Donate to the campaign that runs in a channel',
    {
      ...both,
      value: t.Integer({ minimum: 1, description: "In the smallest unit of the campaign's currency" }),
    },
    (store, { value, broadcaster_id, user_id }) => {
      requireUsers(store, broadcaster_id, user_id)
      const campaign = findCampaign(store, broadcaster_id)
      if (!campaign) throw notFound('No charity campaign runs in the channel.')
      return donate(store, campaign, user_id, value).id
    },
  ),
}

/** The units of charity campaigns. */
export const units: Units = { charity_campaigns: campaigns, charity_donations: donations }
