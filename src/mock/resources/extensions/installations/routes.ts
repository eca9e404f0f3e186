import type { Caller } from '../../../access/auth.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query, response } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findVersion } from '../store.ts'
import {
  ActiveExtensions,
  ActiveExtensionsUpdate,
  type SlotType,
  slotCounts,
  UserExtension,
} from './schema.ts'
import { seedInstallations } from './seed.ts'
import {
  activate,
  deactivate,
  isInstalled,
  listInstallations,
  type StoredInstallation,
  tables,
} from './store.ts'

const active = response(t.Object({ data: ActiveExtensions }))

/** https://dev.twitch.tv/docs/api/reference/#get-user-extensions */
export const installedExtensions: Resource = {
  tables,
  seed: { relations: seedInstallations },
  routes: (store, helix) =>
    helix('Users')
      .get(
        '/users/extensions/list',
        ({ caller }) => {
          const seesInactive = caller.scopes.includes('user:edit:broadcast')
          const installed = listInstallations(store, caller.user_id)
          return { data: installed.filter(({ slot }) => seesInactive || slot !== null).map(wireInstallation) }
        },
        {
          auth: { token: 'user', scopes: ['user:read:broadcast', 'user:edit:broadcast'] },
          response: dataOf(UserExtension),
          detail: { summary: 'Get User Extensions' },
        },
      )
      .get(
        '/users/extensions',
        ({ query: { user_id = '' }, caller }) => {
          const owner = user_id || caller.user_id
          if (!owner) {
            throw badRequest('The user_id query parameter is required if you specify an app access token.')
          }
          return { data: activeExtensions(store, owner, seesUnreleased(caller, owner)) }
        },
        {
          auth: { token: 'any' },
          query: query({ user_id: t.Optional(t.String()) }),
          response: active,
          detail: { summary: 'Get User Active Extensions' },
        },
      )
      .put(
        '/users/extensions',
        ({ body: { data }, caller }) => {
          updateSlots(store, caller.user_id, data)
          return { data: activeExtensions(store, caller.user_id, true) }
        },
        {
          auth: { token: 'user', scopes: ['user:edit:broadcast'] },
          body: body({ data: ActiveExtensionsUpdate }),
          response: active,
          detail: { summary: 'Update User Extensions' },
        },
      ),
}

const slotTypes = Object.keys(slotCounts) as SlotType[]

/** Updates all slots or, if any is refused, none. */
function updateSlots(store: Store, user_id: string, wanted: ActiveExtensionsUpdate): void {
  const changes = slotTypes.flatMap((slot_type) =>
    Object.entries(wanted[slot_type] ?? {}).map(([slot, change]) => ({
      slot_type,
      slot: Number(slot),
      change,
    })),
  )
  store.transaction(() => {
    for (const { slot_type, slot, change } of changes) {
      if (!change.active) {
        deactivate(store, user_id, slot_type, slot)
        continue
      }
      const { id: extension_id = '', version = '', x, y } = change as Place
      if (
        !findVersion(store, extension_id, version)?.types.includes(slot_type) ||
        !isInstalled(store, user_id, extension_id)
      ) {
        throw notFound('An extension with the specified id and version values was not found.')
      }
      const place = slot_type === 'component' ? { x: x ?? 0, y: y ?? 0 } : { x: null, y: null }
      activate(store, { user_id, extension_id, version, slot: { slot_type, slot, ...place } })
    }
  })
}

interface Place {
  id?: string
  version?: string
  x?: number
  y?: number
}

const seesUnreleased = ({ user_id, scopes }: Caller, owner: string) =>
  user_id === owner && (scopes.includes('user:read:broadcast') || scopes.includes('user:edit:broadcast'))

function activeExtensions(store: Store, user_id: string, seesUnreleased: boolean): ActiveExtensions {
  const shown = listInstallations(store, user_id).filter((found) => seesUnreleased || found.is_released)
  const slotsOf = (type: SlotType) => {
    const numbers = Array.from({ length: slotCounts[type] }, (_, index) => index + 1)
    const inSlot = (number: number) =>
      shown.find(({ slot_type, slot }) => slot_type === type && slot === number)
    return Object.fromEntries(numbers.map((number) => [String(number), wireSlot(inSlot(number))]))
  }
  return { panel: slotsOf('panel'), overlay: slotsOf('overlay'), component: slotsOf('component') }
}

function wireSlot(found: StoredInstallation | undefined) {
  if (!found) return { active: false }
  const { extension_id: id, version, name, x, y } = found
  return { active: true, id, version, name, ...(x !== null && y !== null && { x, y }) }
}

function wireInstallation({
  extension_id,
  version,
  name,
  can_activate,
  types,
}: StoredInstallation): UserExtension {
  return { id: extension_id, version, name, can_activate, type: types }
}
