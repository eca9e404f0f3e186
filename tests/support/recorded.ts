import recorded from '../reference/recorded-shapes.json'

/**
 * What a body consists of, without what it says: scalars by name (`string|null`, `=resub` for a fixed word), lists by
 * their one kind of item, objects by their members. A member's name ends in `|null` if it is null at times, and in `?`
 * if it is missing at times; `<any>` stands for members that are the keys of a map.
 */
export type Shape = string | readonly Shape[] | { readonly [member: string]: Shape }

/** The bodies of one kind that a client library's repository holds. */
export interface Recording {
  source: string
  shape: { readonly [member: string]: Shape }
}

/**
 * By operation, such as "POST /polls", or by subscription type and version. They are recorded from production; those of
 * TwitchIO are what it demands of events. What the documentation and most recordings contradict is left out.
 */
export const recordings = recorded as unknown as Readonly<Record<string, readonly Recording[]>>

interface Difference {
  path: string
  is: string
}

interface Member {
  name: string
  shape: Shape
  isNullable: boolean
}

const MEMBER = /^(.*?)(\|null)?(\?)?$/

const membersOf = (shape: Shape): Member[] =>
  Object.entries(shape as Record<string, Shape>).map(([key, shape]) => {
    const [, name = '', nullable] = MEMBER.exec(key)!
    return { name, shape, isNullable: nullable !== undefined }
  })

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape)
const isObject = (shape: Shape) => typeOf(shape) === 'object'
const within = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value

/** In what values differ from a recording: the members that they lack, and the types that they have instead. */
export function differences(shape: Shape, values: readonly unknown[], path = ''): Difference[] {
  const own = new Set(values.map(typeOf))
  const wanted = typesOf(shape)
  const strange = [...own].filter((type) => type !== 'null' && !wanted.includes(type))
  if (strange.length > 0 && wanted.join() !== 'null') return [{ path, is: strange.join(' and ') }]
  if (wanted.includes('null') && wanted.length === 1)
    return own.has('null') ? [] : [{ path, is: 'never null' }]
  if (own.size === 1 && own.has('null')) return wanted.includes('null') ? [] : [{ path, is: 'always null' }]
  if (typeof shape === 'string') return []
  if (isList(shape)) {
    const items = values.filter(Array.isArray).flat()
    if (shape.length > 0 && items.length === 0) return [{ path, is: 'empty' }]
    return shape.flatMap((item) => differences(item, items, `${path}[]`))
  }
  const objects = values.filter((value) => value !== null) as Record<string, unknown>[]
  return membersOf(shape).flatMap(({ name, shape, isNullable }) => {
    const isMap = name === '<any>'
    const told = objects.flatMap((object) =>
      isMap ? Object.values(object) : name in object ? [object[name]] : [],
    )
    const at = within(path, name)
    if (told.length === 0) return isMap ? [] : [{ path: at, is: 'missing' }]
    const isAlwaysNull = told.every((value) => value === null)
    return isNullable && isAlwaysNull ? [] : differences(shape, told, at)
  })
}

const typesOf = (shape: Shape): string[] =>
  typeof shape === 'string'
    ? shape.split('|').map((type) => (type.startsWith('=') ? 'string' : type))
    : [isList(shape) ? 'list' : 'object']

/** The members of values that no recording has, by their paths. */
export function unrecorded(shapes: readonly Shape[], values: readonly unknown[], path = ''): string[] {
  const items = values.filter(Array.isArray).flat()
  if (items.length > 0) return unrecorded(shapes.filter(isList).flat(), items, `${path}[]`)
  const known = shapes.filter(isObject).flatMap(membersOf)
  if (known.length === 0 || known.some(({ name }) => name === '<any>')) return []
  const objects = values.filter((value) => typeOf(value) === 'object') as Record<string, unknown>[]
  const names = new Set(objects.flatMap((object) => Object.keys(object)))
  return [...names].flatMap((name) => {
    const same = known.filter((member) => member.name === name).map(({ shape }) => shape)
    const told = objects.flatMap((object) => (name in object ? [object[name]] : []))
    const at = within(path, name)
    return same.length === 0 ? [at] : unrecorded(same, told, at)
  })
}
