import { Faker } from '@faker-js/faker'
import { isAboutTheFile, UnusableDatabase } from '../engine/file.ts'
import type { Store } from '../engine/store.ts'
import { type AccessToken, type Client, createClient, issueToken } from '../resources/accounts/store.ts'
import { resources } from '../resources/registry.ts'
import { type SeedContext, type Stage, stages } from '../resources/seed-context.ts'
import type { User } from '../resources/users/schema.ts'

/** What is to be generated. */
export interface GenerateOptions {
  /** How many users. */
  count: number
  /** The moment that it all happens at; the store's present by default. */
  at?: Date
  /** Called before each stage, and with how much of the whole is done, from 0 to 1. */
  onStage?: (stage: Stage) => void
  onProgress?: (done: number) => void
}

/** What was generated, as the command prints it. */
export interface Generated {
  client: Client
  token: AccessToken
  /** The user with every unit; undefined if no user was asked for. */
  partner: User | undefined
}

/**
 * Generates users and what belongs to them, beside what is there already. All of it comes in one transaction and at
 * one moment of the store's clock: it is there whole or not at all, and the same seed and moment make the same data.
 *
 * @throws UnusableDatabase when the file cannot take it
 */
export function generate(store: Store, options: GenerateOptions): Promise<Generated> {
  return seeding(store, options, (faker) => {
    const client = createClient(store, 'Mock API Client')
    const { users } = seedAll(store, { faker, client, ...options })
    return { client, token: issueToken(store, { client_id: client.id }), partner: users[0] }
  })
}

/**
 * Makes what Twitch itself has, such as categories, and nothing else: no user, no client. What is there stays.
 *
 * @param options with what is done `first`, in the same transaction
 * @throws UnusableDatabase when the file cannot take it
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

/** Without users there is nothing that a client could have made. */
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

/** Faker with the store's randomness and the store's time. */
function fakerOf(store: Store, english: Faker): Faker {
  const randomizer = { next: () => store.random.next(), seed: () => {} }
  const faker = new Faker({ locale: english.rawDefinitions, randomizer })
  faker.setDefaultRefDate(store.now())
  return faker
}
