import type { Faker } from '@faker-js/faker'
import type { Client } from './accounts/store.ts'
import type { User } from './users/schema.ts'

/** The stages of a generation, in order; each is announced by a line of the log. */
export const stages = ['categories', 'users', 'teams', 'relations', 'streams', 'tags', 'videos'] as const

/** A stage of a generation. */
export type Stage = (typeof stages)[number]

/** The users, categories and streams of one run of the generation. Earlier stages fill in what later ones use. */
export interface SeedContext {
  /** Draws from the store's chance; its dates lie before the store's now. */
  readonly faker: Faker
  /** How many users were asked for. */
  readonly count: number
  readonly client: Client
  /** Every category, those of earlier runs included. */
  categories: { id: string; name: string }[]
  /** The users of this run; the first one is a partner and has every unit. */
  users: User[]
  /** Those of this run who are live now, with their stream's id. */
  live: { user: User; stream_id: string }[]
}

/** So many different members of a list, the excluded one never among them; in constant time each. */
export function some<T>(faker: Faker, list: readonly T[], wanted: number, except?: T): T[] {
  const chosen = new Set<T>()
  const available = list.length - (except !== undefined && list.includes(except) ? 1 : 0)
  const goal = Math.min(wanted, available)
  while (chosen.size < goal) {
    const candidate = list[faker.number.int({ max: list.length - 1 })]!
    if (candidate !== except) chosen.add(candidate)
  }
  return [...chosen]
}
