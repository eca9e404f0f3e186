import type { Scope } from './scopes.ts'

/** A subscription type. Source: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/ */
export interface EventSubType extends Rules {
  type: string
  version: string
}

/** The condition of a subscription of a type, and who may create one. */
interface Rules {
  /** The required and the optional keys of a condition. */
  required: readonly string[]
  optional: readonly string[]
  /** The key with the user who must have authorized the client; undefined if no authorization is needed. */
  subject?: 'broadcaster_user_id' | 'moderator_user_id' | 'user_id'
  /** The required scopes: one of each list. */
  scopes: readonly (readonly Scope[])[]
  /** With an app access token: whether user:bot, or channel:bot as well, must be granted. */
  bot?: 'user' | 'channel'
  /** The key that must be the client's own ID. */
  client?: string
  isWebhookOnly: boolean
  isBatched: boolean
}

/** The rules in the table, where a single scope needs no list. */
type Line = Partial<Omit<Rules, 'scopes'>> & { scopes?: readonly (Scope | readonly Scope[])[] }

// Pairs of scopes of which either suffices.
const redemptions = ['channel:read:redemptions', 'channel:manage:redemptions'] as const
const polls = ['channel:read:polls', 'channel:manage:polls'] as const
const predictions = ['channel:read:predictions', 'channel:manage:predictions'] as const
const vips = ['channel:read:vips', 'channel:manage:vips'] as const
const unbanRequests = ['moderator:read:unban_requests', 'moderator:manage:unban_requests'] as const
const warnings = ['moderator:read:warnings', 'moderator:manage:warnings'] as const
const shieldMode = ['moderator:read:shield_mode', 'moderator:manage:shield_mode'] as const
const shoutouts = ['moderator:read:shoutouts', 'moderator:manage:shoutouts'] as const
const whispers = ['user:read:whispers', 'user:manage:whispers'] as const
const blockedTerms = ['moderator:read:blocked_terms', 'moderator:manage:blocked_terms'] as const
const chatSettings = ['moderator:read:chat_settings', 'moderator:manage:chat_settings'] as const
const bannedUsers = ['moderator:read:banned_users', 'moderator:manage:banned_users'] as const
const chatMessages = ['moderator:read:chat_messages', 'moderator:manage:chat_messages'] as const
const guestStar = [
  'channel:read:guest_star',
  'channel:manage:guest_star',
  'moderator:read:guest_star',
  'moderator:manage:guest_star',
] as const

/** The scopes of the actions of moderators, one for each kind. */
const moderation = [
  blockedTerms,
  chatSettings,
  unbanRequests,
  bannedUsers,
  chatMessages,
  'moderator:read:moderators',
  'moderator:read:vips',
] as const

// Conditions, with the key of the user who must have authorized the client.
const channel = { required: ['broadcaster_user_id'] } as const
const broadcaster = { ...channel, subject: 'broadcaster_user_id' } as const
const reward = { ...broadcaster, optional: ['reward_id'] } as const
const moderator = {
  required: ['broadcaster_user_id', 'moderator_user_id'],
  subject: 'moderator_user_id',
} as const
const chatter = {
  required: ['broadcaster_user_id', 'user_id'],
  subject: 'user_id',
  scopes: ['user:read:chat'],
} as const
/** The rules of types about a whole chat and, below, of those about the chatter's own messages. */
const chat = { ...chatter, bot: 'channel' } as const
const ownChat = { ...chatter, bot: 'user' } as const
const ofClient = { required: ['client_id'], client: 'client_id' } as const
const ofExtension = { required: ['extension_client_id'], client: 'extension_client_id' } as const
const drop = { required: ['organization_id'], optional: ['category_id', 'campaign_id'] } as const

