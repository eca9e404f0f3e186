import type { Caller } from './caller.ts'
import { maximumFirst } from './operations.ts'
import type { ApiRequest } from './request.ts'
import { type ApiAnswer, send } from './send.ts'

type Members = Record<string, unknown>

/** Requests the pages of a listing lazily, until the last one, a refusal, or the limit; 0 is no limit. */
export async function* pagesOf(
  caller: Caller,
  request: ApiRequest,
  limit: number,
): AsyncGenerator<ApiAnswer> {
  const isSaid = request.query.some(([name]) => name === 'first')
  const first = isSaid ? undefined : await maximumFirst(request)
  const size: Record<string, string> = first === undefined ? {} : { first: String(first) }
  let after: string | undefined
  for (let page = 1; ; page++) {
    const answer = await send(caller, request, { ...size, ...(after !== undefined && { after }) })
    yield answer
    const next = cursorOf(answer)
    if (!next || next === after || page === limit) return
    after = next
  }
}

/** The cursor of a page; Get Extension Live Channels has it as `pagination` itself. */
function cursorOf({ json }: ApiAnswer): string | undefined {
  const { pagination } = (json ?? {}) as Members
  const cursor = typeof pagination === 'string' ? pagination : (pagination as Members | undefined)?.cursor
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined
}

/** The first page with the data of all pages, and the cursor of the last one. */
export function joined(pages: readonly unknown[]): unknown {
  const [first, ...rest] = pages as readonly Members[]
  if (!first || rest.length === 0) return first
  const last = rest.at(-1)!
  const data = rest.reduce<unknown>((data, page) => appended(data, page.data), first.data)
  return { ...first, data, pagination: last.pagination }
}

/** The data of two pages joined; a schedule has its list within `data`. */
function appended(data: unknown, more: unknown): unknown {
  if (Array.isArray(data) && Array.isArray(more)) return [...data, ...more]
  const lists = Object.entries((data ?? {}) as Members).filter(([, value]) => Array.isArray(value))
  const added = lists.map(([name, list]) => {
    const next = ((more ?? {}) as Members)[name]
    return [name, [...(list as unknown[]), ...(Array.isArray(next) ? next : [])]]
  })
  return { ...(data as Members), ...Object.fromEntries(added) }
}
