import type { Arrangements } from './arrangement.ts'
import { channels } from './channels.ts'
import { eventsub } from './eventsub.ts'
import { extensions } from './extensions.ts'
import { guestStar } from './guest-star.ts'
import { moderation } from './moderation.ts'
import { pins } from './pins.ts'
import { pollsAndPredictions } from './polls-and-predictions.ts'
import { rewards } from './rewards.ts'
import { schedule } from './schedule.ts'
import { videos } from './videos.ts'

/** What operations need besides what their parameters' names tell. */
export const arrangements: Arrangements = {
  ...rewards,
  ...pins,
  ...pollsAndPredictions,
  ...moderation,
  ...eventsub,
  ...guestStar,
  ...schedule,
  ...videos,
  ...extensions,
  ...channels,
}
