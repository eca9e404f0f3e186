import { styleText } from 'node:util'

type Colour = Extract<Parameters<typeof styleText>[0], string>

/** Colours text only where the stream is a terminal and NO_COLOR is not set. */
export function colour(style: Colour, text: string, stream: NodeJS.WriteStream = process.stderr): string {
  return stream.isTTY && !process.env.NO_COLOR ? styleText(style, text, { validateStream: false }) : text
}
