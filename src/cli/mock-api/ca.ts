import { defineCommand } from 'citty'
import { directory } from '../../config.ts'
import { print, printJson } from '../output.ts'
import type { Meta } from '../usage.ts'

/** The command `twitch mock-api ca`. */
export const ca = defineCommand({
  meta: {
    name: 'ca',
    description: "Print the certificate that a program must trust to reach the mock at Twitch's addresses",
    examples: ['twitch mock-api ca >ca.pem', 'twitch mock-api ca --json'],
  } satisfies Meta as Meta,
  args: {
    json: {
      type: 'boolean',
      description: 'Print one JSON object, with the hash of the public key as browsers take it',
    },
  },
  async run({ args }) {
    const { authorityIn, publicKeyHash } = await import('../../interception/authority.ts')
    const authority = await authorityIn(directory())
    if (args.json) printJson({ certificate: authority.certificate, spki_sha256: publicKeyHash(authority) })
    else print(authority.certificate.trimEnd())
  },
})
