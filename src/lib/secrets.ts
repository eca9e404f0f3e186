import { timingSafeEqual } from 'node:crypto'

/** Compares a given secret with the right one in constant time. */
export function isSameSecret(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The names of secrets, in JSON and in forms, with their values. */
const NAMED_SECRET =
  /((?:access_token|refresh_token|id_token|client_secret|device_code)["']?\s*[:=]\s*["']?)[^"'&,}\s]+/gi

/** The shortest secret to redact; a shorter one may be a part of ordinary words. */
const SHORTEST_SECRET = 8

/** Replaces secrets in a text: the given ones, and the values of members and fields with names of secrets. */
export function redacted(text: string, secrets: readonly string[] = []): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
    .replace(NAMED_SECRET, `$1${REDACTED}`)
}

const REDACTED = '[redacted]'
