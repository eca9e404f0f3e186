import { afterAll, describe, expect, test } from 'bun:test'
import { contract } from '../../support/contract/reference.ts'
import { validRequest } from '../../support/contract/requests.ts'
import { type Json, type Request, Twitch } from '../../support/contract/twitch.ts'

/**
 * No token acts for somebody else, wherever and however their ID is sent. The table is the routes' own declarations.
 */
const twitch = await Twitch.generate()
afterAll(() => twitch.close())

const { paths } = (await twitch.fetch('GET', '/mock/openapi.json')).body

interface Own {
  operation: string
  name: string
  /** Where the operation declares it. */
  place: 'query' | 'body'
  isRequired: boolean
}

function* declarations(): Generator<Own> {
  for (const operation of Object.keys(contract)) {
    const [method = '', path = ''] = operation.split(' ')
    const declared = paths[`/mock${path}`]?.[method.toLowerCase()]
    for (const name of Object.values<string>(declared?.['x-caller'] ?? {})) {
      const parameter = declared.parameters?.find((parameter: Json) => parameter.name === name)
      const schema = declared.requestBody?.content['application/json'].schema
      if (parameter) yield { operation, name, place: 'query', isRequired: parameter.required }
      else yield { operation, name, place: 'body', isRequired: schema.required.includes(name) }
    }
  }
}

const owns = [...declarations()]
const inQuery = owns.filter(({ place }) => place === 'query')
const inBody = owns.filter(({ place }) => place === 'body')
const elsewhere = { query: 'body', body: 'query' } as const

/** Where a parameter may stand elsewhere too, and counts if nothing is at its place. */
const mayStandElsewhere = /^(POST .chat.messages|(PUT|PATCH|DELETE) .chat.pins)$/

/** A request of a caller with a token of the kind whose ID is asked for. */
async function valid({ operation, name }: Own): Promise<Request & { own: string; foreign: string }> {
  const { tokens, scopes } = contract[operation]!
  const request = await validRequest(twitch, operation)
  const isUser = !name.startsWith('extension') && tokens.includes('user')
  const own = name.startsWith('extension') ? twitch.extension.ID : (request.user ?? twitch.partner)
  const foreign = name.startsWith('extension') ? twitch.client.ID : twitch.viewer(3)
  return { ...request, ...(isUser && { token: 'user', scopes: [...scopes] }), own, foreign }
}

/** Sets the parameter at its place, and elsewhere. */
function sent({ name, place }: Own, request: Request, here: unknown, there?: unknown): Request {
  const other = elsewhere[place]
  const set = (fields: Json, value: unknown) => ({ ...fields, [name]: value })
  return { ...request, [place]: set(request[place], here), [other]: set(request[other], there) }
}

const ask = async ({ operation }: Own, request: Request) => (await twitch.ask(operation, request)).status

test('every parameter that is documented to be the caller is declared so', () => {
  const documented = Object.entries(contract).flatMap(([operation, { query, body, deprecated }]) =>
    Object.entries({ ...query, ...body })
      .filter(([, { self }]) => self && !deprecated)
      .map(([name]) => `${operation} ${name}`),
  )
  const declared = owns.map(({ operation, name }) => `${operation} ${name}`)
  expect(documented.filter((own) => !declared.includes(own))).toEqual([])
  expect(owns.length).toBeGreaterThan(80)
})

describe('somebody else is refused', () => {
  test.each(owns)('at its place, with the own ID elsewhere: $operation $name', async (own) => {
    const request = await valid(own)
    expect([401, 403]).toContain(await ask(own, sent(own, request, request.foreign, request.own)))
    expect([401, 403]).toContain(await ask(own, sent(own, request, request.foreign)))
  })

  test.each(inQuery)('first of two: $operation $name', async (own) => {
    const request = await valid(own)
    expect([401, 403]).toContain(await ask(own, sent(own, request, [request.foreign, request.own])))
  })

  test.each(inBody)('as a number, a list, an object: $operation $name', async (own) => {
    const request = await valid(own)
    for (const value of [Number(request.foreign), [request.foreign], { id: request.foreign }, null]) {
      expect([400, 401, 403]).toContain(await ask(own, sent(own, request, value, request.foreign)))
    }
  })

  test.each(owns.filter(({ isRequired }) => isRequired))(
    'with nothing at its place: $operation $name',
    async (own) => {
      const request = await valid(own)
      const status = mayStandElsewhere.test(own.operation) ? 401 : 400
      const body = own.place === 'body' ? {} : undefined
      expect(await ask(own, sent(own, { body, ...request }, undefined, request.foreign))).toBe(status)
      for (const spelling of [own.name.toUpperCase(), ` ${own.name}`, `${own.name}[]`]) {
        const odd = sent(own, request, undefined)
        const fields = { ...(odd[own.place] as object), [spelling]: request.foreign }
        expect(await ask(own, { ...odd, [own.place]: fields })).toBe(400)
      }
    },
  )
})

describe('somebody else does not count', () => {
  test.each(owns)('elsewhere: $operation $name', async (own) => {
    const request = await valid(own)
    expect(await ask(own, sent(own, request, request.own, request.foreign))).toBe(
      contract[own.operation]!.success,
    )
  })

  test.each(inQuery)('second of two: $operation $name', async (own) => {
    const request = await valid(own)
    expect(await ask(own, sent(own, request, [request.own, request.foreign]))).toBe(
      contract[own.operation]!.success,
    )
  })
})
