import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMock } from '../src/mock/resources/open.ts'
import { createMock } from '../src/mock/server/server.ts'
import documented from '../tests/reference/documented-refusals.json'

/**
 * How much of the documentation is there: operations mounted, from the running app's OpenAPI, and documented refusals
 * that a test produces or that docs/deviations.md explains. Exit status: 0 all, 1 something is missing.
 *
 *   bun scripts/coverage.ts [--missing]
 */
const showMissing = process.argv.includes('--missing')
const refusals = Object.entries(documented as Record<string, string[]>)

const mounted = await mountedOperations()
const absent = refusals.map(([operation]) => operation).filter((operation) => !mounted.has(operation))
console.log(
  `${refusals.length - absent.length} of ${refusals.length} documented operations are mounted ` +
    '(deprecated ones answer 410)',
)
if (showMissing) for (const operation of absent) console.log(`  ${operation}`)

const tested = await testedConditions()
const explained = explainedConditions()
const total = refusals.flatMap(([, conditions]) => conditions).length
const uncovered = refusals.flatMap(([operation, conditions]) =>
  conditions
    .filter((condition) => !isTested(operation, condition) && !explained.has(`${operation} ${condition}`))
    .map((condition) => `${operation} ${condition}`),
)
console.log(
  `${total - uncovered.length} of ${total} documented refusals are covered (${explained.size} of them ` +
    'explained in docs/deviations.md)',
)
if (showMissing) for (const condition of uncovered) console.log(`  ${condition}`)
if (absent.length + uncovered.length > 0) process.exitCode = 1

async function mountedOperations(): Promise<Set<string>> {
  const store = openMock({ path: ':memory:' })
  const mock = createMock({ store })
  const response = await mock.fetch(new Request('http://localhost/mock/openapi.json'))
  const { paths } = (await response.json()) as { paths: Record<string, object> }
  const isGone = async (operation: string) => {
    const [method, path] = operation.split(' ')
    return (await mock.fetch(new Request(`http://localhost/mock${path}`, { method }))).status === 410
  }
  const operations = refusals.map(([operation]) => operation)
  const gone = await Promise.all(
    operations.map(async (operation) => ((await isGone(operation)) ? [operation] : [])),
  )
  store.close()
  return new Set(
    gone
      .flat()
      .concat(
        Object.entries(paths).flatMap(([path, methods]) =>
          Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/^\/mock/, '')}`),
        ),
      ),
  )
}

/**
 * The names of the tests that pass, as "POST /polls refuses 400 …" and "POST /polls and its caller refuses no token".
 */
async function testedConditions(): Promise<Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'))
  const report = join(folder, 'junit.xml')
  const command = ['bun', 'test', 'tests/mock/resources', '--reporter=junit', `--reporter-outfile=${report}`]
  await Bun.spawn(command, { stdout: 'ignore', stderr: 'ignore' }).exited
  const xml = readFileSync(report, 'utf8')
  rmSync(folder, { recursive: true })
  const passed = [...xml.matchAll(/<testcase name="([^"]*)" classname="([^"]*)"[^>]*?(\/>|>\s*<(\w+))/g)]
    .filter(([, , , , child]) => child !== 'failure' && child !== 'skipped')
    .map(([, name = '', group = '']) => `${unescaped(group).split(' > ')[0]} ${unescaped(name)}`)
  return new Set(passed)
}

/** What every caller is asked is tested alike for each operation; the documentation words it in many ways. */
function isTested(operation: string, condition: string): boolean {
  if (tested.has(`${operation} refuses ${condition}`)) return true
  const asked = (questions: readonly string[]) =>
    questions.some((question) =>
      [...tested].some((name) => name.startsWith(`${operation} and its ${question}`)),
    )
  const kinds: [RegExp, string[]][] = [
    [
      /Authorization header|access token is required|OAuth token is (missing|required)/,
      ['caller refuses no token', 'JWT refuses no token'],
    ],
    [
      /(token|JWT) is not valid|token is invalid|token is expired/i,
      ['caller refuses an unknown token', 'JWT refuses another secret'],
    ],
    [/client[ -]id/i, ['caller refuses a foreign Client-Id', 'JWT refuses no Client-Id']],
    [/scope/, ['caller refuses a token without the scope']],
    [/(match|not match).*user ID|user token do not match/, ["caller refuses somebody else's"]],
  ]
  return (
    /^40[13] /.test(condition) &&
    kinds.some(([words, questions]) => words.test(condition) && asked(questions))
  )
}

/** docs/deviations.md has lines "- `POST /polls` 400 The sentence. — the reason". */
function explainedConditions(): Set<string> {
  const text = readFileSync(join(import.meta.dir, '../docs/deviations.md'), 'utf8')
  return new Set(
    [...text.matchAll(/^- `([A-Z]+ [^`]+)` (\d{3} .+?) — /gm)].map(
      ([, operation, condition]) => `${operation} ${condition}`,
    ),
  )
}

function unescaped(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }
  return text.replace(/&(#39|\w+);/g, (_, name: string) => entities[name] ?? '')
}
