import { styleText } from 'node:util'
import { createConsola } from 'consola/core'

type Colour = Extract<Parameters<typeof styleText>[0], string>

/** Progress and notices: on stderr, each with the local time, as `2021/10/15 08:38:40 Creating users...`. */
export const log = createConsola({
  level: 3,
  reporters: [
    { log: ({ args }) => void process.stderr.write(`${localTime(new Date())} ${args.join(' ')}\n`) },
  ],
})

/** Results: on stdout, one line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The result for a script: one JSON object on stdout. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined))
}

/** A line on stderr without the time: errors, prompts, instructions to a person. */
export function notice(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Colours text only where the stream is a terminal and NO_COLOR is not set. */
export function colour(style: Colour, text: string, stream: NodeJS.WriteStream = process.stderr): string {
  return stream.isTTY && !process.env.NO_COLOR ? styleText(style, text, { validateStream: false }) : text
}

/** Local time as in the documentation: `2021/10/15 08:38:40`. */
export function localTime(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('/')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}
