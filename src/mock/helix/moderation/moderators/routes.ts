import type { Resource } from '../../resource.ts'
import { tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-moderators */
export const moderators: Resource = { tables }
