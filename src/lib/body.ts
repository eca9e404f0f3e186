/** The longest body of a request or an answer. */
export const MAXIMUM_BODY_BYTES = 1024 * 1024

/** The error for a body that exceeds its limit. */
export class BodyTooLarge extends Error {}

/**
 * Reads the bytes of a request or an answer up to a limit, whatever its Content-Length.
 *
 * @throws the promise: BodyTooLarge; the stream's own error if the body is not complete
 */
export function readBytes(message: Request | Response, limit = MAXIMUM_BODY_BYTES): Promise<Uint8Array> {
  const declared = message.headers.get('content-length')
  if (Number(declared) > limit) return Promise.reject(new BodyTooLarge())
  // The runtime enforces a request's Content-Length; that of an answer is the compressed length.
  if (declared !== null && message instanceof Request) return message.bytes()
  return readChunks(message.body ?? [], limit)
}

async function readChunks(chunks: AsyncIterable<Uint8Array> | [], limit: number): Promise<Uint8Array> {
  const read: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.byteLength
    if (length > limit) throw new BodyTooLarge()
    read.push(chunk)
  }
  return Buffer.concat(read)
}
