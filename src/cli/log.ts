import { createConsola } from 'consola/core'
import { notice, noticeSoon } from './output.ts'

/** Progress and notices: on stderr, each with the local time, as `2021/10/15 08:38:40 Creating users...`. */
export const log = createConsola({
  level: 3,
  // By default, consola drops repeated lines.
  throttle: 0,
  reporters: [{ log: ({ args }) => notice(`${present()} ${args.join(' ')}`) }],
})

/** Logs a request in the form of the other lines, but faster, since there can be thousands a second. */
export function logRequest(line: string): void {
  noticeSoon(`${present()} ${line}`)
}

let second = 0
let text = ''

/** The local time as text, formatted once a second. */
function present(): string {
  const now = Date.now()
  if (Math.floor(now / 1000) !== second) {
    second = Math.floor(now / 1000)
    text = localTime(new Date(now))
  }
  return text
}

/** Local time as in the documentation: `2021/10/15 08:38:40`. */
export function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('/')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
