import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Twitch's documentation, as far as it could be had. */
export interface Documentation {
  /** The text of each page, by its path below /docs/: "api/reference/polls.md". */
  pages: Map<string, string>
  /** Why a page that should be there is not. */
  unread: { page: string; reason: string }[]
}

/** Where Twitch publishes its documentation. */
export const published = 'https://dev.twitch.tv/docs/'

const INDEX = 'llms.txt'
const LIMIT_MS = 30_000

/** The pages in a folder that has the paths of the site: llms.txt, change-log.md, api/reference/polls.md, … */
export function readFolder(folder: string): Promise<Documentation> {
  return readPages((page) => readFile(join(folder, page), 'utf8'))
}

/** The pages that a server has below an address. */
export function fetchPages(base: string): Promise<Documentation> {
  const below = base.endsWith('/') ? base : `${base}/`
  return readPages(async (page) => {
    const response = await fetch(new URL(page, below), { signal: AbortSignal.timeout(LIMIT_MS) })
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim())
    return response.text()
  })
}

/** The index says which pages there are. They are read one after the other: nobody waits, and Twitch is spared. */
async function readPages(read: (page: string) => Promise<string>): Promise<Documentation> {
  const documentation: Documentation = { pages: new Map(), unread: [] }
  const add = async (page: string) => {
    try {
      documentation.pages.set(page, await read(page))
    } catch (error) {
      documentation.unread.push({ page, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  await add(INDEX)
  const index = documentation.pages.get(INDEX)
  if (index !== undefined) {
    const listed = [...index.matchAll(/\b((?:api|eventsub)\/reference\/[a-z][\w-]*)/g)]
    const names = new Set(listed.map(([, path]) => `${path}.md`))
    if (names.size === 0)
      documentation.unread.push({ page: INDEX, reason: 'it lists no page of the reference' })
    for (const page of names) await add(page)
  }
  await add('change-log.md')
  return documentation
}
