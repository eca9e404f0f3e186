import { printable } from '../../lib/printable.ts'
import { scopeDescriptions } from '../../twitch/scopes.ts'
import { CliError } from '../errors.ts'
import { suggestion } from '../suggestion.ts'
import { type Caller, tokenCommand } from './caller.ts'
import { operations } from './operations.ts'
import type { ApiRequest } from './request.ts'
import type { ApiAnswer } from './send.ts'

/** The error for an answer without success: its status, its message, and what to do. */
export async function refusalOf(answer: ApiAnswer, caller: Caller, request: ApiRequest): Promise<CliError> {
  const { status, statusText, json } = answer
  const { message } = (json ?? {}) as { message?: unknown }
  const reason = typeof message === 'string' && message ? message : statusText
  const hint =
    status === 404 ? await nearestEndpoint(request) : status === 401 && hintOf(reason, caller, request)
  return new CliError(printable(`${status} ${reason.replace(/\.$/, '')}`), hint || undefined)
}

function hintOf(reason: string, caller: Caller, request: ApiRequest): string | undefined {
  const { mock } = caller
  const scopes = request.headers.has('authorization') ? [] : caller.scopes
  const missing = /scope/i.test(reason) ? scopeIn(reason) : undefined
  if (missing) return `${tokenCommand([...scopes, missing], mock)} gets a token with it`
  if (/app (access )?token/i.test(reason)) return 'give --app'
  if (/user (access )?token/i.test(reason)) return mock ? 'leave --app out' : 'get one with "twitch token -u"'
  if (!mock && /invalid oauth token/i.test(reason)) return 'get another with "twitch token"'
}

/** The most similar endpoint, for one that Helix does not have. */
async function nearestEndpoint({ method, path }: ApiRequest): Promise<string | undefined> {
  const known = (await operations()).filter((operation) => operation.method === method)
  const paths = known.map(({ path }) => path)
  return paths.includes(path) ? undefined : suggestion(path.replace(/^\/helix/, ''), paths)
}

/** The first scope in a message, which suffices, since any one of several is enough. */
function scopeIn(sentence: string): string | undefined {
  const words = sentence.match(/[a-z_]+(:[a-z_]+)+/g) ?? []
  return words.find((word) => Object.hasOwn(scopeDescriptions, word))
}
