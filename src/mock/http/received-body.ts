/** How much of a body is kept for the journal. */
export const KEPT_BYTES = 64 * 1024

const bodies = new WeakMap<Request, Uint8Array>()

/** Keeps the first bytes of a request's body, as long as the request lives. */
export function keepBody(request: Request, bytes: Uint8Array): void {
  bodies.set(request, bytes.byteLength > KEPT_BYTES ? bytes.slice(0, KEPT_BYTES) : bytes)
}

/** The kept bytes of a request's body; undefined if the request had none or no code read it. */
export const keptBody = (request: Request): Uint8Array | undefined => bodies.get(request)
