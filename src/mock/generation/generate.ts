import { Faker } from '@faker-js/faker'
import { isAboutTheFile, UnusableDatabase } from '../engine/file.ts'
import type { Store } from '../engine/store.ts'
import { type AccessToken, type Client, createClient, issueToken } from '../resources/accounts/store.ts'
import { resources } from '../resources/registry.ts'
import { type SeedContext, type Stage, stages } from '../resources/seed-context.ts'
import type { User } from '../resources/users/schema.ts'

/** The options of a generation. */
export interface GenerateOptions {
  /** The number of users. */
  count: number
  /** The moment that counts as now; the store's by default. */
  at?: Date
  /** Called before each stage; `onProgress` with the completed share of the whole, from 0 to 1. */
  onStage?: (stage: Stage) => void
  onProgress?: (done: number) => void
}

/** The summary of a generation, which the command prints. */
export interface Generated {
  client: Client
  token: AccessToken
  /** The first user, who has rows of every unit; undefined if no users were generated. */
  partner: User | undefined
}

/**
 * Generates users and their data, in addition to existing rows. It runs in one transaction and at one moment of the
 * store's clock, so that it is complete or absent, and the same seed and moment make the same data.
 *
 * @throws UnusableDatabase if the file cannot be written
 */
export function generate(store: Store, options: GenerateOptions): Promise<Generated> {
  return seeding(store, options, (faker) => {
    const client = createClient(store, 'Mock API Client')
    const { users } = seedAll(store, { faker, client, ...options })
    return { client, token: issueToken(store, { client_id: client.id }), partner: users[0] }
  })
}

/**
 * Generates only Twitch's own data, such as categories, without users and clients. Existing rows stay.
 *
 * @param options with work to do `first`, in the same transaction
 * @throws UnusableDatabase if the file cannot be written
 */
export async function generateGround(
  store: Store,
  { first = () => {}, ...options }: Omit<GenerateOptions, 'count'> & { first?: () => void },
): Promise<void> {
  await seeding(store, options, (faker) => {
    first()
    seedAll(store, { faker, client: nobodysClient, ...options, count: 0 })
  })
}

/** The client of a generation without users, in which no row belongs to a client. */
const nobodysClient: Client = {
  id: '',
  secret: '',
  name: '',
  is_extension: false,
  type: 'confidential',
  redirect_uris: [],
}

async function seeding<T>(
  store: Store,
  { at = store.now() }: Pick<GenerateOptions, 'at'>,
  work: (faker: Faker) => T,
): Promise<T> {
  const locale = await import('@faker-js/faker/locale/en')
  try {
    return store.at(at, () => store.transaction(() => work(fakerOf(store, locale.faker))))
  } catch (error) {
    if (!isAboutTheFile(error)) throw error
    throw new UnusableDatabase(`nothing was generated: ${(error as Error).message}`)
  }
}

function seedAll(
  store: Store,
  { faker, client, count, onStage, onProgress }: GenerateOptions & { faker: Faker; client: Client },
): SeedContext {
  const context: SeedContext = { faker, count, client, categories: [], users: [], tail: [], live: [] }
  const shares = stages.map((stage) => ({
    stage,
    seeds: resources.flatMap(({ seed }) => seed?.[stage] ?? []),
  }))
  const total = shares.reduce((sum, { seeds }) => sum + seeds.length, 0)
  let done = 0
  for (const { stage, seeds } of shares) {
    onStage?.(stage)
    for (const seed of seeds) {
      seed(store, context)
      onProgress?.(++done / total)
    }
  }
  return context
}

/** Faker with the randomness and the clock of the store. */
function fakerOf(store: Store, english: Faker): Faker {
  const randomizer = { next: () => store.random.next(), seed: () => {} }
  const faker = new Faker({ locale: english.rawDefinitions, randomizer })
  faker.setDefaultRefDate(store.now())
  return faker
}
