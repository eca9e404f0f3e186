import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The differences that are meant, as "GET /polls query parameter x is only here". docs/deviations.md has lines
 * "- `GET /polls` query parameter x is only here — the reason"; those of refusals begin with a status.
 */
export function explainedDifferences(): Set<string> {
  const text = readFileSync(join(import.meta.dir, '../../docs/deviations.md'), 'utf8')
  return new Set(
    [...text.matchAll(/^- `([^`]+)` (?!\d{3} )(.+?) — /gm)].map(
      ([, subject, message]) => `${subject} ${message}`,
    ),
  )
}
