import { afterAll, describe, expect, test } from 'bun:test'
import { callers } from './support/contract/callers.ts'
import { computed, lengthen, rowsOf } from './support/contract/lists.ts'
import { type Change, questions } from './support/contract/questions.ts'
import { contract } from './support/contract/reference.ts'
import { isAbout, refusalIn } from './support/contract/refusal.ts'
import { validRequest } from './support/contract/requests.ts'
import { type Json, Twitch } from './support/contract/twitch.ts'

/** Every bound in tests/reference/contract.json is asked for over HTTP; there is no line here for any one of them. */
const twitch = await Twitch.generate()
afterAll(() => twitch.close())

/** Without the scope it answers with the total alone. */
const TELLS_LESS = 'GET /channels/followers'

const operations = Object.entries(contract).map(([operation, documented]) => ({ operation, ...documented }))

describe('a valid request', () => {
  test.each(operations.filter(({ deprecated }) => !deprecated))(
    '$operation answers $success',
    async ({ operation, success }) => {
      const { status, body } = await twitch.ask(operation, await validRequest(twitch, operation))
      expect({ status, body }).toEqual({ status: success, body })
    },
  )

  test.each(operations.filter(({ deprecated }) => deprecated))(
    '$operation is gone',
    async ({ operation }) => {
      expect((await twitch.ask(operation)).status).toBe(410)
    },
  )
})

describe('the bounds of', () => {
  const asked = async (operation: string, change: Change) =>
    refusalIn(await twitch.ask(operation, change(await validRequest(twitch, operation))))

  for (const { operation, name, path, within, beyond } of questions()) {
    test(`${operation} ${name}`, async () => {
      const refusals: unknown[] = []
      for (const change of beyond) {
        const refusal = await asked(operation, change)
        expect(refusal, 'is accepted').toBeDefined()
        expect(isAbout(refusal!, path, operation), `says ${refusal}`).toBe(true)
        refusals.push(refusal)
      }
      // Something else may be wrong with it: what matters is that this bound is not.
      const malformed = new RegExp(`"(\\w+\\.)*${path.split(/[.[]/).at(-1)}" was malformed`)
      for (const change of within) {
        const refusal = await asked(operation, change)
        expect(refusals).not.toContain(refusal)
        expect(refusal ?? '').not.toMatch(malformed)
      }
    })
  }
})

describe('the caller of', () => {
  for (const { operation, name, allowed, asking } of callers()) {
    test(`${operation} with ${name} is ${allowed ? 'accepted' : 'refused'}`, async () => {
      const valid = await validRequest(twitch, operation)
      const { status, body } = await twitch.ask(operation, await asking(valid, twitch))
      if (!allowed && operation === TELLS_LESS && status === 200) return expect(body.data).toEqual([])
      // Some take a kind of token for some requests only: then it is not the token that they find fault with.
      expect(status === 401, `${status} ${body.message}`).toBe(!allowed)
      if (/scope|grant/.test(name) && allowed) expect(status).toBe(contract[operation]!.success)
    })
  }
})

