import { defineCommand } from 'citty'
import { printable } from '../../lib/printable.ts'
import type { Store } from '../../mock/resources/open.ts'
import { log } from '../log.ts'
import { notice } from '../output.ts'
import type { Meta } from '../usage.ts'
import { unknownVariables } from '../variables.ts'
import { countValue, openDatabase, startValue } from './database.ts'
import { redirectUrisOf, serverOptions, startFlags } from './start/flags.ts'
import { serve } from './start/serve.ts'
import { exportTo, importInto, snapshotFiles } from './start/snapshot-files.ts'
import { tlsOptions } from './start/tls.ts'
import { fillStore, fixtureFiles } from './world.ts'

/** The command `twitch mock-api start`. */
export const start = defineCommand({
  meta: {
    name: 'start',
    description: 'Serve the mock API; the data is generated first if there is none',
    examples: [
      'twitch mock-api start',
      'twitch mock-api start -p 8000 --db :memory:',
      'twitch mock-api start --seed 1 --now 2026-01-31T12:00:00Z',
      'twitch mock-api start --count 0 --fixtures world.yaml',
      'twitch mock-api start --tls --tls-port 8443 --proxy-port 8081',
    ],
    notes:
      'Each option can also be a variable of the environment: TWITCH_MOCK_PORT=8000 for --port=8000, ' +
      'TWITCH_MOCK_RATE_LIMIT=true for --rate-limit. What is on the command line wins.',
  } satisfies Meta as Meta,
  args: startFlags,
  async run({ args, rawArgs }) {
    const unknown = unknownVariables(process.env, startFlags)
    if (unknown) notice(unknown)
    const { eventSub, ...options } = serverOptions(args, rawArgs)
    const twitchHosts = tlsOptions(args)
    const count = countValue(args)
    const redirectUris = await redirectUrisOf(args['redirect-uri'])
    const { imported, exported } = snapshotFiles(args)
    const fixtures = fixtureFiles(rawArgs)
    const isInMemory = imported !== undefined || fixtures.length > 0
    const db = args.db ?? (isInMemory ? ':memory:' : undefined)
    const store = await openDatabase({ ...args, ...(db && { db }) }, true)
    try {
      if (imported) await importInto(store, imported)
      await fillStore(store, { count, fixtures, at: startValue(args) })
      await registerRedirectUris(store, redirectUris)
      const warn = (message: string) => log.warn(printable(message))
      const endsWithStdin = args['exit-with-stdin']
      await serve({ ...options, store, eventSub: { ...eventSub, warn }, twitchHosts, endsWithStdin })
      if (exported) exportTo(store, exported)
    } finally {
      store.close()
    }
  },
})

async function registerRedirectUris(store: Store, uris: readonly string[]): Promise<void> {
  const { addRedirectUris } = await import('../../mock/server/redirect-uris.ts')
  if (uris.length > 0) addRedirectUris(store, uris)
}
