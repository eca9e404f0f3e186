import type { Scope } from './scopes.ts'

/** What can be subscribed to. Source: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/ */
export interface EventSubType {
  type: string
  version: string
  /** The keys that a condition must have, and those that it may have besides. */
  required: readonly string[]
  optional: readonly string[]
  /** The key with the user who must have authorized the client; without one, nobody must. */
  subject?: 'broadcaster_user_id' | 'moderator_user_id' | 'user_id'
  /** Of each list one scope must be granted. */
  scopes: readonly (readonly Scope[])[]
  /** With an app access token: whether the chat must know the client as a bot, of the user or of the channel too. */
  bot?: 'user' | 'channel'
  /** The key that must be the client's own ID. */
  client?: string
  isWebhookOnly: boolean
  isBatched: boolean
}

type Scopes = EventSubType['scopes']

const redemptions: Scopes = [['channel:read:redemptions', 'channel:manage:redemptions']]

const moderationScopes: Scopes = [
  ['moderator:read:blocked_terms', 'moderator:manage:blocked_terms'],
  ['moderator:read:chat_settings', 'moderator:manage:chat_settings'],
  ['moderator:read:unban_requests', 'moderator:manage:unban_requests'],
  ['moderator:read:banned_users', 'moderator:manage:banned_users'],
  ['moderator:read:chat_messages', 'moderator:manage:chat_messages'],
  ['moderator:read:moderators'],
  ['moderator:read:vips'],
]

const guestStar: Scopes = [
  [
    'channel:read:guest_star',
    'channel:manage:guest_star',
    'moderator:read:guest_star',
    'moderator:manage:guest_star',
  ],
]

