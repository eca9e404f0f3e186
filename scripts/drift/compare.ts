import { entryDays } from './change-log.ts'
import type { Declared } from './declared.ts'
import type { Documentation } from './pages.ts'
import {
  type Operation,
  type Parameter,
  readOperations,
  readTypes,
  type SubscriptionType,
} from './reference.ts'

/** One thing that the documentation and this program tell differently. */
export interface Difference {
  page: string
  subject: string
  message: string
}

/** What was compared. */
export interface Report {
  differences: Difference[]
  /** Pages of which nothing was compared. */
  unread: Documentation['unread']
  /** What a page states in a form that is not known here; the rest of the page was compared. */
  notCompared: Difference[]
  /** Differences that are meant. */
  explained: Difference[]
}

/** Compares Twitch's documentation with what this program declares. */
export async function compare(
  { pages, unread }: Documentation,
  declared: Declared,
  documentedUntil: string,
  explained: ReadonlySet<string> = new Set(),
): Promise<Report> {
  const report: Report = { differences: [], unread: [...unread], notCompared: [], explained: [] }
  const operations = readAll(pages, 'api/reference/', readOperations, report)
  const types = readAll(pages, 'eventsub/reference/', readTypes, report)

  for (const { page, entry } of operations) await compareOperation(page, entry, declared, report)
  for (const { page, entry } of types) compareType(page, entry, declared, report)
  compareChangeLog(pages.get('change-log.md'), documentedUntil, report)

  // Only who has read every page can say what none of them has.
  if (isWhole('api/reference/', report, operations))
    addUndocumented('api/reference/', declared.operations, operations, report)
  if (isWhole('eventsub/reference/', report, types))
    addUndocumented('eventsub/reference/', declared.types, types, report)
  const isExplained = ({ subject, message }: Difference) => explained.has(`${subject} ${message}`)
  return {
    ...report,
    differences: report.differences.filter((difference) => !isExplained(difference)),
    explained: report.differences.filter(isExplained),
  }
}

interface Entry<Kind> {
  page: string
  entry: Kind
}

function readAll<Kind>(
  pages: ReadonlyMap<string, string>,
  folder: string,
  read: (markdown: string) => Kind[],
  { unread }: Report,
): Entry<Kind>[] {
  return [...pages]
    .filter(([page]) => page.startsWith(folder))
    .flatMap(([page, text]) => {
      const entries = read(text)
      if (entries.length === 0) unread.push({ page, reason: 'no entry was recognized in it' })
      return entries.map((entry) => ({ page, entry }))
    })
}

async function compareOperation(page: string, documented: Operation, declared: Declared, report: Report) {
  const { name, id } = documented
  const ours = declared.operations.find((known) => (id ? known.id === id : isNamed(known, name)))
  const subject = id ?? name
  const say = (message: string) => report.differences.push({ page, subject, message })
  const omit = (message: string) => report.notCompared.push({ page, subject, message })
  const isBare = !id && !documented.tokens && !documented.query && !documented.body
  if (isBare) omit('it has no section; looked for by its name')
  else if (!id) omit('its method and path were not recognized; looked for by its name')
  if (!ours) {
    if (!id || !(await declared.isGone(id))) say(`is documented and not served: ${name}`)
    return
  }
  if (isBare) return
  if (!isNamed(ours, name)) say(`is named "${ours.name}" here`)
  if (!documented.tokens || !ours.tokens) omit('its authorization was not recognized')
  else {
    sayMembers(documented.tokens, ours.tokens, 'token', say)
    sayMembers(documented.scopes ?? [], ours.scopes ?? [], 'scope', say)
  }
  if (documented.query) sayParameters(documented.query, ours.query ?? [], 'query parameter', say)
  else omit('its query parameters were not recognized')
  if (documented.body) sayParameters(documented.body, ours.body ?? [], 'body member', say)
  else omit('its body was not recognized')
}

function compareType(page: string, documented: SubscriptionType, declared: Declared, report: Report) {
  const { name, id, scopes, condition } = documented
  const subject = id ?? name
  const say = (message: string) => report.differences.push({ page, subject, message })
  const omit = (message: string) => report.notCompared.push({ page, subject, message })
  if (!id) return omit('its type and version were not recognized')
  const ours = declared.types.find((known) => known.id === id)
  if (!ours) return say(`is documented and not offered: ${name}`)
  if (scopes) sayMembers(scopes, ours.scopes ?? [], 'scope', say)
  else omit('its authorization was not recognized')
  if (condition) sayParameters(condition, ours.condition ?? [], 'condition', say)
  else omit('its condition was not recognized')
}

function compareChangeLog(text: string | undefined, documentedUntil: string, report: Report) {
  if (text === undefined) return
  const page = 'change-log.md'
  const days = entryDays(text)
  if (days.length === 0) report.unread.push({ page, reason: 'no day was recognized in it' })
  for (const day of days.filter((day) => day > documentedUntil))
    report.differences.push({ page, subject: day, message: `is newer than ${documentedUntil}` })
}

function addUndocumented(
  page: string,
  ours: readonly (Operation | SubscriptionType)[],
  documented: readonly Entry<Operation | SubscriptionType>[],
  { differences }: Report,
) {
  const isDocumented = ({ id, name }: Operation | SubscriptionType) =>
    documented.some(({ entry }) => (entry.id ? entry.id === id : isNamed(entry, name)))
  for (const known of ours.filter((known) => !isDocumented(known)))
    differences.push({ page, subject: known.id ?? known.name, message: 'is offered and not documented' })
}

function isWhole(folder: string, { unread }: Report, entries: readonly Entry<unknown>[]): boolean {
  const isMissing = unread.some(({ page }) => page === 'llms.txt' || page.startsWith(folder))
  return entries.length > 0 && !isMissing
}

const isNamed = (known: { name: string }, name: string) => known.name.toLowerCase() === name.toLowerCase()

function sayMembers(
  documented: readonly string[],
  ours: readonly string[],
  kind: string,
  say: (message: string) => void,
) {
  for (const name of documented.filter((name) => !ours.includes(name)))
    say(`${kind} ${name} is only documented`)
  for (const name of ours.filter((name) => !documented.includes(name))) say(`${kind} ${name} is only here`)
}

function sayParameters(
  documented: readonly Parameter[],
  ours: readonly Parameter[],
  kind: string,
  say: (message: string) => void,
) {
  const names = (parameters: readonly Parameter[]) => parameters.map(({ name }) => name)
  sayMembers(names(documented), names(ours), kind, say)
  for (const { name, isRequired } of documented) {
    const known = ours.find((parameter) => parameter.name === name)
    if (known && known.isRequired !== isRequired)
      say(`${kind} ${name} is documented as ${isRequired ? 'required' : 'optional'}, and is not so here`)
  }
}
