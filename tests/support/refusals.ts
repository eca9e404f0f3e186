import { describe, expect, test } from 'bun:test'
import documented from '../reference/documented-refusals.json'
import { type Api, type Call, World } from './world.ts'

export interface Refusal {
  /** The status and the documentation's own words, or `400 (undocumented) …` for a rule of ours. */
  condition: string
  /** What is done in the world before the request. */
  arrange?: (world: World) => unknown
  /** What differs from the valid request: merged into its query or body, where undefined leaves a field out. */
  query?: object
  body?: object
  /** Or the whole request. */
  call?: (world: World, valid: Call) => Call
  /** Who asks, if it is not the usual caller. */
  caller?: (world: World) => Api
  /** The message of the answer, if it is not the documentation's sentence. */
  message?: string
}

interface Subject {
  caller: (world: World) => Api
  valid: (world: World) => Call | Promise<Call>
}

/**
 * The documented refusals of an operation, one test each, named after the condition. The whole body is compared.
 *
 * @param operation for example "POST /polls"
 */
export function describeRefusals(operation: string, subject: Subject, refusals: readonly Refusal[]): void {
  const [method = '', path = ''] = operation.split(' ')
  const known: string[] | undefined = (documented as Record<string, string[]>)[operation]
  if (!known) throw new Error(`${operation} is not documented`)

  describe(`${operation} refuses`, () => {
    for (const refusal of refusals) {
      const { condition } = refusal
      if (!known.includes(condition) && !condition.includes('(undocumented)')) {
        throw new Error(`${operation} has no documented refusal "${condition}"; it has:\n${known.join('\n')}`)
      }
      test(condition, async () => {
        const world = new World({ rateLimit: true })
        const valid = await subject.valid(world)
        await refusal.arrange?.(world)
        // Only the last one of many is one too many.
        if (condition.startsWith('429')) expect(world.answered).not.toContain(429)
        const call = refusal.call?.(world, valid) ?? merged(valid, refusal)
        const reply = await (refusal.caller ?? subject.caller)(world).send(method, path, call)
        const status = Number.parseInt(condition, 10)
        const message = refusal.message ?? condition.slice(4)
        expect(reply.body).toEqual({ error: expect.any(String), status, message })
        expect(reply.status).toBe(status)
      })
    }
  })
}

function merged(valid: Call, { query, body }: Refusal): Call {
  return {
    ...valid,
    ...(query && { query: { ...valid.query, ...query } }),
    ...(body && { body: { ...(valid.body as object), ...body } }),
  }
}

/** What every operation refuses that a moderator_id does in the channel of a broadcaster_id. */
export const moderatorRefusals: readonly Refusal[] = [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The moderator_id query parameter is required.',
    query: { moderator_id: undefined },
    message: 'Missing required parameter "moderator_id"',
  },
  {
    condition: "403 The user in moderator_id is not one of the broadcaster's moderators.",
    query: { broadcaster_id: '1002' },
  },
]
