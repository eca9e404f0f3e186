import { dirname } from 'node:path'

/** What tests a file lies in the folders of the same names; what else shows what it does stands here. */
const shownIn: readonly [part: RegExp, tests: readonly string[]][] = [
  [/\/unit\.ts$|\/(units|fixtures)\//, ['mock/units', 'mock/fixtures', 'mock/irc/units', 'mock/control']],
  [/\/seed-context\.ts$/, ['mock/generation']],
  [/\/schema\.ts$/, ['mock/units', 'mock/fixtures']],
  [/\/routes\.ts$|\/http\/limits\.ts$/, ['mock/resources/frequencies']],
  [/\/store\.ts$/, ['mock/resources/timers']],
  [/\/entitlements\//, ['mock/resources/drops']],
  [/\/bits\/power-up/, ['mock/resources/power-ups']],
  [/\/channel-points\/automatic-rewards\//, ['mock/eventsub/payloads/channel-points']],
  [/\/resources\/chat\//, ['mock/resources/chat']],
  [/\/resources\/moderation\//, ['mock/resources/moderation']],
  [/\/cli\/\w+\.ts$/, ['cli/output', 'cli/refusals']],
  [/\/cli\/(api\/run|event\/(fields|trigger-run)|mock-api\/(database|start\/flags))\.ts$/, ['cli/refusals']],
  [/\/cli\/token\/results\.ts$/, ['cli/output']],
  [/\/resources\/eventsub\//, ['mock/resources/eventsub']],
  [/eventsub/, ['mock/eventsub']],
  [/\/accounts\//, ['mock/auth']],
  [/\/extension-jwt\.ts$/, ['mock/resources/extensions']],
  [
    /\/(access|helix|http)\//,
    ['mock/helix', 'mock/auth', 'mock/eventsub/scopes', 'mock/engine', 'mock/server/faults'],
  ],
  [/\/(irc|resources\/chat|resources\/moderation)\//, ['mock/irc', 'mock/eventsub/payloads']],
  [/\/engine\/|\/control\//, ['mock/engine', 'mock/control', 'mock/server/live']],
  [/\/engine\/listing\.ts$/, ['mock/units']],
  [/\/journal\//, ['mock/server/journal', 'mock/server/live', 'mock/eventsub/deliveries']],
  [/\/faults\//, ['mock/server', 'mock/eventsub/message-faults']],
  [/\/live\//, ['mock/server/live']],
  [/\/fixtures\/official\//, ['cli/import']],
  [/\/cli\/(mock-api|logs)\//, ['docs', 'cli/output']],
  [/\/interception\//, ['cli/run', 'interception']],
  [/\/(oauth|cli\/token)\//, ['oauth', 'cli/token']],
  [/config\.ts$/, ['config', 'cli/configure', 'security']],
  [/\/lib\//, ['security']],
]

/** Tests of the command line, which run the compiled executable. */
const ofExecutable = ['cli', 'binary', 'security', 'docs', 'interception', 'clients']

/** Tests that run the mock in their own process. */
const inProcess = ['mock', 'oauth', 'lib', 'config', 'contract', 'recorded', 'happy-world']

/** A change here shows in a process of its own, too. */
const isOfResources = /^src\/mock\/(resources|eventsub|engine|units|access|http|fixtures|helix)\//

/**
 * The tests that may notice a change of a file, those that lie nearest first. A test is named once.
 *
 * @param isNear the nearest alone, and the contract
 */
export function stagesOf(tests: readonly string[], file: string, isNear: boolean): string[][] {
  const shown = shownIn.flatMap(([part, names]) => (part.test(file) ? names : []))
  const stages = [mirrorOf(tests, file), under(tests, shown)]
  if (file.startsWith('src/inspector')) stages.push(under(tests, ['browser']))
  else if (file.startsWith('src/mock')) stages.push(under(tests, ['contract']))
  if (!isNear && !/^src\/(cli|inspector|interception)\//.test(file)) stages.push(under(tests, inProcess))
  if (!isNear && !isOfResources.test(file) && !file.startsWith('src/inspector'))
    stages.push(under(tests, ofExecutable))
  const asked = new Set<string>()
  return stages
    .map((stage) => stage.filter((test) => !asked.has(test) && asked.add(test)))
    .filter(({ length }) => length > 0)
}

/** The tests whose paths begin so. */
function under(tests: readonly string[], names: readonly string[]): string[] {
  return tests.filter((test) => names.some((name) => isAt(test, `tests/${name}`)))
}

/** Whether a test lies in a folder of this path or is named after it: `cli/token` has `cli/token-device.test.ts`. */
const isAt = (test: string, path: string) => test.startsWith(path) && /^[/.-]/.test(test.slice(path.length))

/** Folders whose tests are not near to anything. */
const tooWide: ReadonlySet<string> = new Set(['.', 'tests', 'tests/mock', 'tests/mock/resources'])

/** The tests that lie where the file does: its own, or those of the nearest folder. */
function mirrorOf(tests: readonly string[], file: string): string[] {
  let path = file.replace(/^src/, 'tests').replace(/\.tsx?$/, '')
  for (; !tooWide.has(path); path = dirname(path)) {
    const found = tests.filter((test) => isAt(test, path))
    if (found.length > 0) return found
  }
  return []
}
