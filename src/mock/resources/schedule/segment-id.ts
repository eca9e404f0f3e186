import type { Week } from './recurrence/rule.ts'

/** What the ID of a broadcast says: its segment and its week. */
export interface SegmentId extends Week {
  /** The row's ID, which the broadcasts of a series share. */
  id: string
}

/** The ID that clients see: the row's and the week, in Twitch's own form. */
export function encodeSegmentId({ id, year, week }: SegmentId): string {
  const text = JSON.stringify({ segmentID: id, isoYear: year, isoWeek: week })
  return Buffer.from(text).toString('base64')
}

/** What an ID says, or undefined if it is none. */
export function decodeSegmentId(text: string): SegmentId | undefined {
  try {
    const { segmentID, isoYear, isoWeek } = JSON.parse(Buffer.from(text, 'base64').toString())
    const isWeek =
      Number.isInteger(isoYear) && isoYear > 1900 && isoYear < 3000 && isoWeek >= 1 && isoWeek <= 53
    if (typeof segmentID !== 'string' || !isWeek || !Number.isInteger(isoWeek)) return undefined
    return { id: segmentID, year: isoYear, week: isoWeek }
  } catch {
    return undefined
  }
}
