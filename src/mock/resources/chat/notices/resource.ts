import type { Resource } from '../../resource.ts'
import { tables } from './store.ts'
import { units } from './unit.ts'

/** What Twitch says in chats. */
export const chatNotices: Resource = { tables, units }
