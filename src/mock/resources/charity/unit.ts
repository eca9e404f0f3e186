import { toSecond } from '../../engine/time.ts'
import { badRequest, conflict, notFound } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import {
  both,
  broadcaster,
  chosenId,
  creates,
  fixture,
  reference,
  removes,
  requireUsers,
  type Unit,
  type Units,
} from '../unit.ts'
import { Campaign } from './schema.ts'
import {
  addDonation,
  campaignUnits,
  donate,
  donationUnits,
  findCampaign,
  findRunningCampaign,
  insertCampaign,
  startCampaign,
  stopCampaign,
} from './store.ts'

const charity = {
  ...broadcaster,
  charity_name: t.String(),
  charity_description: t.Optional(t.String()),
  charity_logo: t.Optional(t.String()),
  charity_website: t.Optional(t.String()),
}

const untold = { charity_description: '', charity_logo: '', charity_website: '' }

const campaigns: Unit = {
  description: 'Charity campaigns, those that were stopped too.',
  rows: () => campaignUnits,
  named: { by: 'charity_name' },
  create: creates(
    'Start a campaign',
    {
      ...charity,
      target_value: t.Optional(t.Integer({ minimum: 1, description: 'The goal, in cents of a dollar' })),
    },
    (store, { target_value, ...fields }) => {
      requireUsers(store, fields.broadcaster_id)
      if (findCampaign(store, fields.broadcaster_id))
        throw conflict('A campaign runs in the channel already.')
      const target_amount = target_value ? { value: target_value, decimal_places: 2, currency: 'USD' } : null
      return startCampaign(store, { ...untold, ...fields, target_amount }).id
    },
  ),
  fixture: fixture(
    {
      ...chosenId,
      ...charity,
      current_amount: t.Optional(Campaign.properties.current_amount),
      target_amount: t.Optional(Campaign.properties.current_amount),
      started_at: t.Optional(t.Timestamp()),
      stopped_at: t.Optional(t.Timestamp()),
    },
    (store, { id = store.id(), target_amount = null, ...fields }) => {
      const current_amount = { decimal_places: 2, currency: 'USD', ...target_amount, value: 0 }
      const standing = { ...untold, current_amount, started_at: toSecond(store.now()) }
      insertCampaign(store, { ...standing, ...fields, id, target_amount })
      return id
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
  fixture: fixture(
    {
      ...chosenId,
      campaign_id: reference('charity_campaigns'),
      user_id: reference('users'),
      amount: Campaign.properties.current_amount,
      donated_at: t.Optional(t.Timestamp()),
    },
    (store, { id = store.id(), ...fields }) => {
      addDonation(store, { donated_at: toSecond(store.now()), ...fields, id })
      return id
    },
  ),
}

/** The units of charity campaigns. */
export const units: Units = { charity_campaigns: campaigns, charity_donations: donations }
