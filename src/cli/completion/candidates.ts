import type { Line } from './line.ts'

/** A value that can be inserted at the cursor. */
export interface Candidate {
  value: string
  description?: string
}

/**
 * The possible values of a flag or an argument, by its value hint and the line; `files` if the shell is to complete
 * file names.
 */
export async function candidatesFor(hint: string | undefined, line: Line): Promise<Candidate[] | 'files'> {
  if (hint?.endsWith(' ENDPOINT'))
    return (await import('./endpoints.ts')).endpoints(hint.split(' ')[0]!, line)
  switch (hint) {
    case 'PARAMETER=VALUE':
      return (await import('./endpoints.ts')).parameters(line)
    case 'SCOPES':
      return scopes()
    case 'TYPE':
      return eventTypes()
    case 'FILE':
    case 'PATH':
      return 'files'
    default:
      return []
  }
}

async function scopes(): Promise<Candidate[]> {
  const { scopeDescriptions } = await import('../../twitch/scopes.ts')
  return Object.entries(scopeDescriptions).map(([value, description]) => ({ value, description }))
}

async function eventTypes(): Promise<Candidate[]> {
  const { eventSubTypes } = await import('../../twitch/eventsub.ts')
  return [...new Set(eventSubTypes.map(({ type }) => type))].map((value) => ({ value }))
}
