import type { FlagsDef } from '../../flags.ts'
import { mockFlag } from '../../mock-server.ts'

/** The flags of every command about a client of the running mock server. */
export const sessionFlags = {
  session: { type: 'string', alias: 's', description: 'The session that is meant', valueHint: 'ID' },
  ...mockFlag,
} as const satisfies FlagsDef
