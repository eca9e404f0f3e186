import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-chatters */
export const Chatter = t.Object({ user_id: t.String(), user_login: t.String(), user_name: t.String() })
export type Chatter = Static<typeof Chatter>
