import { parseArgs } from 'node:util'
import { printable } from '../src/lib/printable.ts'
import { documentedUntil } from '../src/twitch/documentation.ts'
import { compare } from './drift/compare.ts'
import { readDeclared } from './drift/declared.ts'
import { explainedDifferences } from './drift/deviations.ts'
import { fetchPages, published, readFolder } from './drift/pages.ts'

/**
 * What Twitch documents and this program does not have, or has otherwise: operations, subscription types, entries of
 * the change log. One line a difference; those that docs/deviations.md explains are only counted. Exit status: 0 none,
 * 1 there are some, 2 none but a page could not be read.
 *
 *   bun scripts/drift.ts FOLDER            the pages as files, in the folders of the site
 *   bun scripts/drift.ts --fetch [--base URL]
 *   --json                                 all that was found, as one object
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fetch: { type: 'boolean', default: false },
    base: { type: 'string', default: published },
    json: { type: 'boolean', default: false },
  },
})
const [folder] = positionals
if (values.fetch === (folder !== undefined) || positionals.length > 1) {
  console.error('usage: bun scripts/drift.ts FOLDER | --fetch [--base URL] [--json]')
  process.exit(64)
}

const documentation = await (folder === undefined ? fetchPages(values.base) : readFolder(folder))
const report = await compare(documentation, await readDeclared(), documentedUntil, explainedDifferences())
const { differences, unread, notCompared, explained } = report

if (values.json) console.log(JSON.stringify({ documentedUntil, ...report }))
else {
  for (const { page, subject, message } of differences)
    console.log(printable(`${page}: ${subject} ${message}`))
  for (const { page, reason } of unread) console.error(printable(`not read: ${page}: ${reason}`))
  for (const { page, subject, message } of notCompared)
    console.error(printable(`not compared: ${page}: ${subject}: ${message}`))
  console.error(
    `${documentation.pages.size} pages read; ${differences.length} differences, ${explained.length} more that ` +
      `docs/deviations.md explains, ${unread.length} pages not read, ${notCompared.length} statements ` +
      `not compared; the change log was dealt with until ${documentedUntil}`,
  )
}
if (differences.length > 0) process.exitCode = 1
else if (unread.length > 0) process.exitCode = 2
