import { extensionUnits } from '../resources/extensions/secrets/store.ts'
import { categoryUnits } from '../resources/games/store.ts'
import { tagUnits } from '../resources/tags/store.ts'
import { teamUnits } from '../resources/teams/store.ts'
import { videoUnits } from '../resources/videos/store.ts'
import { cheers, editors, follows, subscriptions } from './audience.ts'
import { charityCampaigns, charityDonations, drops, goals, hypeTrains } from './campaigns.ts'
import { clients } from './clients.ts'
import { extensionTransactions } from './extensions.ts'
import { guestStarInvites } from './guests.ts'
import {
  automaticRedemptions,
  polls,
  pollVotes,
  predictionStakes,
  predictions,
  redemptions,
} from './interaction.ts'
import { automodMessages, unbanRequests, warnings } from './moderation.ts'
import { eventSubSessions } from './sessions.ts'
import { sharedChats } from './shared-chats.ts'
import { streams } from './streams.ts'
import type { Unit } from './unit.ts'
import { users } from './users.ts'

/** Every listing under /units: the eight that are documented, then what tests need besides. */
export const units: Readonly<Record<string, Unit>> = {
  categories: { rows: () => categoryUnits },
  clients,
  streams,
  subscriptions,
  tags: { rows: () => tagUnits },
  teams: { rows: () => teamUnits },
  users,
  videos: { rows: videoUnits },
  automatic_redemptions: automaticRedemptions,
  automod_messages: automodMessages,
  charity_campaigns: charityCampaigns,
  charity_donations: charityDonations,
  cheers,
  drops,
  editors,
  eventsub_sessions: eventSubSessions,
  extension_transactions: extensionTransactions,
  extensions: { rows: extensionUnits, id: 'ID' },
  follows,
  goals,
  guest_star_invites: guestStarInvites,
  hype_trains: hypeTrains,
  poll_votes: pollVotes,
  polls,
  prediction_stakes: predictionStakes,
  predictions,
  redemptions,
  shared_chats: sharedChats,
  unban_requests: unbanRequests,
  warnings,
}
