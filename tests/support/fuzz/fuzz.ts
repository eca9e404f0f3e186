import fc from 'fast-check'
import { type Plan, plainPlan, plansFor } from './plans.ts'
import { type Operation, surfaceOf } from './surface.ts'
import { type Exact, Target } from './target.ts'
import { answerTo, faultOf } from './verdict.ts'

export interface FuzzOptions {
  /** The same seed sends the same requests. */
  seed: number
  /** How many requests. */
  count: number
  /** Only operations whose "METHOD /path" contains this. */
  only?: string
  onProgress?: (sent: number) => void
}

export interface Failure {
  /** What is the same for failures of one cause. */
  signature: string
  fault: string
  exact: Exact
  /** How often it happened. */
  times: number
}

export interface FuzzReport {
  sent: number
  operations: number
  /** How many answers had each status. */
  statuses: Record<number, number>
  /** Operations that succeeded at least once. */
  succeeded: Set<string>
  /** Those that did not. */
  untouched: string[]
  /** Milliseconds of the slowest answer. */
  slowest: { took: number; exact: Exact | undefined }
  failures: Failure[]
}

/** After so many requests a new Twitch is generated, since the old one has been made a mess of. */
const PER_TARGET = 1_000

/**
 * Sends malformed and half-malformed requests to every operation, and holds every answer against what is documented.
 */
export async function fuzz({ seed, count, only = '', onProgress }: FuzzOptions): Promise<FuzzReport> {
  const report: FuzzReport = {
    sent: 0,
    operations: 0,
    statuses: {},
    succeeded: new Set(),
    untouched: [],
    slowest: { took: 0, exact: undefined },
    failures: [],
  }
  while (report.sent < count) {
    const target = await Target.make(seed + report.sent)
    const surface = await surfaceOf(target.mock, target.store)
    const operations = surface.filter(({ method, path }) => `${method} ${path}`.includes(only))
    report.operations = operations.length
    const names = operations
      .filter(({ app }) => app !== 'other')
      .map(({ method, path }) => `${method} ${path}`)
    const numRuns = Math.min(PER_TARGET, count - report.sent)
    for (const operation of operations) await explore(target, operation)
    const plans = fc.sample(plansFor(operations), { seed: seed + report.sent, numRuns })
    for (const plan of plans) await attack(target, plan, report)
    report.untouched = names.filter((name) => !report.succeeded.has(name))
    onProgress?.(report.sent)
    target.close()
  }
  return report
}

/** Asks what can be listed, so that there are ids and cursors to go on with. */
async function explore(target: Target, operation: Operation): Promise<void> {
  if (operation.method !== 'GET') return
  const answer = await answerTo(target, target.exact(plainPlan(operation)))
  if (answer?.status === 200) learn(target, operation.path, answer.text, null)
}

async function attack(target: Target, plan: Plan, report: FuzzReport): Promise<void> {
  const { app, method, path } = plan.operation
  const exact = target.exact(plan)
  const answer = await answerTo(target, exact).catch((error) => error as Error)
  const fault = answer instanceof Error ? `throws ${answer.stack}` : faultOf(target, exact, answer)
  report.sent++
  if (answer && !(answer instanceof Error)) {
    report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1
    if (answer.took > report.slowest.took) report.slowest = { took: answer.took, exact }
    if (answer.status < 400 && exact.method === method) report.succeeded.add(`${method} ${path}`)
    if (app !== 'other') learn(target, path, answer.text, answer.headers.get('location'))
  }
  if (fault) record(report, signatureOf(fault, `${method} ${path}`), fault, exact)
}

function learn(target: Target, path: string, text: string, location: string | null): void {
  if (location && URL.canParse(location))
    target.learn(Object.fromEntries(new URL(location).searchParams), path)
  if (!text.startsWith('{') || text.length > 50_000) return
  target.learn(JSON.parse(text), path)
}

function record({ failures }: FuzzReport, signature: string, fault: string, exact: Exact): void {
  const known = failures.find((failure) => failure.signature === signature)
  if (!known) failures.push({ signature, fault, exact, times: 1 })
  else known.times++
}

/** Where a fault has its cause: the first frame in our own source, or else the operation. */
function signatureOf(fault: string, operation: string): string {
  const [what = '', ...frames] = fault.split('\n')
  const ours = frames.filter((frame) => /src\/mock\/(?!store\/)/.test(frame))
  const place = ours[0]?.trim() ?? (what.startsWith('throws') ? '' : operation)
  return `${what.slice(0, 100)} ${place}`
}
