import type { Schema } from './surface.ts'

/** A value by its schema, in JSON; parts of it are spoiled with other JSON if that is wanted. */
export interface Sampling {
  /** Ids and the like that exist. */
  known(name: string, pick: number): string
  now: Date
  /** Replaces about one part in four. */
  spoil?: string
}

/** Writes JSON that fits a schema, chosen by a number; texts and numbers are often at their limits. */
export function sampleJson(schema: Schema, name: string, pick: number, sampling: Sampling): string {
  const draw = drawer(pick)
  const write = (schema: Schema, name: string): string => {
    if (sampling.spoil !== undefined && draw(4) === 0) return sampling.spoil
    if (schema.const !== undefined) return JSON.stringify(schema.const)
    if (schema.enum) return JSON.stringify(schema.enum[draw(schema.enum.length)])
    if (schema.anyOf) return write(schema.anyOf[draw(schema.anyOf.length)]!, name)
    switch (schema.type) {
      case 'integer':
      case 'number':
        return String(limits(schema)[draw(limits(schema).length)])
      case 'boolean':
        return String(draw(2) === 1)
      case 'array':
        return `[${repeated(schema, draw).map(() => write(schema.items ?? {}, name))}]`
      case 'object':
        // Whatever is in the condition of a subscription, it is mostly this.
        if (!schema.properties)
          return `{"broadcaster_user_id":${JSON.stringify(sampling.known('user_id', draw(1_000)))}}`
        return `{${Object.entries(schema.properties).map(
          ([name, part]) => `${JSON.stringify(name)}:${write(part, name)}`,
        )}}`
      case 'null':
        return 'null'
      default:
        return JSON.stringify(textOf(schema, name, draw, sampling))
    }
  }
  return write(schema, name)
}

function textOf(
  { format, maxLength = 30 }: Schema,
  name: string,
  draw: (bound: number) => number,
  { known, now }: Sampling,
): string {
  if (format === 'date-time') return new Date(now.getTime() + (draw(400) - 200) * 6 * 3_600_000).toISOString()
  const existing = known(name, draw(1_000_000))
  if (existing && draw(8) > 0) return existing
  return 'Text '.repeat(30).slice(0, [1, 5, maxLength][draw(3)])
}

function limits({ minimum = 0, maximum = 100 }: Schema): number[] {
  const middle = Math.floor((minimum + maximum) / 2)
  return [minimum, maximum, middle, middle, Math.min(minimum + 1, maximum)]
}

function repeated({ minItems = 1, maxItems = 3 }: Schema, draw: (bound: number) => number): unknown[] {
  return Array.from({ length: Math.min(maxItems, [minItems, minItems, 20, minItems + 1][draw(4)]!) })
}

/** Whole numbers below a bound, from a seed. */
function drawer(seed: number): (bound: number) => number {
  let state = seed | 0
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound
  }
}
