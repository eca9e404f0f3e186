import { BodyTooLarge, readBytes } from '../../lib/body.ts'
import { keepBody, keptBody } from '../http/received-body.ts'
import { AuthError } from './errors.ts'

/** The parameters of a request by name; the last value of a repeated one. */
export type Parameters = Readonly<Record<string, string | undefined>>

/** The names of parameters in messages, where they differ from the parameters' own. */
const spokenNames: Readonly<Record<string, string>> = {
  client_id: 'client id',
  client_secret: 'client secret',
  grant_type: 'grant type',
  refresh_token: 'refresh token',
  response_type: 'response type',
  token: 'oauth token',
  user_id: 'user id',
}

/**
 * The form field in which pages preserve the parameters of their own request, as one encoded text: HTML forms change
 * some characters of plain fields, such as lone line feeds and NUL.
 * Source: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 */
export const PRESERVED = 'preserved'

/**
 * The parameters of a request, from its query and its body: a form, a multipart form, or JSON.
 *
 * @throws AuthError 400 or 413 for a body that cannot be read
 */
export async function readParameters(request: Request): Promise<Parameters> {
  const [, query = ''] = /\?([^#]*)/.exec(request.url) ?? []
  const all: Parameters = { ...formOf(query), ...(await readBody(request)) }
  if (!(PRESERVED in all)) return all
  const { [PRESERVED]: preserved = '', ...given } = all
  return { ...formOf(preserved), ...given }
}

/** Reads the parameters of a request that is still to be handled, from a copy; none, if they cannot be read. */
export async function peekParameters(request: Request): Promise<Parameters> {
  const copy = request.clone() as Request
  const parameters = await readParameters(copy).catch(() => ({}))
  const body = keptBody(copy)
  if (body) keepBody(request, body)
  return parameters
}

/** The value of the preserving field: the parameters, except those that the form has fields for. */
export function preservedValue({ user_id, decision, ...parameters }: Parameters): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return String(new URLSearchParams(given))
}

/**
 * Returns a parameter that must be present and not empty.
 *
 * @throws AuthError 400
 */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name]
  if (!value) throw new AuthError(400, `missing ${spokenNames[name] ?? name}`)
  return value
}

async function readBody(request: Request): Promise<Record<string, string>> {
  const bytes = await readBytes(request).catch((error) => {
    if (error instanceof BodyTooLarge)
      throw new AuthError(413, 'the request body must not be larger than 1 MiB')
    throw new AuthError(400, 'the request body did not arrive whole')
  })
  if (bytes.byteLength === 0) return {}
  keepBody(request, bytes)
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return readMultipart(bytes, type)
  const text = new TextDecoder().decode(bytes)
  return text.trimStart().startsWith('{') ? readJson(text) : formOf(text)
}

const formOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))

async function readMultipart(bytes: Uint8Array, type: string): Promise<Record<string, string>> {
  try {
    const form = await new Response(bytes, { headers: { 'Content-Type': type } }).formData()
    return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  } catch {
    throw new AuthError(400, 'the request body is not a valid multipart form')
  }
}

function readJson(text: string): Record<string, string> {
  let members: Record<string, unknown>
  try {
    members = JSON.parse(text)
  } catch {
    throw new AuthError(400, 'the request body is not valid JSON')
  }
  const given = Object.entries(members).filter(([, value]) => value != null)
  return Object.fromEntries(given.map(([name, value]) => [name, textOf(value)]))
}

/** The text of a value in a JSON body: scopes may be a list, IDs numbers, claims an object. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
