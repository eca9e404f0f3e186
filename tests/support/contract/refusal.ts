import documented from '../../reference/documented-refusals.json'
import type { Answer } from './twitch.ts'

/** A refusal as "400 Its sentence."; some operations tell of single items in a successful answer. */
export function refusalIn({ status, body }: Answer): string | undefined {
  const [failed] = body.errors ?? []
  if (failed) return `400 ${failed.message}`
  return status < 400 ? undefined : `${status} ${body.message}`
}

/**
 * Whether a refusal is a parameter's: it names it, or the list that it is in, or is what the documentation says of the
 * operation.
 *
 * @param path for example "choices[].title"
 */
export function isAbout(refusal: string, path: string, operation: string): boolean {
  const known = (documented as Record<string, string[]>)[operation] ?? []
  if (!/^4(00|22) |must match/.test(refusal)) return false
  const [parameter, ...lists] = path.split('.').reverse()
  const names = [parameter!, ...lists.filter((name) => name.endsWith('[]'))].map((name) =>
    name.replace('[]', ''),
  )
  const said = refusal.toLowerCase().replaceAll(' ', '_')
  return names.some((name) => said.includes(name)) || known.includes(refusal)
}
