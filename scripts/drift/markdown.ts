/** A part of a page: its heading, the heading's anchor, and the text until the next heading of that level. */
export interface Section {
  title: string
  anchor: string
  text: string
}

/** An item of a list, with the lines that belong to it; `depth` 0 is the outermost. */
export interface Item {
  depth: number
  text: string
}

/** The sections of one level, as `## Get Polls {#get-polls}` begins one of level 2. Fenced code has no headings. */
export function sectionsOf(markdown: string, level: number): Section[] {
  const heading = new RegExp(`^#{${level}} +(.+?)(?: *\\{#([\\w-]+)\\})?$`)
  const higher = new RegExp(`^#{1,${level}} `)
  const sections: Section[] = []
  let current: Section | undefined
  let isCode = false
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode
    const found = isCode ? null : heading.exec(line.trimEnd())
    if (found) {
      const [, title = '', anchor = anchorOf(title)] = found
      current = { title, anchor, text: '' }
      sections.push(current)
    } else if (!isCode && higher.test(line)) current = undefined
    else if (current) current.text += `${line}\n`
  }
  return sections
}

/** The text below the heading of level 3 that has one of these titles, if there is one. */
export function subsection(section: Section, ...titles: string[]): string | undefined {
  return sectionsOf(section.text, 3).find(({ title }) => titles.includes(title))?.text
}

/** The items of the lists in a text. */
export function itemsOf(markdown: string): Item[] {
  const items: Item[] = []
  for (const line of markdown.split('\n')) {
    const [, indent, text] = /^(\s*)[-*] +(.+)$/.exec(line) ?? []
    const last = items.at(-1)
    if (indent !== undefined && text) items.push({ depth: Math.floor(indent.length / 2), text })
    else if (last && line.trim()) last.text += `\n${line.trim()}`
  }
  return items
}

/** The anchor of a heading that names none. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-')
}
