import { redemptions } from './channel-points/redemptions/routes.ts'
import { customRewards } from './channel-points/rewards/routes.ts'
import { editors } from './channels/editors/routes.ts'
import { follows } from './channels/follows/routes.ts'
import { channelInformation } from './channels/information/routes.ts'
import { vips } from './channels/vips/routes.ts'
import { contentClassificationLabels } from './content-classification-labels/routes.ts'
import { games } from './games/routes.ts'
import { bans } from './moderation/bans/routes.ts'
import { moderators } from './moderation/moderators/routes.ts'
import { polls } from './polls/routes.ts'
import { predictions } from './predictions/routes.ts'
import type { Resource } from './resource.ts'
import { schedule } from './schedule/routes.ts'
import { search } from './search/routes.ts'
import { streamKey } from './streams/key/routes.ts'
import { streams } from './streams/routes.ts'
import { streamTags } from './tags/routes.ts'
import { teams } from './teams/routes.ts'
import { userAuthorizations } from './users/authorization/routes.ts'
import { blocks } from './users/blocks/routes.ts'
import { users } from './users/routes.ts'
import { videos } from './videos/routes.ts'

/** Every resource, those that others refer to first; seeds run in this order within a stage. */
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
  polls,
  predictions,
  streams,
  streamKey,
  streamTags,
  videos,
  search,
  customRewards,
  redemptions,
  schedule,
]
