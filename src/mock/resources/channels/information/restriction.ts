import type { StoredUser } from '../../users/store.ts'

/** What a user's description must contain for age and region to forbid something: nobody knows them here. */
export const RESTRICTION_MARK = 'age-restricted'

/** Whether Twitch has restricted an account, which its description says here. */
export const isRestricted = ({ description }: StoredUser) =>
  description.toLowerCase().includes(RESTRICTION_MARK)
