import type { Faker } from '@faker-js/faker'
import type { Client } from './accounts/store.ts'
import type { User } from './users/schema.ts'

/** The stages of a generation, in order; the log has a line for each. */
export const stages = ['categories', 'users', 'teams', 'relations', 'streams', 'tags', 'videos'] as const

/** A stage of a generation. */
export type Stage = (typeof stages)[number]

/** The first user and the ten after: what is documented succeeds between them at once, whatever else is generated. */
export const UNTROUBLED = 11

/** A smaller generation than this has no trouble at all. */
const SMALLEST_WITH_TROUBLE = 10

/** The users, categories and streams of one run of the generation. Earlier stages fill in what later ones use. */
export interface SeedContext {
  /** Draws from the store's randomness; its dates lie before the store's now. */
  readonly faker: Faker
  /** How many users were asked for. */
  readonly count: number
  readonly client: Client
  /** Every category, those of earlier runs included. */
  categories: { id: string; name: string }[]
  /** The users of this run; the first one is a partner and has every unit. */
  users: User[]
  /** The users of this run to whom trouble and roles belong: those after the first eleven, or else the last one. */
  tail: User[]
  /** The users of this run who are live now, with the IDs of their streams. */
  live: { user: User; stream_id: string }[]
}

/** The users to whom trouble and roles belong. */
export function tailOf(users: readonly User[]): User[] {
  if (users.length < SMALLEST_WITH_TROUBLE) return []
  return users.slice(Math.min(UNTROUBLED, users.length - 1))
}

/** Draws so many different members of a list, never the excluded one, in constant time each. */
export function some<T>(faker: Faker, list: readonly T[], wanted: number, except?: T): T[] {
  const chosen = new Set<T>()
  // To look for the excluded one costs more than to draw, and matters only if all are wanted.
  const isScarce = wanted >= list.length && except !== undefined && list.includes(except)
  const goal = Math.min(wanted, list.length - Number(isScarce))
  while (chosen.size < goal) {
    const candidate = list[faker.number.int({ max: list.length - 1 })]!
    if (candidate !== except) chosen.add(candidate)
  }
  return [...chosen]
}
