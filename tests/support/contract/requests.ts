import { arrangements } from './arrangements/arrangements.ts'
import { type Bound, contract } from './reference.ts'
import type { Json, Request, Twitch } from './twitch.ts'

/**
 * A request that must succeed: what the documentation requires, filled by the names of parameters, and what the
 * operation needs besides.
 */
export async function validRequest(twitch: Twitch, operation: string): Promise<Request> {
  const { query, body, id } = contract[operation]!
  const special = (await arrangements[id]?.(twitch)) ?? {}
  const fields = { ...required(twitch, body), ...(special.body as object) }
  return {
    ...special,
    query: { ...required(twitch, query), ...special.query },
    body: Object.keys(body).length > 0 || special.body ? fields : undefined,
  }
}

function required(twitch: Twitch, bounds: Readonly<Record<string, Bound>>): Record<string, Json> {
  const wanted = Object.entries(bounds).filter(([name, bound]) => bound.required && !/[.[]/.test(name))
  return Object.fromEntries(wanted.map(([name, bound]) => [name, plainValue(twitch, name, bound)]))
}

/** What a parameter may well be, by its name and its bounds. */
function plainValue(twitch: Twitch, name: string, { self, enum: values, minimum, type }: Bound): Json {
  if (values) return values[0]
  if (self || name === 'broadcaster_id' || name === 'moderator_id' || name === 'editor_id')
    return twitch.partner
  if (name === 'extension_id') return twitch.extension.ID
  if (name === 'extension_version') return twitch.extension.Version
  if (/(^|_)(user|broadcaster)_id$/.test(name)) return twitch.viewer()
  if (type === 'integer' || type === 'number') return minimum ?? 1
  if (type === 'boolean') return true
  return 'Words'
}
