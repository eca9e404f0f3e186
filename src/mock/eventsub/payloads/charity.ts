import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Campaign, Donation } from '../../resources/charity/schema.ts'
import { findCampaign } from '../../resources/charity/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

type AnyCampaign = Omit<Campaign, 'broadcaster_login' | 'broadcaster_name'>
type AnyDonation = Pick<Donation, 'id' | 'user_id' | 'amount'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelcharity_campaigndonate */
export const charity = events({
  'channel.charity_campaign.donate 1': {
    on: { 'charity_campaign.donate': (store, { campaign, donation }) => donated(store, campaign, donation) },
    example: (context) => donated(context.store, exampleCampaign(context), exampleDonation(context)),
  },
  'channel.charity_campaign.start 1': {
    on: { 'charity_campaign.start': started },
    example: (context) =>
      started(context.store, { ...exampleCampaign(context), started_at: context.at.toISOString() }),
  },
  'channel.charity_campaign.progress 1': {
    on: { 'charity_campaign.progress': progressed },
    example: (context) => progressed(context.store, exampleCampaign(context)),
  },
  'channel.charity_campaign.stop 1': {
    on: { 'charity_campaign.stop': stopped },
    example: (context) =>
      stopped(context.store, { ...exampleCampaign(context), stopped_at: context.at.toISOString() }),
  },
})

function donated(store: Store, campaign: AnyCampaign, donation: AnyDonation): WrittenEvent {
  const { id, user_id, amount } = donation
  return inChannel(store, campaign.broadcaster_id, {
    id,
    campaign_id: campaign.id,
    ...named(store, 'user', user_id),
    ...charityOf(campaign),
    amount,
  })
}

function started(store: Store, campaign: AnyCampaign & { started_at: string }): WrittenEvent {
  return inCampaign(store, campaign, { started_at: toNanosecond(new Date(campaign.started_at)) })
}

function progressed(store: Store, campaign: AnyCampaign): WrittenEvent {
  return inCampaign(store, campaign)
}

function stopped(store: Store, campaign: AnyCampaign & { stopped_at: string }): WrittenEvent {
  return inCampaign(store, campaign, { stopped_at: toNanosecond(new Date(campaign.stopped_at)) })
}

/** An event of a campaign. It names the broadcaster as Helix does; the amount of a missing goal is 0. */
function inCampaign(store: Store, campaign: AnyCampaign, more: object = {}): WrittenEvent {
  const { id, broadcaster_id, current_amount, target_amount } = campaign
  return {
    condition: { broadcaster_user_id: broadcaster_id },
    event: {
      id,
      ...named(store, 'broadcaster', broadcaster_id),
      ...charityOf(campaign),
      current_amount,
      target_amount: target_amount ?? { ...current_amount, value: 0 },
      ...more,
    },
  }
}

const charityOf = ({ charity_name, charity_description, charity_logo, charity_website }: AnyCampaign) => ({
  charity_name,
  charity_description,
  charity_logo,
  charity_website,
})

const dollars = (value: number) => ({ value, decimal_places: 2, currency: 'USD' })

/** The running campaign of the channel, or an invented one. */
export const exampleCampaign = ({ store, broadcaster_id }: ExampleContext): AnyCampaign =>
  findCampaign(store, broadcaster_id) ?? {
    id: store.id(),
    broadcaster_id,
    charity_name: 'Example Charity',
    charity_description: 'Example Charity helps where help is needed.',
    charity_logo: 'https://abc.cloudfront.net/ppgf/1000/100.png',
    charity_website: 'https://www.example.com',
    current_amount: dollars(260_000),
    target_amount: dollars(1_500_000),
  }

/** A random donation, for an event on demand. */
export const exampleDonation = ({ store, user_id }: ExampleContext): AnyDonation => ({
  id: store.id(),
  user_id,
  amount: dollars(100 * (1 + store.random.below(100))),
})
