import { t } from '../../http/schema.ts'

/** Who may look at Guest Star, who may steer it, and who may only do so on the own channel. */
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
/** Who may steer Guest Star. */
export const manage = {
  ...read,
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
} as const
/** Who may steer Guest Star on the own channel only. */
export const manageOwn = {
  ...read,
  scopes: ['channel:manage:guest_star'],
  userParam: 'broadcaster_id',
} as const

/** The parameters of what moderators may do. */
export const moderated = { broadcaster_id: t.String(), moderator_id: t.String() }
