import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-user-block-list */
export const BlockedUser = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  display_name: t.String(),
})
export type BlockedUser = Static<typeof BlockedUser>

/** The place of the harassment. */
export const SourceContext = t.Enum(['chat', 'whisper'], {
  error: 'The value in source_context is not valid.',
})
/** The reason of a block. */
export const BlockReason = t.Enum(['harassment', 'spam', 'other'], {
  error: 'The value in reason is not valid.',
})
