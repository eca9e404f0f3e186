/**
 * The scopes of Twitch, with their descriptions on the consent page.
 * Source: https://dev.twitch.tv/docs/authentication/scopes/
 */
export const scopeDescriptions = {
  openid: 'Sign you in with OpenID Connect',
  'analytics:read:extensions': 'Read analytics of extensions the user owns',
  'analytics:read:games': 'Read analytics of games the user owns',
  'bits:read': 'Read Bits activity of a channel',
  'channel:bot': 'Broadcaster lets the client act as a chat bot in the channel',
  'channel:manage:ads': 'Snooze and manage ads',
  'channel:read:ads': 'Read the ad schedule',
  'channel:manage:broadcast': 'Edit channel info, markers, tags',
  'channel:read:charity': 'Read charity campaign and donations',
  'channel:manage:clips': 'Manage clips of the own channel',
  'channel:edit:commercial': 'Run ads',
  'channel:read:editors': 'List channel editors',
  'channel:manage:extensions': 'Configure and activate extensions',
  'channel:read:goals': 'Read creator goals',
  'channel:read:guest_star': 'Read Guest Star data of the own channel',
  'channel:manage:guest_star': 'Control Guest Star in the own channel',
  'channel:read:hype_train': 'Read Hype Train data',
  'channel:manage:moderators': 'Add and remove moderators',
  'channel:read:polls': 'Read polls',
  'channel:manage:polls': 'Create and end polls',
  'channel:read:predictions': 'Read predictions',
  'channel:manage:predictions': 'Create and end predictions',
  'channel:manage:raids': 'Start and cancel raids',
  'channel:read:redemptions': 'Read custom rewards and redemptions',
  'channel:manage:redemptions': 'Create rewards and settle redemptions',
  'channel:manage:schedule': 'Edit the stream schedule',
  'channel:read:stream_key': 'Read the stream key',
  'channel:read:subscriptions': 'Read channel subscribers',
  'channel:manage:videos': 'Delete videos',
  'channel:read:vips': 'List VIPs',
  'channel:manage:vips': 'Add and remove VIPs',
  'channel:moderate': 'Receive ban and unban events (older IRC/PubSub moderation)',
  'clips:edit': 'Create clips',
  'editor:manage:clips': 'Manage clips as an editor',
  'moderation:read': 'Read moderators, bans and AutoMod status',
  'moderator:manage:announcements': 'Post announcements',
  'moderator:manage:automod': 'Decide on held messages and see terms events',
  'moderator:read:automod_settings': 'Read AutoMod levels',
  'moderator:manage:automod_settings': 'Change AutoMod levels',
  'moderator:read:banned_users': 'Read bans as a moderator',
  'moderator:manage:banned_users': 'Ban, time out and unban',
  'moderator:read:blocked_terms': 'Read blocked terms',
  'moderator:read:chat_messages': 'See deleted chat messages',
  'moderator:manage:blocked_terms': 'Add and remove blocked terms',
  'moderator:manage:chat_messages': 'Delete chat messages',
  'moderator:read:chat_settings': 'Read chat settings as a moderator',
  'moderator:manage:chat_settings': 'Change chat settings',
  'moderator:read:chatters': 'List people in chat',
  'moderator:read:followers': 'List followers',
  'moderator:read:guest_star': 'Read Guest Star as a moderator',
  'moderator:manage:guest_star': 'Control Guest Star as a moderator',
  'moderator:read:moderators': 'List moderators as a moderator',
  'moderator:read:shield_mode': 'Read Shield Mode',
  'moderator:manage:shield_mode': 'Toggle Shield Mode',
  'moderator:read:shoutouts': 'See shoutouts',
  'moderator:manage:shoutouts': 'Give shoutouts',
  'moderator:read:suspicious_users': 'See suspicious users and their messages',
  'moderator:manage:suspicious_users': 'Flag and unflag suspicious users',
  'moderator:read:unban_requests': 'Read unban requests',
  'moderator:manage:unban_requests': 'Resolve unban requests',
  'moderator:read:vips': 'List VIPs as a moderator',
  'moderator:read:warnings': 'See warnings',
  'moderator:manage:warnings': 'Warn users',
  'user:bot': 'User lets the client act as a chat bot under the user',
  'user:edit': 'Edit the profile description',
  'user:edit:broadcast': 'Edit extension setup of the user',
  'user:read:blocked_users': 'Read the block list',
  'user:manage:blocked_users': 'Edit the block list',
  'user:read:broadcast': 'Read extension setup and markers',
  'user:read:chat': 'Receive chat over EventSub',
  'user:manage:chat_color': 'Change the chat name color',
  'user:read:email': 'See the email address',
  'user:read:emotes': 'List usable emotes',
  'user:read:follows': 'List followed channels and streams',
  'user:read:moderated_channels': 'List channels the user moderates',
  'user:read:subscriptions': "Check the user's own subscriptions",
  'user:read:whispers': 'Receive whispers',
  'user:manage:whispers': 'Send and receive whispers',
  'user:write:chat': 'Send chat messages through Helix',
  'chat:edit': 'Send messages over IRC',
  'chat:read': 'Read chat over IRC',
  'whispers:read': 'Receive whispers over PubSub (PubSub was shut down 2025-04-14)',
  // A scope of the API before Helix, which the documentation of `twitch token` still uses.
  user_read: 'Read account information, such as the email address (API v5, shut down 2022-02-28)',
} as const

/** A scope that Twitch documents. */
export type Scope = keyof typeof scopeDescriptions

/** Every scope. */
export const allScopes = Object.keys(scopeDescriptions) as Scope[]

/** Whether a text is a documented scope. */
export const isScope = (text: string): text is Scope => Object.hasOwn(scopeDescriptions, text)

/** The scopes of a space-delimited list, in order, each once. */
export function parseScopes(list: string): string[] {
  return [...new Set(list.split(/\s+/).filter(Boolean))]
}
