import { t } from '../../http/schema.ts'

/** The authorization for reading Guest Star. */
export const read = {
  token: 'user',
  scopes: [
    'channel:read:guest_star',
    'channel:manage:guest_star',
    'moderator:read:guest_star',
    'moderator:manage:guest_star',
  ],
  userParam: 'moderator_id',
} as const
/** The authorization for managing Guest Star. */
export const manage = {
  ...read,
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
} as const
/** The authorization for managing Guest Star on the caller's own channel. */
export const manageOwn = {
  ...read,
  scopes: ['channel:manage:guest_star'],
  userParam: 'broadcaster_id',
} as const

/** The parameters of operations for moderators. */
export const moderated = { broadcaster_id: t.String(), moderator_id: t.String() }
