import { styleText } from 'node:util'

type Colour = Extract<Parameters<typeof styleText>[0], string>

/** Whether the user allows colours and the terminal has them. Sources: https://no-color.org, terminfo(5) */
export const mayColour = () => !process.env.NO_COLOR && process.env.TERM !== 'dumb'

/** Colours a text if the stream is a terminal with colours. */
export function colour(style: Colour, text: string, stream: NodeJS.WriteStream = process.stderr): string {
  return stream.isTTY && mayColour() ? styleText(style, text, { validateStream: false }) : text
}