describe('what is left out of', () => {
  const withDefaults = operations.flatMap(({ operation, id, deprecated, query }) =>
    Object.entries(query).flatMap(([name, { default: value, maximum }]) =>
      value === undefined || deprecated ? [] : [{ operation, id, name, value, maximum }],
    ),
  )
  const isPage = (name: string) => name === 'first' || name === 'count'

  test.each(withDefaults.filter(({ id, name }) => isPage(name) && !computed.has(id)))(
    '$operation $name counts as $value',
    async ({ operation, value }) => {
      const request = await validRequest(twitch, operation)
      await lengthen(twitch, operation, request, Number(value))
      expect(rowsOf(await twitch.run(operation, request))).toHaveLength(Number(value))
    },
  )

  test.each(withDefaults.filter(({ id }) => computed.has(id)))(
    '$operation $name is said to count as $value',
    async ({ operation, name, value }) => {
      const [method = '', path = ''] = operation.split(' ')
      const { paths } = (await twitch.fetch('GET', '/mock/openapi.json')).body
      const { parameters } = paths[`/mock${path}`][method.toLowerCase()]
      expect(parameters.find((parameter: Json) => parameter.name === name).schema.default).toBe(value)
    },
  )

  test.each(withDefaults.filter(({ operation, name }) => !isPage(name) && operation.startsWith('GET')))(
    '$operation $name counts as $value',
    async ({ operation, name, value }) => {
      const request = await validRequest(twitch, operation)
      const said = { ...request, query: { ...request.query, [name]: value } }
      expect(await twitch.run(operation, request)).toEqual(await twitch.run(operation, said))
    },
  )

  const shown = operations.flatMap(({ operation, body }) =>
    Object.entries(body).flatMap(([name, { shown, default: value }]) =>
      shown && value !== undefined ? [{ operation, name, value }] : [],
    ),
  )
  test.each(shown)('$operation $name becomes $value', async ({ operation, name, value }) => {
    const request = await validRequest(twitch, operation)
    const { data } = await twitch.run(operation, { ...request, body: { ...request.body, [name]: undefined } })
    expect(data[0][name]).toBe(value)
  })
})

describe('the pages of', () => {
  const listing = operations.filter(({ query, deprecated }) => query.first && query.after && !deprecated)
  const cursorIn = ({ pagination, data }: Json): string | undefined =>
    (typeof pagination === 'string' ? pagination : (pagination ?? data.pagination)?.cursor) || undefined

  /** Asks for one page, of a list that is long enough to have several. */
  const pagesOf = async (operation: string) => {
    const request = await validRequest(twitch, operation)
    await lengthen(twitch, operation, request, 10)
    const page = (query: object) =>
      twitch.run(operation, { ...request, query: { ...request.query, ...query } })
    const maximum = contract[operation]!.query.first!.maximum ?? 100
    return { page, maximum }
  }

  test.each(listing)('$operation are the whole list, each row once', async ({ operation }) => {
    const { page, maximum } = await pagesOf(operation)
    const all = rowsOf(await page({ first: maximum })).slice(0, 10)
    const walked: Json[] = []
    for (let after: string | undefined; walked.length < all.length; ) {
      const answer = await page({ first: 3, after })
      walked.push(...rowsOf(answer))
      after = cursorIn(answer)
      if (!after) break
    }
    expect(walked.slice(0, 10)).toEqual(all)
  })

  test.each(listing)('$operation end with one that is exactly full', async ({ operation }) => {
    const { page, maximum } = await pagesOf(operation)
    let after: string | undefined
    let last = await page({ first: maximum })
    for (let next = cursorIn(last); next; next = cursorIn(last)) {
      after = next
      last = await page({ first: maximum, after })
    }
    const rows = rowsOf(last)
    expect(rows).not.toEqual([])
    expect(await page({ first: rows.length, after })).toEqual(last)
    if (rows.length === 1) return
    const shorter = await page({ first: rows.length - 1, after })
    expect(rowsOf(shorter)).toEqual(rows.slice(0, -1))
    expect(rowsOf(await page({ first: 1, after: cursorIn(shorter) }))).toEqual(rows.slice(-1))
  })

  test.each(listing.filter(({ query }) => query.before))(
    '$operation can be read backwards',
    async ({ operation }) => {
      const { page } = await pagesOf(operation)
      const first = await page({ first: 3 })
      const second = await page({ first: 3, after: cursorIn(first) })
      const third = await page({ first: 3, after: cursorIn(second) })
      expect(rowsOf(third)).not.toEqual([])
      expect(rowsOf(await page({ first: 3, before: cursorIn(third) }))).toEqual(rowsOf(second))
      expect(rowsOf(await page({ first: 2, before: cursorIn(third) }))).toEqual(rowsOf(second).slice(1))
      expect(rowsOf(await page({ first: 3, before: cursorIn(second) }))).toEqual(rowsOf(first))
    },
  )
})
