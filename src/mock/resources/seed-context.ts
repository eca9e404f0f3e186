import type { Faker } from '@faker-js/faker'
import type { Client } from './accounts/store.ts'
import type { User } from './users/schema.ts'

/** The stages of a generation, in order; the log has a line for each. */
export const stages = ['categories', 'users', 'teams', 'relations', 'streams', 'tags', 'videos'] as const

/** A stage of a generation. */
export type Stage = (typeof stages)[number]

/** The number of first users between whom all documented operations succeed: no bans, blocks or modes prevent them. */
export const UNRESTRICTED_USERS = 11

/** A generation with fewer users has no bans and blocks at all. */
const FEWEST_USERS_WITH_RESTRICTIONS = 10

/** The users, categories and streams of one run of the generation. Earlier stages fill in what later ones use. */
export interface SeedContext {
  /** Faker with the store's randomness; its dates are before the store's now. */
  readonly faker: Faker
  /** The requested number of users. */
  readonly count: number
  readonly client: Client
  /** All categories, including those of earlier runs. */
  categories: { id: string; name: string }[]
  /** The users of this run; the first one is a partner and has every unit. */
  users: User[]
  /** The users of this run who get bans, blocks and roles: those after the first eleven, or else the last one. */
  tail: User[]
  /** The users of this run who are live now, with the IDs of their streams. */
  live: { user: User; stream_id: string }[]
}

/** The users who get bans, blocks and roles. */
export function tailOf(users: readonly User[]): User[] {
  if (users.length < FEWEST_USERS_WITH_RESTRICTIONS) return []
  return users.slice(Math.min(UNRESTRICTED_USERS, users.length - 1))
}

/** Draws different members of a list, never the excluded one, in constant time for each. */
export function some<T>(faker: Faker, list: readonly T[], wanted: number, except?: T): T[] {
  const chosen = new Set<T>()
  // Searching the list for the excluded member is slow, and matters only if all members are wanted.
  const isScarce = wanted >= list.length && except !== undefined && list.includes(except)
  const goal = Math.min(wanted, list.length - Number(isScarce))
  while (chosen.size < goal) {
    const candidate = list[faker.number.int({ max: list.length - 1 })]!
    if (candidate !== except) chosen.add(candidate)
  }
  return [...chosen]
}
