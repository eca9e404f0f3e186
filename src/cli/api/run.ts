import { CliError } from '../errors.ts'
import { wholeNumber } from '../values.ts'
import { callerOf } from './caller.ts'
import type { ApiFlags } from './flags.ts'
import { joined, pagesOf } from './pages.ts'
import { refusalOf } from './refusal.ts'
import { type ApiCall, apiRequest } from './request.ts'
import { type ApiAnswer, send } from './send.ts'
import { showBody, showFiltered, showHead } from './show.ts'

const MAXIMUM_PAGES = 1_000_000

/**
 * Calls an endpoint and prints its answer. An answer without success is printed unchanged, and then thrown.
 *
 * @throws CliError, ConfigError
 */
export async function runApi(call: ApiCall): Promise<void> {
  const { flags } = call
  const limit = limitOf(flags)
  const request = await apiRequest(call)
  const caller = await callerOf(flags)
  const accept = async (answer: ApiAnswer) => {
    showHead(answer, flags)
    if (answer.status >= 200 && answer.status < 300) return
    showBody(answer, flags)
    throw await refusalOf(answer, caller, request)
  }
  if (limit === undefined) {
    const answer = await send(caller, request)
    await accept(answer)
    return show(answer, flags)
  }
  const isJoined = !flags.paginate || flags.slurp
  const pages: unknown[] = []
  for await (const page of pagesOf(caller, request, limit)) {
    await accept(page)
    if (isJoined) pages.push(page.json)
    else await show(page, flags)
  }
  if (isJoined) await show({ text: '', json: flags.slurp ? pages : joined(pages) }, flags)
}

/** The number of pages to request, 0 for all; undefined for a single request without paging. */
function limitOf({ autopaginate, paginate, slurp }: ApiFlags): number | undefined {
  if (slurp && !paginate) throw new CliError('--slurp is about pages', 'give --paginate, too')
  if (autopaginate !== undefined) return wholeNumber(autopaginate, '-P, --autopaginate', 0, MAXIMUM_PAGES)
  return paginate ? 0 : undefined
}

async function show(answer: Pick<ApiAnswer, 'text' | 'json'>, flags: ApiFlags): Promise<void> {
  if (flags.silent) return
  if (flags.jq !== undefined && answer.json !== undefined) await showFiltered(answer.json, flags.jq, flags)
  else showBody(answer, flags)
}
