import type { FlagsDef } from '../flags.ts'

/** The flags about the answer of a webhook's receiver. */
export const answerFlags = {
  fail: { type: 'boolean', description: "Exit with 1 if the receiver's answer is no success" },
  json: { type: 'boolean', description: 'Only the JSON on stdout; what the receiver said is on stderr' },
} as const satisfies FlagsDef

/** The values of these flags. */
export interface AnswerArgs {
  fail?: boolean
  json?: boolean
}
