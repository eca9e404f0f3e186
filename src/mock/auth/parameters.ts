import { AuthError } from './errors.ts'

export type Parameters = Readonly<Record<string, string | undefined>>

/** The parameters of a request, from its query and its body: a form, a multipart form, or JSON. */
export async function readParameters(request: Request): Promise<Parameters> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return { ...query, ...(await readBody(request)) }
}

async function readBody(request: Request): Promise<Record<string, string>> {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const form = await request.formData()
    return Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  }
  const text = await request.text()
  if (!text.trimStart().startsWith('{')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    throw new AuthError(400, 'the request body is not valid JSON')
  }
}

/** A parameter that must be there. */
export function required(parameters: Parameters, name: string): string {
  const value = parameters[name]
  if (!value) throw new AuthError(400, `missing ${name.replaceAll('_', ' ')}`)
  return value
}
