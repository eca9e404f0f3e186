import { timingSafeEqual } from 'node:crypto'

/** Compares a secret that is given with the right one, in a time that tells nothing about where they differ. */
export function isSameSecret(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** What a server calls secrets, in JSON and in forms. */
const NAMED_SECRET =
  /((?:access_token|refresh_token|id_token|client_secret|device_code)["']?\s*[:=]\s*["']?)[^"'&,}\s]+/gi

/** A shorter one may be part of any word. */
const SHORTEST_SECRET = 8

/** Replaces secrets in a text: those that are given, and those that the text itself calls so. */
export function redacted(text: string, secrets: readonly string[] = []): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
    .replace(NAMED_SECRET, `$1${REDACTED}`)
}

const REDACTED = '[redacted]'
