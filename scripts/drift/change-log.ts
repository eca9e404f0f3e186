const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/**
 * The days of a change-log's entries, the newest first. An entry begins a heading, a list's item or a table's row with
 * its day: 2026-11-10, with any of the hyphens that Twitch uses, or November 10, 2026.
 */
export function entryDays(markdown: string): string[] {
  const days = markdown.split('\n').flatMap((line) => {
    const start = line.replace(/^[\s#|*_-]*(\[)?[*_]*/, '')
    const [, year, month, day] = /^(\d{4})[-\u2010-\u2013](\d{2})[-\u2010-\u2013](\d{2})\b/.exec(start) ?? []
    if (year) return [`${year}-${month}-${day}`]
    const [, name = '', date = '', inYear = ''] = /^([A-Z][a-z]+) (\d{1,2}),? (\d{4})\b/.exec(start) ?? []
    const index = months.indexOf(name)
    return index < 0 ? [] : [`${inYear}-${String(index + 1).padStart(2, '0')}-${date.padStart(2, '0')}`]
  })
  return [...new Set(days)].sort().reverse()
}
