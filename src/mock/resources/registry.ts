import { accounts } from './accounts/unit.ts'
import { ads } from './ads/routes.ts'
import { analytics } from './analytics/routes.ts'
import { cheermotes } from './bits/cheermotes/routes.ts'
import { bitsLeaderboard } from './bits/leaderboard/routes.ts'
import { powerUps } from './bits/power-ups/routes.ts'
import { redemptions } from './channel-points/redemptions/routes.ts'
import { customRewards } from './channel-points/rewards/routes.ts'
import { editors } from './channels/editors/routes.ts'
import { follows } from './channels/follows/routes.ts'
import { channelInformation } from './channels/information/routes.ts'
import { vips } from './channels/vips/routes.ts'
import { charity } from './charity/routes.ts'
import { announcements } from './chat/announcements/routes.ts'
import { chatBadges } from './chat/badges/routes.ts'
import { chatters } from './chat/chatters/routes.ts'
import { chatColor } from './chat/color/routes.ts'
import { chatConnections } from './chat/connections/unit.ts'
import { emotes } from './chat/emotes/routes.ts'
import { chatMessages } from './chat/messages/routes.ts'
import { chatNotices } from './chat/notices/unit.ts'
import { chatPins } from './chat/pins/routes.ts'
import { chatSettings } from './chat/settings/routes.ts'
import { sharedChatSessions } from './chat/shared-sessions/routes.ts'
import { shoutouts } from './chat/shoutouts/routes.ts'
import { clipDownloads } from './clips/downloads/routes.ts'
import { clipsFromVideos } from './clips/from-video/routes.ts'
import { clips } from './clips/routes.ts'
import { contentClassificationLabels } from './content-classification-labels/routes.ts'
import { dropsEntitlements } from './entitlements/drops/routes.ts'
import { conduits } from './eventsub/conduits/routes.ts'
import { eventSubSubscriptions } from './eventsub/subscriptions/routes.ts'
import { bitsProducts } from './extensions/bits-products/routes.ts'
import { extensionConfigurations } from './extensions/configurations/routes.ts'
import { installedExtensions } from './extensions/installations/routes.ts'
import { extensionLiveChannels } from './extensions/live/routes.ts'
import { extensionMessages } from './extensions/messages/routes.ts'
import { extensions } from './extensions/routes.ts'
import { extensionSecrets } from './extensions/secrets/routes.ts'
import { extensionTransactions } from './extensions/transactions/routes.ts'
import { games } from './games/routes.ts'
import { goals } from './goals/routes.ts'
import { guestStarInvites } from './guest-star/invites/routes.ts'
import { guestStarSessions } from './guest-star/sessions/routes.ts'
import { guestStarSettings } from './guest-star/settings/routes.ts'
import { guestStarSlots } from './guest-star/slots/routes.ts'
import { hypeTrain } from './hype-train/routes.ts'
import { heldMessages } from './moderation/automod/messages/routes.ts'
import { autoModSettings } from './moderation/automod/settings/routes.ts'
import { bans } from './moderation/bans/routes.ts'
import { blockedTerms } from './moderation/blocked-terms/routes.ts'
import { chatModeration } from './moderation/chat/routes.ts'
import { enforcements } from './moderation/enforcements/routes.ts'
import { moderators } from './moderation/moderators/routes.ts'
import { shieldMode } from './moderation/shield-mode/routes.ts'
import { suspiciousUsers } from './moderation/suspicious-users/routes.ts'
import { unbanRequests } from './moderation/unban-requests/routes.ts'
import { warnings } from './moderation/warnings/routes.ts'
import { polls } from './polls/routes.ts'
import { predictions } from './predictions/routes.ts'
import { raids } from './raids/routes.ts'
import type { Resource } from './resource.ts'
import { schedule } from './schedule/routes.ts'
import { search } from './search/routes.ts'
import { streamKey } from './streams/key/routes.ts'
import { streamMarkers } from './streams/markers/routes.ts'
import { streams } from './streams/routes.ts'
import { subscriptions } from './subscriptions/routes.ts'
import { streamTags } from './tags/routes.ts'
import { teams } from './teams/routes.ts'
import type { Units } from './unit.ts'
import { userAuthorizations } from './users/authorization/routes.ts'
import { blocks } from './users/blocks/routes.ts'
import { users } from './users/routes.ts'
import { videos } from './videos/routes.ts'
import { whispers } from './whispers/routes.ts'

/** All resources, referenced ones first. Seeds run in this order within a stage. */
export const resources: readonly Resource[] = [
  games,
  users,
  channelInformation,
  contentClassificationLabels,
  userAuthorizations,
  blocks,
  follows,
  editors,
  moderators,
  vips,
  teams,
  bans,
  unbanRequests,
  warnings,
  suspiciousUsers,
  shieldMode,
  autoModSettings,
  blockedTerms,
  heldMessages,
  enforcements,
  chatModeration,
  polls,
  predictions,
  streams,
  chatColor,
  emotes,
  chatBadges,
  chatSettings,
  sharedChatSessions,
  chatters,
  chatConnections,
  chatMessages,
  chatNotices,
  chatPins,
  announcements,
  shoutouts,
  whispers,
  streamKey,
  streamTags,
  videos,
  streamMarkers,
  clips,
  clipsFromVideos,
  clipDownloads,
  search,
  customRewards,
  redemptions,
  hypeTrain,
  subscriptions,
  goals,
  bitsLeaderboard,
  cheermotes,
  powerUps,
  charity,
  dropsEntitlements,
  ads,
  raids,
  schedule,
  extensions,
  extensionSecrets,
  extensionConfigurations,
  extensionMessages,
  extensionLiveChannels,
  bitsProducts,
  extensionTransactions,
  installedExtensions,
  guestStarSettings,
  guestStarSessions,
  guestStarInvites,
  guestStarSlots,
  eventSubSubscriptions,
  conduits,
  analytics,
  accounts,
]

/**
 * The units that the documentation names.
 * Source: https://dev.twitch.tv/docs/cli/mock-api-command/#discovering-the-mock-data
 */
export const documentedUnits = [
  'categories',
  'clients',
  'streams',
  'subscriptions',
  'tags',
  'teams',
  'users',
  'videos',
] as const

/** All units under /units: the documented ones first, then the mock's own. */
export const units: Units = orderedUnits()

function orderedUnits(): Units {
  const all: Units = Object.assign({}, ...resources.map(({ units }) => units))
  const names = new Set([...documentedUnits, ...Object.keys(all).sort()])
  return Object.fromEntries([...names].map((name) => [name, all[name]!]))
}
