import { BodyTooLarge, readBytes } from '../../lib/body.ts'
import { badRequest, HelixError } from './errors.ts'
import { keepBody } from './received-body.ts'

/** A body that cannot be read. The route's validation refuses it, after authentication: 401 comes before 400. */
export class UnreadableBody {
  constructor(readonly refusal: HelixError) {}
}

/**
 * Reads the JSON of a request, whatever its content type (`curl -d` sends a form's); an empty body is an empty object.
 */
export async function readBody(request: Request): Promise<unknown> {
  let text: string
  try {
    const bytes = await readBytes(request)
    if (bytes.byteLength === 0) return {}
    keepBody(request, bytes)
    text = decoder.decode(bytes)
  } catch (error) {
    return new UnreadableBody(error instanceof BodyTooLarge ? tooLarge() : notWhole())
  }
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return new UnreadableBody(badRequest('The request body is not valid JSON.'))
  }
}

/** Reads the bytes of a request that uploads a file. */
export async function readFile(request: Request, limit: number): Promise<Uint8Array | UnreadableBody> {
  try {
    return await readBytes(request, limit)
  } catch (error) {
    const refusal = new HelixError(413, `The file must not be larger than ${limit / 2 ** 20} MiB.`)
    return new UnreadableBody(error instanceof BodyTooLarge ? refusal : notWhole())
  }
}

const decoder = new TextDecoder()

const tooLarge = () => new HelixError(413, 'The request body must not be larger than 1 MiB.')
const notWhole = () => badRequest('The request body did not arrive whole.')
