import { channelInformation } from './channels/information/routes.ts'
import { games } from './games/routes.ts'
import { moderators } from './moderation/moderators/routes.ts'
import { polls } from './polls/routes.ts'
import { predictions } from './predictions/routes.ts'
import type { Resource } from './resource.ts'
import { schedule } from './schedule/routes.ts'
import { streams } from './streams/routes.ts'
import { users } from './users/routes.ts'

/** Every resource, those that others refer to first; seeds run in this order within a stage. */
export const resources: readonly Resource[] = [
  games,
  users,
  channelInformation,
  moderators,
  polls,
  predictions,
  streams,
  schedule,
]