/** Each is named by its type and its version. */
export const eventSubTypes: readonly EventSubType[] = [
  ...anybody(
    ['broadcaster_user_id'],
    ['channel.update 2', 'stream.online 1', 'stream.offline 1'],
    ['channel.shared_chat.begin 1', 'channel.shared_chat.update 1', 'channel.shared_chat.end 1'],
  ),
  ...anybody(['user_id'], ['user.update 1']),
  ...named(['channel.raid 1'], { optional: ['from_broadcaster_user_id', 'to_broadcaster_user_id'] }),

  ...broadcaster([['bits:read']], ['channel.bits.use 1', 'channel.cheer 1']),
  ...named(['channel.custom_power_up_redemption.add 1'], {
    required: ['broadcaster_user_id'],
    optional: ['reward_id'],
    subject: 'broadcaster_user_id',
    scopes: [['bits:read']],
  }),
  ...broadcaster([['channel:read:ads']], ['channel.ad_break.begin 1']),
  ...broadcaster(
    [['channel:read:subscriptions']],
    ['channel.subscribe 1', 'channel.subscription.end 1'],
    ['channel.subscription.gift 1', 'channel.subscription.message 1'],
  ),
  ...broadcaster([['channel:moderate']], ['channel.ban 1', 'channel.unban 1']),
  ...broadcaster([['moderation:read']], ['channel.moderator.add 1', 'channel.moderator.remove 1']),
  ...broadcaster(
    redemptions,
    ['channel.channel_points_custom_reward.add 1'],
    ['channel.channel_points_automatic_reward_redemption.add 1'],
    ['channel.channel_points_automatic_reward_redemption.add 2'],
  ),
  ...named(
    [
      'channel.channel_points_custom_reward.update 1',
      'channel.channel_points_custom_reward.remove 1',
      'channel.channel_points_custom_reward_redemption.add 1',
      'channel.channel_points_custom_reward_redemption.update 1',
    ],
    {
      required: ['broadcaster_user_id'],
      optional: ['reward_id'],
      subject: 'broadcaster_user_id',
      scopes: redemptions,
    },
  ),
  ...broadcaster(
    [['channel:read:polls', 'channel:manage:polls']],
    ['channel.poll.begin 1', 'channel.poll.progress 1', 'channel.poll.end 1'],
  ),
  ...broadcaster(
    [['channel:read:predictions', 'channel:manage:predictions']],
    ['channel.prediction.begin 1', 'channel.prediction.progress 1'],
    ['channel.prediction.lock 1', 'channel.prediction.end 1'],
  ),
  ...broadcaster(
    [['channel:read:vips', 'channel:manage:vips']],
    ['channel.vip.add 1', 'channel.vip.remove 1'],
  ),
  ...broadcaster(
    [['channel:read:charity']],
    ['channel.charity_campaign.donate 1', 'channel.charity_campaign.start 1'],
    ['channel.charity_campaign.progress 1', 'channel.charity_campaign.stop 1'],
  ),
  ...broadcaster(
    [['channel:read:goals']],
    ['channel.goal.begin 1', 'channel.goal.progress 1', 'channel.goal.end 1'],
  ),
  ...broadcaster(
    [['channel:read:hype_train']],
    ['channel.hype_train.begin 2', 'channel.hype_train.progress 2', 'channel.hype_train.end 2'],
  ),

  ...moderator(
    [['moderator:manage:automod']],
    ['automod.message.hold 1', 'automod.message.hold 2', 'automod.message.update 1'],
    ['automod.message.update 2', 'automod.terms.update 1'],
  ),
  ...moderator([['moderator:read:automod_settings']], ['automod.settings.update 1']),
  ...moderator([['moderator:read:followers']], ['channel.follow 2']),
  ...moderator(
    [['moderator:read:unban_requests', 'moderator:manage:unban_requests']],
    ['channel.unban_request.create 1', 'channel.unban_request.resolve 1'],
  ),
  ...moderator(moderationScopes, ['channel.moderate 1']),
  ...moderator(
    [...moderationScopes, ['moderator:read:warnings', 'moderator:manage:warnings']],
    ['channel.moderate 2'],
  ),
  ...moderator(
    guestStar,
    ['channel.guest_star_session.begin beta', 'channel.guest_star_session.end beta'],
    ['channel.guest_star_guest.update beta', 'channel.guest_star_settings.update beta'],
  ),
  ...moderator(
    [['moderator:read:suspicious_users']],
    ['channel.suspicious_user.message 1', 'channel.suspicious_user.update 1'],
  ),
  ...moderator(
    [['moderator:read:warnings', 'moderator:manage:warnings']],
    ['channel.warning.acknowledge 1', 'channel.warning.send 1'],
  ),
  ...moderator(
    [['moderator:read:shield_mode', 'moderator:manage:shield_mode']],
    ['channel.shield_mode.begin 1', 'channel.shield_mode.end 1'],
  ),
  ...moderator(
    [['moderator:read:shoutouts', 'moderator:manage:shoutouts']],
    ['channel.shoutout.create 1', 'channel.shoutout.receive 1'],
  ),

  ...chatter(
    'channel',
    ['channel.chat.clear 1', 'channel.chat.message 1', 'channel.chat.message_delete 1'],
    ['channel.chat.notification 1', 'channel.chat_settings.update 1'],
  ),
  ...chatter(
    'user',
    ['channel.chat.clear_user_messages 1', 'channel.chat.user_message_hold 1'],
    ['channel.chat.user_message_update 1'],
  ),
  ...named(['user.whisper.message 1'], {
    required: ['user_id'],
    subject: 'user_id',
    scopes: [['user:read:whispers', 'user:manage:whispers']],
  }),

  ...named(['conduit.shard.disabled 1'], {
    required: ['client_id'],
    optional: ['conduit_id'],
    client: 'client_id',
  }),
  ...named(['user.authorization.grant 1', 'user.authorization.revoke 1'], {
    required: ['client_id'],
    client: 'client_id',
    isWebhookOnly: true,
  }),
  ...named(['extension.bits_transaction.create 1'], {
    required: ['extension_client_id'],
    client: 'extension_client_id',
    isWebhookOnly: true,
  }),
  ...named(['drop.entitlement.grant 1'], {
    required: ['organization_id'],
    optional: ['category_id', 'campaign_id'],
    isWebhookOnly: true,
    isBatched: true,
  }),
]

/** The names of all types, each once. */
export const eventSubTypeNames: readonly string[] = [...new Set(eventSubTypes.map(({ type }) => type))]

/** The type of that name and version, if Twitch has it. */
export function findEventSubType(type: string, version: string): EventSubType | undefined {
  return eventSubTypes.find((known) => known.type === type && known.version === version)
}

function named(names: readonly string[], rules: Partial<EventSubType>): EventSubType[] {
  const base = { required: [], optional: [], scopes: [], isWebhookOnly: false, isBatched: false }
  return names.map((name) => {
    const [type = '', version = ''] = name.split(' ')
    return { ...base, ...rules, type, version }
  })
}

/** Nobody needs to authorize these. */
function anybody(required: readonly string[], ...names: string[][]): EventSubType[] {
  return named(names.flat(), { required })
}

function broadcaster(scopes: Scopes, ...names: string[][]): EventSubType[] {
  const subject = 'broadcaster_user_id'
  return named(names.flat(), { required: [subject], subject, scopes })
}

/** A moderator, or the broadcaster, of the channel. */
function moderator(scopes: Scopes, ...names: string[][]): EventSubType[] {
  const subject = 'moderator_user_id'
  return named(names.flat(), { required: ['broadcaster_user_id', subject], subject, scopes })
}

/** A user who reads a channel's chat. */
function chatter(bot: EventSubType['bot'], ...names: string[][]): EventSubType[] {
  const required = ['broadcaster_user_id', 'user_id']
  return named(names.flat(), { required, subject: 'user_id', scopes: [['user:read:chat']], bot })
}
