import { defineCommand } from 'citty'
import type { Fixtures } from '../../mock/fixtures/export.ts'
import { CliError } from '../errors.ts'
import { requireMock, serverFlags, serverOf } from '../mock-server.ts'
import { print } from '../output.ts'
import type { Meta } from '../usage.ts'
import { fileValue } from '../values.ts'

/** The command `twitch mock-api export`. */
export const exportCommand = defineCommand({
  meta: {
    name: 'export',
    description: 'Write the present world of the running mock server as a fixture',
    examples: [
      'twitch mock-api export --fixtures -p 8000',
      'twitch mock-api export --fixtures -p 8000 -o world.yaml',
      'twitch mock-api export --schema -o fixtures.schema.json',
    ],
  } satisfies Meta as Meta,
  args: {
    fixtures: { type: 'boolean', description: 'The rows, with client secrets and tokens' },
    schema: { type: 'boolean', description: 'The JSON Schema of fixtures, for editors; no server is asked' },
    output: {
      type: 'string',
      alias: 'o',
      description: 'File to write, for its owner only, instead of standard output',
      valueHint: 'FILE',
    },
    json: { type: 'boolean', description: 'Write JSON instead of YAML' },
    ...serverFlags,
  },
  async run({ args }) {
    const file = args.output === undefined ? undefined : fileValue(args.output, '-o, --output')
    if (Boolean(args.fixtures) === Boolean(args.schema)) {
      throw new CliError('it is not said what to export', 'give --fixtures or --schema')
    }
    const text = args.schema ? await schema() : await fixtures(serverOf(args), Boolean(args.json))
    if (file === undefined) print(text.trimEnd())
    else await write(file, text)
  },
})

async function schema(): Promise<string> {
  const { fixtureSchema } = await import('../../mock/fixtures/editors.ts')
  return jsonText(fixtureSchema())
}

async function fixtures(server: string, isJson: boolean): Promise<string> {
  const answer = await requireMock(server, '/units/fixtures')
  const world = (await answer.json()) as Fixtures
  if (isJson) return jsonText(world)
  const { toYaml } = await import('../../mock/fixtures/yaml.ts')
  return toYaml(world)
}

async function write(file: string, text: string): Promise<void> {
  const { replaceFile } = await import('../../config.ts')
  try {
    replaceFile(file, text)
  } catch (error) {
    throw new CliError(`cannot write ${file} (${(error as NodeJS.ErrnoException).code ?? error})`)
  }
}

const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
