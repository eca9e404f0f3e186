import { rowsOf } from '../../engine/listing.ts'
import { type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import type { Campaign, Donation } from './schema.ts'

declare module '../../engine/events.ts' {
  interface Events {
    'charity_campaign.start': Campaign & { started_at: string }
    'charity_campaign.donate': { campaign: Campaign; donation: Donation }
    'charity_campaign.progress': Campaign
    'charity_campaign.stop': Campaign & { stopped_at: string }
  }
}

/** The tables of charity campaigns. */
export const tables = `
  CREATE TABLE IF NOT EXISTS charity_campaigns (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, charity_name TEXT NOT NULL,
    charity_description TEXT NOT NULL, charity_logo TEXT NOT NULL, charity_website TEXT NOT NULL,
    current_amount TEXT NOT NULL, target_amount TEXT, started_at TEXT NOT NULL, stopped_at TEXT
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS charity_campaigns_running ON charity_campaigns (broadcaster_id)
    WHERE stopped_at IS NULL;
  CREATE TABLE IF NOT EXISTS charity_donations (
    id TEXT PRIMARY KEY, campaign_id TEXT NOT NULL REFERENCES charity_campaigns, user_id TEXT NOT NULL REFERENCES users,
    amount TEXT NOT NULL, donated_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS charity_donations_list ON charity_donations (campaign_id, donated_at, id);`

/** The campaigns as /units lists them, those that were stopped too. */
export const campaignUnits = rowsOf<{ current_amount: object; target_amount: object }>(
  'charity_campaigns',
  `id, broadcaster_id, charity_name, charity_description, charity_logo, charity_website, current_amount,
    target_amount, started_at, stopped_at`,
  { json: ['current_amount', 'target_amount'] },
)

/** The donations as /units lists them. */
export const donationUnits = rowsOf<{ amount: object }>(
  'charity_donations',
  'id, campaign_id, user_id, amount, donated_at',
  { json: ['amount'] },
)

const selectCampaign = `
  SELECT charity_campaigns.id, broadcaster_id, login AS broadcaster_login, display_name AS broadcaster_name,
    charity_name, charity_description, charity_logo, charity_website, current_amount, target_amount
  FROM charity_campaigns JOIN users ON users.id = broadcaster_id`

const selectDonation = `
  SELECT charity_donations.id, campaign_id, user_id, login AS user_login, display_name AS user_name, amount,
    donated_at AS _donated_at
  FROM charity_donations CROSS JOIN users ON users.id = user_id`

const readCampaign = rowReader<Campaign>({ json: ['current_amount', 'target_amount'] })
const readDonation = rowReader<Donation>({ json: ['amount'] })

/** The rows as they are stored: the names are those of the users. */
export type CampaignRow = Omit<Campaign, 'broadcaster_login' | 'broadcaster_name'> & {
  started_at: string
  stopped_at?: string
}
/** The donation as it is stored: the donor's names are those of the user. */
export type DonationRow = Omit<Donation, 'user_login' | 'user_name'> & { donated_at: string }

/** The running campaign of a channel. */
export function findCampaign(store: Store, broadcaster_id: string): Campaign | undefined {
  const sql = `${selectCampaign} WHERE broadcaster_id = $broadcaster_id AND stopped_at IS NULL`
  const row = store.get(sql, { broadcaster_id })
  return row && readCampaign(row)
}

/** The campaign with an ID, if it is running. */
export function findRunningCampaign(store: Store, id: string): Campaign | undefined {
  const row = store.get(`${selectCampaign} WHERE charity_campaigns.id = $id AND stopped_at IS NULL`, { id })
  return row && readCampaign(row)
}

/** The donations to the running campaign of a channel, the newest first. */
export function listDonations(store: Store, broadcaster_id: string, request: PageRequest): Page<Donation> {
  const running = `
    SELECT id FROM charity_campaigns WHERE broadcaster_id = $broadcaster_id AND stopped_at IS NULL`
  return page(
    store,
    {
      sql: `${selectDonation} WHERE campaign_id = (${running})`,
      params: { broadcaster_id },
      key: ['_donated_at', 'id'],
      descending: true,
      read: readDonation,
    },
    request,
  )
}

/** Inserts a campaign without an event. */
export function insertCampaign(store: Store, campaign: CampaignRow): void {
  store.insert('charity_campaigns', campaign)
}

/** Inserts a donation whose value the campaign's amount already includes, without an event. */
export function addDonation(store: Store, donation: DonationRow): void {
  store.insert('charity_donations', donation)
}

/** Inserts a donation, and adds its value to the campaign's amount, without an event. */
export function insertDonation(store: Store, donation: DonationRow): void {
  addDonation(store, donation)
  store.run(
    `UPDATE charity_campaigns
     SET current_amount = json_set(current_amount, '$.value', json_extract(current_amount, '$.value') + $value)
     WHERE id = $id`,
    { value: donation.amount.value, id: donation.campaign_id },
  )
}

/** Starts a campaign in a channel that has none. */
export function startCampaign(
  store: Store,
  wanted: Omit<CampaignRow, 'id' | 'current_amount' | 'started_at'> & { currency?: string },
): Campaign {
  return store.transaction(() => {
    const { currency = wanted.target_amount?.currency ?? 'USD', ...campaign } = wanted
    const started_at = toSecond(store.now())
    const current_amount = { value: 0, decimal_places: wanted.target_amount?.decimal_places ?? 2, currency }
    insertCampaign(store, { ...campaign, id: store.id(), current_amount, started_at })
    const started = findCampaign(store, wanted.broadcaster_id)!
    store.emit('charity_campaign.start', { ...started, started_at })
    return started
  })
}

/**
 * Donates to a campaign, in its currency.
 *
 * @param value in the currency's minor unit
 */
export function donate(store: Store, campaign: Campaign, user_id: string, value: number): Donation {
  return store.transaction(() => {
    const id = store.id()
    const amount = { ...campaign.current_amount, value }
    insertDonation(store, {
      id,
      campaign_id: campaign.id,
      user_id,
      amount,
      donated_at: toSecond(store.now()),
    })
    const donation = findDonation(store, id)
    const progressed = findCampaign(store, campaign.broadcaster_id)!
    store.emit('charity_campaign.donate', { campaign: progressed, donation })
    store.emit('charity_campaign.progress', progressed)
    return donation
  })
}

/** Stops a campaign; Helix no longer shows it and its donations. */
export function stopCampaign(store: Store, campaign: Campaign): void {
  store.transaction(() => {
    const stopped_at = toSecond(store.now())
    store.update('charity_campaigns', { stopped_at }, { id: campaign.id })
    store.emit('charity_campaign.stop', { ...campaign, stopped_at })
  })
}

function findDonation(store: Store, id: string): Donation {
  const sql = `${selectDonation} WHERE charity_donations.id = $id`
  const { _donated_at, ...donation } = readDonation(store.get(sql, { id })) as Donation & {
    _donated_at: string
  }
  return donation
}
