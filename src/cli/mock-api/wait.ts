import { defineCommand } from 'citty'
import { serverName } from '../../version.ts'
import { CliError } from '../errors.ts'
import { portFlag } from '../mock-server.ts'
import type { Meta } from '../usage.ts'
import { portValue, wholeNumber } from '../values.ts'

const INTERVAL_MS = 50

/** The command `twitch mock-api wait`. */
export const wait = defineCommand({
  meta: {
    name: 'wait',
    description: 'Wait until a mock server answers, for scripts that start one in the background',
    examples: ['twitch mock-api wait -p 8000', 'twitch mock-api wait -p 8001 --timeout 1'],
  } satisfies Meta as Meta,
  args: {
    ...portFlag('Port that it listens on'),
    timeout: { type: 'string', default: '30', description: 'How many seconds to wait', valueHint: 'SECONDS' },
  },
  async run({ args }) {
    const port = portValue(args.port, '-p, --port')
    const seconds = wholeNumber(args.timeout, '--timeout', 1, 3600)
    const url = `http://localhost:${port}`
    const deadline = performance.now() + seconds * 1000
    while (!(await isMock(url))) {
      if (performance.now() > deadline)
        throw new CliError(
          `no mock server answers at ${url}`,
          `start it with "twitch mock-api start -p ${port}"`,
        )
      await Bun.sleep(INTERVAL_MS)
    }
  },
})

async function isMock(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1000) })
    const { name } = (await response.json()) as { name?: string }
    return name === serverName
  } catch {
    return false
  }
}
