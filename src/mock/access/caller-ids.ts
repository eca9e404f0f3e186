import type { Store } from '../engine/store.ts'
import { findToken } from '../resources/accounts/store.ts'

/** The IDs of the client and the user that a request's headers and query name, before authentication. */
export function callerIds(store: Store, { headers, url }: Request): { client_id?: string; user_id?: string } {
  const [, value = ''] = /^\w+ +(\S+)$/.exec(headers.get('authorization') ?? '') ?? []
  const token = value ? findToken(store, value) : undefined
  const named = headers.get('client-id') ?? new URL(url).searchParams.get('client_id') ?? undefined
  return { client_id: token?.client_id ?? named, user_id: token?.user_id }
}
