import type { Page } from '../engine/page.ts'
import { type TSchema, t } from './schema.ts'
import { response } from './validation.ts'

/** The page parameters of a list: `{first, after}`. Source: https://dev.twitch.tv/docs/api/guide/#pagination */
export function pageQuery(standard = 20, maximum = 100) {
  return {
    first: t.WithDefault(t.Integer({ minimum: 1, maximum, default: standard })),
    after: t.Optional(t.String()),
  }
}

/** The page parameters of a list that can also be read backwards: `{first, after, before}`. */
export function pageQueryBothWays(standard = 20, maximum = 100) {
  return { ...pageQuery(standard, maximum), before: t.Optional(t.String()) }
}

const pagination = t.Object({ cursor: t.Optional(t.String()) })

/** An answer `{data: [...]}`. */
export const dataOf = <T extends TSchema>(item: T) => response(t.Object({ data: t.Array(item) }))

/** An answer `{data: [...], pagination: {cursor?}}`. */
export const pageOf = <T extends TSchema>(item: T) => response(t.Object({ data: t.Array(item), pagination }))

/** An answer `{data: [...], pagination: {cursor?}, total}`. */
export const countedPageOf = <T extends TSchema>(item: T) =>
  response(t.Object({ data: t.Array(item), pagination, total: t.Integer() }))

/** A page of the store as Helix writes it. The last page has an empty `pagination`. */
export function paged<T>({ items, cursor }: Page<T>): { data: T[]; pagination: { cursor?: string } } {
  return { data: items, pagination: cursor === undefined ? {} : { cursor } }
}
