import type { CommandDef, Resolvable } from 'citty'

/** A command of the tree. */
// biome-ignore lint/suspicious/noExplicitAny: citty's own type for a command with unknown arguments
export type Command = CommandDef<any>

/** Resolves a part of a command's definition: a value, a promise, or a function that loads it. */
export async function resolved<T>(value: Resolvable<T> | undefined): Promise<T | undefined> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value
}
