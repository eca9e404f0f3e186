import { badRequest, HelixError } from './errors.ts'

const MAXIMUM_BODY_BYTES = 1024 * 1024

/** A body that cannot be read. It is refused where a route wants a body, since 401 comes before 400. */
export class UnreadableBody {
  constructor(readonly refusal: HelixError) {}
}

/** The JSON of a request, whatever its content type says (`curl -d` sends a form's); nothing sent is an empty object. */
export async function readBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get('content-length')) > MAXIMUM_BODY_BYTES) return tooLarge()
  const bytes = await request.arrayBuffer().catch(() => undefined)
  if (!bytes) return new UnreadableBody(badRequest('The request body did not arrive whole.'))
  if (bytes.byteLength > MAXIMUM_BODY_BYTES) return tooLarge()
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return new UnreadableBody(badRequest('The request body is not valid JSON.'))
  }
}

const tooLarge = () =>
  new UnreadableBody(new HelixError(413, 'The request body must not be larger than 1 MiB.'))
