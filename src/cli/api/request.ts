import { readFileSync } from 'node:fs'
import { CliError } from '../errors.ts'
import type { ApiFlags } from './flags.ts'

/** The methods of `twitch api`. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A command line of `twitch api`. */
export interface ApiCall {
  method: Method
  /** The words of the endpoint. */
  words: readonly string[]
  flags: ApiFlags
  /** The arguments as typed, for flags that are repeated. */
  rawArgs: readonly string[]
}

/** A request to an endpoint, without the server. */
export interface ApiRequest {
  method: Method
  /** Such as /users. */
  path: string
  query: readonly (readonly [string, string])[]
  headers: Headers
  body?: string
}

/**
 * Builds the request of a command line.
 *
 * @throws CliError for a body with GET, or a body that cannot be read
 */
export async function apiRequest({ method, words, flags, rawArgs }: ApiCall): Promise<ApiRequest> {
  const [path = '', query = ''] = words.join('/').replace(/^\/*/, '/').split('?', 2)
  const body = await bodyOf(flags)
  if (body !== undefined && method === 'GET') throw new CliError('a GET request has no body', 'leave -b out')
  return {
    method,
    path,
    query: [...new URLSearchParams(query), ...valuesOf(rawArgs, 'query-params').map(parameter)],
    headers: new Headers(valuesOf(rawArgs, 'header').map(header)),
    body,
  }
}

/** All values of a repeated flag. */
function valuesOf(rawArgs: readonly string[], name: string): string[] {
  const flag = `--${name}=`
  return rawArgs.filter((word) => word.startsWith(flag)).map((word) => word.slice(flag.length))
}

/** Splits a parameter at the first equals sign; a name alone has an empty value. */
function parameter(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function header(text: string): [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*([\t\x20-\x7e]*)$/.exec(text) ?? []
  if (name && value !== undefined) return [name, value]
  throw new CliError('invalid value for -H, --header', "give NAME:VALUE, such as 'Accept-Language: de'")
}

async function bodyOf({ body, input }: ApiFlags): Promise<string | undefined> {
  if (body !== undefined && input !== undefined)
    throw new CliError('-b and --input both give the body', 'leave one out')
  if (input !== undefined) return readBody(input)
  if (body === '-') return readBody('-')
  return body?.startsWith('@') ? readBody(body.slice(1)) : body
}

async function readBody(file: string): Promise<string> {
  if (file === '-') return Bun.stdin.text()
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CliError(`cannot read the body from ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}
