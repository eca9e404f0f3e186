import { now } from '../clock.ts'

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const

/** A duration in its two largest units: 1h 5m. */
export function lengthOf(milliseconds: number): string {
  let rest = Math.max(0, Math.round(milliseconds / 1000))
  const parts: string[] = []
  for (const [unit, seconds] of units) {
    const count = Math.floor(rest / seconds)
    rest -= count * seconds
    if (count > 0 || (unit === 's' && parts.length === 0)) parts.push(`${count}${unit}`)
  }
  return parts.slice(0, 2).join(' ')
}

/** A moment in the user's locale. */
export const momentOf = (at: string | number): string =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')

/** The distance beyond which a date is shown instead. */
const FAR_MS = 60 * 86_400_000

/** A moment relative to the mock's clock: 5m ago. */
export function Ago({ at }: { at: string }) {
  const moment = Date.parse(at)
  if (Number.isNaN(moment)) return <>{at}</>
  const distance = now.value === undefined ? undefined : now.value - moment
  const text =
    distance === undefined || Math.abs(distance) > FAR_MS
      ? momentOf(moment).slice(0, 10)
      : distance >= 0
        ? `${lengthOf(distance)} ago`
        : `in ${lengthOf(-distance)}`
  return (
    <time dateTime={at} title={momentOf(moment)}>
      {text}
    </time>
  )
}

/** The time until a moment, by the mock's clock. */
export function Until({ at }: { at: string }) {
  const left = Date.parse(at) - (now.value ?? Date.parse(at))
  return (
    <time dateTime={at} title={momentOf(at)}>
      {left > 0 ? `${lengthOf(left)} left` : 'over'}
    </time>
  )
}
