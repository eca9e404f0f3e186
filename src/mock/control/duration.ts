import { Milliseconds } from '../engine/time.ts'

const units: Record<string, number> = {
  ms: 1,
  s: Milliseconds.second,
  m: Milliseconds.minute,
  h: Milliseconds.hour,
  d: Milliseconds.day,
}

/** The milliseconds of a duration such as 5m, 1h30m or 250ms; undefined for an invalid one. */
export function millisecondsOf(duration: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(duration)) return undefined
  const parts = [...duration.matchAll(/([\d.]+)([a-z]+)/g)]
  return Math.round(parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0))
}
