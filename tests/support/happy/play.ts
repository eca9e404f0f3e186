import { Random } from '../../../src/mock/engine/random.ts'
import { UNRESTRICTED_USERS } from '../../../src/mock/resources/seed-context.ts'
import { contract } from '../contract/reference.ts'
import { validRequest } from '../contract/requests.ts'
import { type Request, Twitch } from '../contract/twitch.ts'
import { channel } from './channel.ts'
import { requests } from './requests.ts'
import { roles } from './roles.ts'
import { type Scenario, Stage } from './stage.ts'

const scenarios = [...roles, ...requests, ...channel]

const documented = Object.entries(contract).flatMap(([operation, { deprecated }]) =>
  deprecated ? [] : [operation],
)

let simple: Promise<Scenario[]> | undefined

/**
 * Calls every operation as it is documented on a world of so many users as it is generated, in an order that the seed
 * tells. Returns what did not succeed, and the operations that were not called.
 */
export async function playHappily(seed: number, count: number): Promise<string[]> {
  const twitch = await Twitch.generate({ seed, count })
  const { failures, played } = await playEverything(twitch, seed)
  twitch.close()
  const missed = documented.filter((operation) => !played.has(operation))
  return failures.length > 0 ? failures : missed.map((operation) => `${operation} is not called`)
}

/** Calls every operation as it is documented, in an order that the seed tells, on a world as it is generated. */
export async function playEverything(twitch: Twitch, seed: number) {
  simple ??= simpleScenarios()
  return play(twitch, [...scenarios, ...(await simple)], seed)
}

/** They look up what a request names. */
const lookUps: readonly string[] = ['GET /chat/emotes/set', 'GET /search/channels']

/** Reads every list of the first user as it is generated; returns those without a row. */
export async function emptyLists(seed: number, count: number): Promise<string[]> {
  const twitch = await Twitch.generate({ seed, count })
  const empty: string[] = []
  for await (const [operation, request] of looks(twitch)) {
    const { status, body } = await twitch.ask(operation, request)
    if (status !== 200) throw new Error(`${operation}: ${status} ${JSON.stringify(body)}`)
    if (Array.isArray(body.data) && body.data.length === 0) empty.push(operation)
  }
  twitch.close()
  return empty
}

/** A GET of each operation of Helix about the first user, one after the other; what it needs is made. */
export async function* looks(twitch: Twitch): AsyncGenerator<[operation: string, request: Request]> {
  for (const operation of documented.filter((name) => name.startsWith('GET ') && !lookUps.includes(name)))
    yield [operation, await validRequest(twitch, operation)]
}

/** The operations that no scenario calls need nothing but what is generated. */
async function simpleScenarios(): Promise<Scenario[]> {
  const twitch = await Twitch.generate({ seed: 1, count: 2 * UNRESTRICTED_USERS })
  const { played } = await play(twitch, scenarios, 1)
  twitch.close()
  const others = documented.filter((operation) => !played.has(operation))
  return others.map(
    (operation) =>
      // biome-ignore lint/correctness/useYield: a scenario of one call
      async function* (stage) {
        await stage.call(operation, await validRequest(stage.twitch, operation))
      },
  )
}

async function play(twitch: Twitch, wanted: readonly Scenario[], seed: number) {
  const random = new Random(seed)
  // Of ten users the last one has trouble, as documented.
  const cast = shuffled(random, twitch.users.slice(1, Math.min(UNRESTRICTED_USERS, twitch.users.length - 1)))
  twitch.viewers = cast.slice(6)
  const stage = new Stage(twitch, cast)
  const running = wanted.map((scenario) => scenario(stage))
  const failures: string[] = []
  while (running.length > 0) {
    const index = Math.floor(random.next() * running.length)
    const { done } = await running[index]!.next().catch((fault: Error) => {
      failures.push(fault.message)
      return { done: true }
    })
    if (done) running.splice(index, 1)
  }
  return { failures, played: stage.played }
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const keys = new Map(list.map((item) => [item, random.next()]))
  return [...list].sort((one, other) => keys.get(one)! - keys.get(other)!)
}
