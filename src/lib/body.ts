/** The longest body of a request or an answer. */
export const MAXIMUM_BODY_BYTES = 1024 * 1024

/** The error for a body that is longer than it may be. */
export class BodyTooLarge extends Error {}

/**
 * The bytes of a request or an answer; reading ends where the limit does, whatever the length was said to be.
 *
 * @throws BodyTooLarge; the stream's own error when the body does not arrive whole
 */
export async function readBytes(
  message: Request | Response,
  limit = MAXIMUM_BODY_BYTES,
): Promise<Uint8Array> {
  const declared = message.headers.get('content-length')
  if (Number(declared) > limit) throw new BodyTooLarge()
  // A request is as long as it says; an answer may have been packed.
  if (declared !== null && message instanceof Request) return new Uint8Array(await message.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of message.body ?? []) {
    length += chunk.byteLength
    if (length > limit) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
