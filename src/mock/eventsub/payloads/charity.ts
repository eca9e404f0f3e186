import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { Campaign, Donation } from '../../resources/charity/schema.ts'
import { findCampaign } from '../../resources/charity/store.ts'
import { findUser } from '../../resources/users/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'
import { type Notice, notices } from './notices.ts'

type AnyCampaign = Omit<Campaign, 'broadcaster_login' | 'broadcaster_name'>
type AnyDonation = Pick<Donation, 'id' | 'user_id' | 'amount'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelcharity_campaigndonate */
export const charity: EventGroup = {
  listen(on, store, publish) {
    on('charity_campaign.donate', ({ campaign, donation }, at) => {
      publish(donated(store, campaign, donation, at))
      for (const notice of notices(store, donationNotice(store, campaign, donation), at)) publish(notice)
    })
    on('charity_campaign.start', (campaign, at) => publish(started(store, campaign, at)))
    on('charity_campaign.progress', (campaign, at) => publish(progressed(store, campaign, at)))
    on('charity_campaign.stop', (campaign, at) => publish(stopped(store, campaign, at)))
  },
  examples: {
    'channel.charity_campaign.donate': (context) =>
      donated(context.store, exampleCampaign(context), exampleDonation(context), context.at),
    'channel.charity_campaign.start': (context) =>
      started(
        context.store,
        { ...exampleCampaign(context), started_at: context.at.toISOString() },
        context.at,
      ),
    'channel.charity_campaign.progress': (context) =>
      progressed(context.store, exampleCampaign(context), context.at),
    'channel.charity_campaign.stop': (context) =>
      stopped(
        context.store,
        { ...exampleCampaign(context), stopped_at: context.at.toISOString() },
        context.at,
      ),
  },
}

function donated(store: Store, campaign: AnyCampaign, donation: AnyDonation, at: Date): EventSubEvent {
  const { id, user_id, amount } = donation
  return inChannel(
    store,
    { type: 'channel.charity_campaign.donate', broadcaster_id: campaign.broadcaster_id, at },
    { id, campaign_id: campaign.id, ...named(store, 'user', user_id), ...charityOf(campaign), amount },
  )
}

const started = (store: Store, campaign: AnyCampaign & { started_at: string }, at: Date): EventSubEvent =>
  inCampaign(store, 'start', campaign, at, { started_at: toNanosecond(new Date(campaign.started_at)) })

const progressed = (store: Store, campaign: AnyCampaign, at: Date): EventSubEvent =>
  inCampaign(store, 'progress', campaign, at)

const stopped = (store: Store, campaign: AnyCampaign & { stopped_at: string }, at: Date): EventSubEvent =>
  inCampaign(store, 'stop', campaign, at, { stopped_at: toNanosecond(new Date(campaign.stopped_at)) })

/** These name the broadcaster as Helix does. A campaign without a goal has one of nothing. */
function inCampaign(
  store: Store,
  change: 'start' | 'progress' | 'stop',
  campaign: AnyCampaign,
  at: Date,
  more: object = {},
): EventSubEvent {
  const { id, broadcaster_id, current_amount, target_amount } = campaign
  return {
    type: `channel.charity_campaign.${change}`,
    version: '1',
    condition: { broadcaster_user_id: broadcaster_id },
    event: {
      id,
      ...named(store, 'broadcaster', broadcaster_id),
      ...charityOf(campaign),
      current_amount,
      target_amount: target_amount ?? { ...current_amount, value: 0 },
      ...more,
    },
    at,
  }
}

const charityOf = ({ charity_name, charity_description, charity_logo, charity_website }: AnyCampaign) => ({
  charity_name,
  charity_description,
  charity_logo,
  charity_website,
})

export function donationNotice(store: Store, campaign: AnyCampaign, donation: AnyDonation): Notice {
  const { broadcaster_id, charity_name } = campaign
  const { value, decimal_places, currency } = donation.amount
  const sum = (value / 10 ** decimal_places).toFixed(decimal_places)
  const name = findUser(store, donation.user_id)?.display_name
  return {
    broadcaster_id,
    user_id: donation.user_id,
    kind: 'charity_donation',
    details: { charity_name, amount: { value, decimal_place: decimal_places, currency } },
    system_message: `${name}: Donated ${currency} ${sum} to support ${charity_name}`,
  }
}

const dollars = (value: number) => ({ value, decimal_places: 2, currency: 'USD' })

/** The campaign that runs in the channel, or else one that might. */
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

export const exampleDonation = ({ store, user_id }: ExampleContext): AnyDonation => ({
  id: store.id(),
  user_id,
  amount: dollars(100 * (1 + store.random.below(100))),
})
