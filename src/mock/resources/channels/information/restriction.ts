import type { StoredUser } from '../../users/store.ts'

/** The text in a user's description that restricts the account, since the mock has no ages and regions of users. */
export const RESTRICTION_MARK = 'age-restricted'

/** Whether an account is restricted, by the mark in its description. */
export const isRestricted = ({ description }: StoredUser) =>
  description.toLowerCase().includes(RESTRICTION_MARK)
