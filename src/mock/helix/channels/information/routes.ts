import type { Resource } from '../../resource.ts'
import { seedChannels } from './seed.ts'
import { tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-channel-information */
export const channelInformation: Resource = { tables, seed: { users: seedChannels } }
