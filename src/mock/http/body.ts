import { BodyTooLarge, MAXIMUM_BODY_BYTES, readBytes } from '../../lib/body.ts'
import { badRequest, HelixError } from './errors.ts'
import { keepBody } from './received-body.ts'

/** A body that cannot be read. It is refused where a route wants a body, since 401 comes before 400. */
export class UnreadableBody {
  constructor(readonly refusal: HelixError) {}
}

/** More than a world of ten thousand users has to say is given to the start, as a file. */
const MAXIMUM_TEXT_BYTES = 8 * MAXIMUM_BODY_BYTES

/**
 * The JSON of a request, whatever its content type says (`curl -d` sends a form's); nothing sent is an empty object.
 */
export async function readBody(request: Request): Promise<unknown> {
  const text = await readText(request, MAXIMUM_BODY_BYTES)
  if (text instanceof UnreadableBody) return text
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return new UnreadableBody(badRequest('The request body is not valid JSON.'))
  }
}

/** The body of a request as it came. */
export async function readText(
  request: Request,
  limit = MAXIMUM_TEXT_BYTES,
): Promise<string | UnreadableBody> {
  try {
    const bytes = await readBytes(request, limit)
    keepBody(request, bytes)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    return new UnreadableBody(error instanceof BodyTooLarge ? tooLarge(limit) : notWhole())
  }
}

const tooLarge = (limit: number) =>
  new HelixError(413, `The request body must not be larger than ${limit / MAXIMUM_BODY_BYTES} MiB.`)
const notWhole = () => badRequest('The request body did not arrive whole.')
