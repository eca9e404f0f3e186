import { type Static, type TSchema, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-user-extensions */
export const UserExtension = t.Object({
  id: t.String(),
  version: t.String(),
  name: t.String(),
  can_activate: t.Boolean(),
  type: t.Array(t.Enum(['component', 'mobile', 'overlay', 'panel'])),
})
export type UserExtension = Static<typeof UserExtension>

/** The number of slots by type; slots are numbered from 1. */
export const slotCounts = { panel: 3, overlay: 1, component: 2 } as const
/** The type of a slot on a channel. */
export type SlotType = keyof typeof slotCounts

const slot = { active: t.Boolean(), id: t.Optional(t.String()), version: t.Optional(t.String()) }
const place = { x: t.Optional(t.Integer()), y: t.Optional(t.Integer()) }
const shown = { ...slot, name: t.Optional(t.String()) }

/**
 * An empty slot has only `active: false`.
 * Source: https://dev.twitch.tv/docs/api/reference/#get-user-active-extensions
 */
export const ActiveExtensions = t.Object({
  panel: t.Record(t.String(), t.Object(shown)),
  overlay: t.Record(t.String(), t.Object(shown)),
  component: t.Record(t.String(), t.Object({ ...shown, ...place })),
})
export type ActiveExtensions = Static<typeof ActiveExtensions>

const wanted = <T extends TSchema>(type: SlotType, slot: T) => {
  const number = t.String({ pattern: `^[1-${slotCounts[type]}]$` })
  return t.Optional(t.Record(number, slot, { additionalProperties: false }))
}

/** Source: https://dev.twitch.tv/docs/api/reference/#update-user-extensions */
export const ActiveExtensionsUpdate = t.Object({
  panel: wanted('panel', t.Object(slot)),
  overlay: wanted('overlay', t.Object(slot)),
  component: wanted('component', t.Object({ ...slot, ...place })),
})
export type ActiveExtensionsUpdate = Static<typeof ActiveExtensionsUpdate>
