/** How much of a body is kept for the journal. */
export const KEPT_BYTES = 64 * 1024

const bodies = new WeakMap<Request, Uint8Array>()

/** Keeps the bytes of a request that were read, while the request itself is kept; of a long body its beginning. */
export function keepBody(request: Request, bytes: Uint8Array): void {
  if (bytes.byteLength > 0)
    bodies.set(request, bytes.byteLength > KEPT_BYTES ? bytes.slice(0, KEPT_BYTES) : bytes)
}

/** The body of a request as far as it was kept; undefined if there was none or nobody read it. */
export const keptBody = (request: Request): Uint8Array | undefined => bodies.get(request)
