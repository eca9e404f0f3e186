import { printable, printableLines } from '../../lib/printable.ts'
import { mayColour } from '../colour.ts'
import { CliError } from '../errors.ts'
import { notice, print } from '../output.ts'
import type { ApiFlags } from './flags.ts'
import { jsonText } from './json.ts'
import type { ApiAnswer } from './send.ts'

/** Prints the status and headers of an answer, and of its request, if the flags ask for them. */
export function showHead(answer: ApiAnswer, { verbose, include }: ApiFlags): void {
  const { request, status, statusText, headers } = answer
  const { pathname, search } = new URL(request.url)
  const head = [`HTTP ${status} ${statusText}`, ...listed(headers)]
  if (verbose) {
    const sent = [`${request.method} ${pathname}${search}`, ...listed(request.headers)]
    for (const line of sent) notice(printable(`> ${line}`))
    for (const line of head) notice(printable(`< ${line}`))
  }
  if (include) print(`${head.map(printable).join('\n')}\n`)
}

/** Headers with credentials, which are redacted. */
const SECRET = /authorization|cookie|token|secret/i

const listed = (headers: Headers) =>
  [...headers].map(([name, value]) => `${name}: ${SECRET.test(name) ? '[redacted]' : value}`)

/** Prints the body of an answer, if it has one. */
export function showBody({ text, json }: Pick<ApiAnswer, 'text' | 'json'>, flags: ApiFlags): void {
  if (json !== undefined) print(jsonText(json, isOnOneLine(flags)))
  else if (text) print(process.stdout.isTTY ? printableLines(text) : text.replace(/\n$/, ''))
}

const isOnOneLine = (flags: ApiFlags) => Boolean(flags.unformatted || flags['pretty-print'])

/**
 * Prints the results of a jq program on a value, with texts unquoted, as by `jq -r`.
 *
 * @throws CliError for a program that is invalid or fails
 */
export async function showFiltered(value: unknown, program: string, flags: ApiFlags): Promise<void> {
  const { raw } = await import('jq-wasm')
  const options = ['-r', ...(isOnOneLine(flags) ? ['-c'] : [])]
  if (process.stdout.isTTY && mayColour()) options.push('-C')
  try {
    const text = await raw(JSON.stringify(value), program, options)
    if (text) print(text)
  } catch (error) {
    const [first = ''] = (error as Error).message.replace(/^jq: error[^:]*: /, '').split('\n')
    throw new CliError(`--jq: ${printable(first)}`)
  }
}
