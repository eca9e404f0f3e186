import type { Static } from '@sinclair/typebox'
import { isPath } from '../../http/path-pattern.ts'
import { t } from '../../http/schema.ts'
import type { RequestEntry } from './entry.ts'

/** The filters on entries of the journal. */
export const matchProperties = {
  method: t.Optional(t.String({ description: 'Such as POST' })),
  path: t.Optional(t.String({ description: 'Such as /mock/users; * stands for anything' })),
  operation: t.Optional(t.String({ description: 'As the reference names it, such as Get Users' })),
  client_id: t.Optional(t.String()),
  user_id: t.Optional(t.String({ description: 'The user of the token' })),
  status: t.Optional(t.String({ description: 'Such as 404, or 4xx', pattern: '^[1-5](\\d\\d|xx)$' })),
}

const matchSchema = t.Object(matchProperties)

/** The filters of a request. */
export type RequestMatch = Static<typeof matchSchema>

/** Whether an entry matches all given filters. */
export function matches(
  { method, path, operation, status, ...callers }: RequestMatch,
  entry: RequestEntry,
): boolean {
  if (method !== undefined && method.toUpperCase() !== entry.method) return false
  if (path !== undefined && !isPath(path, entry.path)) return false
  if (operation !== undefined && operation.toLowerCase() !== entry.operation?.toLowerCase()) return false
  if (status !== undefined && !String(entry.status).startsWith(status.replace('xx', ''))) return false
  const { client_id = entry.client_id, user_id = entry.user_id } = callers
  return client_id === entry.client_id && user_id === entry.user_id
}
