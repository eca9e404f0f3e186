import { type AnyElysia, Elysia } from 'elysia'
import { findEventSubType } from '../../twitch/eventsub.ts'
import type { Store } from '../engine/store.ts'
import { readBody, UnreadableBody } from '../http/body.ts'
import { badRequest, conflict, type ErrorBody, notFound, toHelixError, unauthorized } from '../http/errors.ts'
import { paged } from '../http/pagination.ts'
import { t } from '../http/schema.ts'
import { body } from '../http/validation.ts'
import { createClient, findClient, findToken } from '../resources/accounts/store.ts'
import { claimEventSubSession, findEventSubSession } from '../resources/eventsub/sessions/store.ts'
import { listSubscriptions } from '../resources/eventsub/subscriptions/listing/store.ts'
import {
  countSubscriptions,
  createSubscription,
  deleteSubscription,
  findEventSubSubscription,
  listByTarget,
  type Owner,
  wireSubscription,
} from '../resources/eventsub/subscriptions/store.ts'

const PATH = '/mock/eventsub/subscriptions'

const PER_PAGE = 100

const wanted = body({
  type: t.String(),
  version: t.String(),
  condition: t.Optional(t.Record(t.String(), t.Unknown())),
  transport: t.Object({ method: t.String(), session_id: t.String() }),
})

/**
 * WebSocket subscriptions without a token, as on the official CLI's WebSocket server: a request only names a client,
 * and neither permissions nor the users in the condition are checked.
 * Source: https://dev.twitch.tv/docs/cli/websocket-event-command/
 */
export function tokenlessApp(store: Store, onFault: (error: unknown) => void): AnyElysia {
  const totals = (owner: Owner) => ({ ...countSubscriptions(store, owner), max_total_cost: 10 })
  return new Elysia({ normalize: false })
    .onParse(({ request }) => readBody(request))
    .onError(({ error, set }): ErrorBody => {
      const refusal = toHelixError(error)
      if (refusal.status === 500) onFault(error)
      set.status = refusal.status
      return refusal.body
    })
    .get(PATH, ({ request, query: { after } }) => {
      const owner = ownerOf(store, request)
      const { items, cursor } = listSubscriptions(store, owner, {}, { first: PER_PAGE, after })
      return { ...paged({ items: items.map(wireSubscription), cursor }), ...totals(owner) }
    })
    .post(PATH, ({ request, body: given, set }) => {
      const owner = ownerOf(store, request)
      const subscription = store.transaction(() => subscribe(store, owner, given))
      set.status = 202
      return { data: [wireSubscription(subscription)], ...totals(owner) }
    })
    .delete(PATH, ({ request, query: { id = '' }, set }) => {
      remove(store, ownerOf(store, request), id)
      set.status = 204
    })
}

/** Whether a request is about subscriptions and has no valid token; one with a valid token is handled by Helix. */
export function isTokenless(store: Store, { url, headers }: Request): boolean {
  if (new URL(url).pathname !== PATH) return false
  const [, token] = /^\w+ +(\S+)$/.exec(headers.get('authorization') ?? '') ?? []
  return token === undefined || findToken(store, token) === undefined
}

/** The client that a request names; an unknown client is registered. */
function ownerOf(store: Store, { headers }: Request): Owner {
  const id = headers.get('client-id')
  if (!id) throw unauthorized('Client-Id header required')
  if (!findClient(store, id)) createClient(store, 'Client of a WebSocket', { id })
  return { client_id: id, user_id: '' }
}

function remove(store: Store, { client_id }: Owner, id: string): void {
  if (findEventSubSubscription(store, id)?.client_id !== client_id)
    throw notFound('The subscription was not found.')
  deleteSubscription(store, id)
}

function subscribe(store: Store, owner: Owner, given: unknown) {
  if (given instanceof UnreadableBody) throw given.refusal
  const { type, version, condition = {}, transport } = wanted['~standard'].validate(given).value
  if (transport.method !== 'websocket')
    throw badRequest("The value specified in the 'method' field is not valid")
  const known = findEventSubType(type, version)
  if (!known) throw badRequest('The combination of values in the type and version fields is not valid')
  const session = findEventSubSession(store, transport.session_id)
  if (!session) throw badRequest('non-existent session_id')
  const texts = Object.fromEntries(Object.entries(condition).map(([key, value]) => [key, String(value)]))
  const isSame = (other: { type: string; version: string; condition: object }) =>
    other.type === type && other.version === version && Bun.deepEquals(other.condition, texts)
  if (listByTarget(store, session.id).some(isSame)) throw conflict('The subscription exists already.')
  claimEventSubSession(store, session.id, owner.client_id, owner.user_id)
  return createSubscription(store, {
    ...owner,
    type,
    version,
    condition: texts,
    status: 'enabled',
    transport: { method: 'websocket', session_id: session.id, connected_at: session.connected_at },
    target: session.id,
    secret: '',
    is_batched: known.isBatched,
    cost: 0,
  })
}