/** The types by name and version, one a line. */
const table = {
  'channel.update 2': { ...channel },
  'stream.online 1': { ...channel },
  'stream.offline 1': { ...channel },
  'channel.shared_chat.begin 1': { ...channel },
  'channel.shared_chat.update 1': { ...channel },
  'channel.shared_chat.end 1': { ...channel },
  'user.update 1': { required: ['user_id'] },
  'channel.raid 1': { optional: ['from_broadcaster_user_id', 'to_broadcaster_user_id'] },
  'channel.bits.use 1': { ...broadcaster, scopes: ['bits:read'] },
  'channel.cheer 1': { ...broadcaster, scopes: ['bits:read'] },
  'channel.custom_power_up_redemption.add 1': { ...reward, scopes: ['bits:read'] },
  'channel.ad_break.begin 1': { ...broadcaster, scopes: ['channel:read:ads'] },
  'channel.subscribe 1': { ...broadcaster, scopes: ['channel:read:subscriptions'] },
  'channel.subscription.end 1': { ...broadcaster, scopes: ['channel:read:subscriptions'] },
  'channel.subscription.gift 1': { ...broadcaster, scopes: ['channel:read:subscriptions'] },
  'channel.subscription.message 1': { ...broadcaster, scopes: ['channel:read:subscriptions'] },
  'channel.ban 1': { ...broadcaster, scopes: ['channel:moderate'] },
  'channel.unban 1': { ...broadcaster, scopes: ['channel:moderate'] },
  'channel.moderator.add 1': { ...broadcaster, scopes: ['moderation:read'] },
  'channel.moderator.remove 1': { ...broadcaster, scopes: ['moderation:read'] },
  'channel.channel_points_custom_reward.add 1': { ...broadcaster, scopes: [redemptions] },
  'channel.channel_points_automatic_reward_redemption.add 1': { ...broadcaster, scopes: [redemptions] },
  'channel.channel_points_automatic_reward_redemption.add 2': { ...broadcaster, scopes: [redemptions] },
  'channel.channel_points_custom_reward.update 1': { ...reward, scopes: [redemptions] },
  'channel.channel_points_custom_reward.remove 1': { ...reward, scopes: [redemptions] },
  'channel.channel_points_custom_reward_redemption.add 1': { ...reward, scopes: [redemptions] },
  'channel.channel_points_custom_reward_redemption.update 1': { ...reward, scopes: [redemptions] },
  'channel.poll.begin 1': { ...broadcaster, scopes: [polls] },
  'channel.poll.progress 1': { ...broadcaster, scopes: [polls] },
  'channel.poll.end 1': { ...broadcaster, scopes: [polls] },
  'channel.prediction.begin 1': { ...broadcaster, scopes: [predictions] },
  'channel.prediction.progress 1': { ...broadcaster, scopes: [predictions] },
  'channel.prediction.lock 1': { ...broadcaster, scopes: [predictions] },
  'channel.prediction.end 1': { ...broadcaster, scopes: [predictions] },
  'channel.vip.add 1': { ...broadcaster, scopes: [vips] },
  'channel.vip.remove 1': { ...broadcaster, scopes: [vips] },
  'channel.charity_campaign.donate 1': { ...broadcaster, scopes: ['channel:read:charity'] },
  'channel.charity_campaign.start 1': { ...broadcaster, scopes: ['channel:read:charity'] },
  'channel.charity_campaign.progress 1': { ...broadcaster, scopes: ['channel:read:charity'] },
  'channel.charity_campaign.stop 1': { ...broadcaster, scopes: ['channel:read:charity'] },
  'channel.goal.begin 1': { ...broadcaster, scopes: ['channel:read:goals'] },
  'channel.goal.progress 1': { ...broadcaster, scopes: ['channel:read:goals'] },
  'channel.goal.end 1': { ...broadcaster, scopes: ['channel:read:goals'] },
  'channel.hype_train.begin 2': { ...broadcaster, scopes: ['channel:read:hype_train'] },
  'channel.hype_train.progress 2': { ...broadcaster, scopes: ['channel:read:hype_train'] },
  'channel.hype_train.end 2': { ...broadcaster, scopes: ['channel:read:hype_train'] },
  'automod.message.hold 1': { ...moderator, scopes: ['moderator:manage:automod'] },
  'automod.message.hold 2': { ...moderator, scopes: ['moderator:manage:automod'] },
  'automod.message.update 1': { ...moderator, scopes: ['moderator:manage:automod'] },
  'automod.message.update 2': { ...moderator, scopes: ['moderator:manage:automod'] },
  'automod.terms.update 1': { ...moderator, scopes: ['moderator:manage:automod'] },
  'automod.settings.update 1': { ...moderator, scopes: ['moderator:read:automod_settings'] },
  'channel.follow 2': { ...moderator, scopes: ['moderator:read:followers'] },
  'channel.unban_request.create 1': { ...moderator, scopes: [unbanRequests] },
  'channel.unban_request.resolve 1': { ...moderator, scopes: [unbanRequests] },
  'channel.moderate 1': { ...moderator, scopes: moderation },
  'channel.moderate 2': { ...moderator, scopes: [...moderation, warnings] },
  'channel.guest_star_session.begin beta': { ...moderator, scopes: [guestStar] },
  'channel.guest_star_session.end beta': { ...moderator, scopes: [guestStar] },
  'channel.guest_star_guest.update beta': { ...moderator, scopes: [guestStar] },
  'channel.guest_star_settings.update beta': { ...moderator, scopes: [guestStar] },
  'channel.suspicious_user.message 1': { ...moderator, scopes: ['moderator:read:suspicious_users'] },
  'channel.suspicious_user.update 1': { ...moderator, scopes: ['moderator:read:suspicious_users'] },
  'channel.warning.acknowledge 1': { ...moderator, scopes: [warnings] },
  'channel.warning.send 1': { ...moderator, scopes: [warnings] },
  'channel.shield_mode.begin 1': { ...moderator, scopes: [shieldMode] },
  'channel.shield_mode.end 1': { ...moderator, scopes: [shieldMode] },
  'channel.shoutout.create 1': { ...moderator, scopes: [shoutouts] },
  'channel.shoutout.receive 1': { ...moderator, scopes: [shoutouts] },
  'channel.chat.clear 1': { ...chat },
  'channel.chat.message 1': { ...chat },
  'channel.chat.message_delete 1': { ...chat },
  'channel.chat.notification 1': { ...chat },
  'channel.chat_settings.update 1': { ...chat },
  'channel.chat.clear_user_messages 1': { ...ownChat },
  'channel.chat.user_message_hold 1': { ...ownChat },
  'channel.chat.user_message_update 1': { ...ownChat },
  'user.whisper.message 1': { required: ['user_id'], subject: 'user_id', scopes: [whispers] },
  'conduit.shard.disabled 1': { ...ofClient, optional: ['conduit_id'] },
  'user.authorization.grant 1': { ...ofClient, isWebhookOnly: true },
  'user.authorization.revoke 1': { ...ofClient, isWebhookOnly: true },
  'extension.bits_transaction.create 1': { ...ofExtension, isWebhookOnly: true },
  'drop.entitlement.grant 1': { ...drop, isWebhookOnly: true, isBatched: true },
} as const satisfies Record<`${string} ${string}`, Line>

/** The name and the version of a type: `channel.poll.begin 1`. */
export type EventSubTypeName = keyof typeof table

/** Every type with its rules. */
export const eventSubTypes: readonly EventSubType[] = Object.entries<Line>(table).map(([name, line]) => {
  const [type = '', version = ''] = name.split(' ')
  const scopes = (line.scopes ?? []).map((scope) => (typeof scope === 'string' ? [scope] : scope))
  return {
    required: [],
    optional: [],
    isWebhookOnly: false,
    isBatched: false,
    ...line,
    scopes,
    type,
    version,
  }
})

/** The names of all types, each once. */
export const eventSubTypeNames: readonly string[] = [...new Set(eventSubTypes.map(({ type }) => type))]

/** The keys of a subscription's condition: the required ones, and the optional ones that are `given`. */
export function conditionKeys(type: string, version: string, given: object): string[] {
  const { required = [], optional = [] } = findEventSubType(type, version) ?? {}
  return [...required, ...optional.filter((key) => key in given)]
}

/** The type with a name and version. */
export function findEventSubType(type: string, version: string): EventSubType | undefined {
  return eventSubTypes.find((known) => known.type === type && known.version === version)
}
