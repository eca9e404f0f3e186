import { styleText } from 'node:util'
import { mayColour } from '../colour.ts'
import { safeJson } from '../output.ts'

/** JSON, indented or on one line; coloured on a terminal. */
export function jsonText(value: unknown, isOnOneLine: boolean): string {
  const text = safeJson(JSON.stringify(value, null, isOnOneLine ? undefined : 2) ?? 'null')
  return process.stdout.isTTY && mayColour() ? coloured(text) : text
}

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d[\d.eE+-]*/g

/** Names blue, texts green, the rest of the values yellow. */
function coloured(json: string): string {
  return json.replace(TOKEN, (token, text?: string, colon?: string) => {
    if (colon !== undefined) return `${paint(['blue', 'bold'], text!)}${colon}`
    return paint(text === undefined ? 'yellow' : 'green', token)
  })
}

const paint = (style: Parameters<typeof styleText>[0], text: string) =>
  styleText(style, text, { validateStream: false })
