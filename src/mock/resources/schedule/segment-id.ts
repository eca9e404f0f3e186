import type { Week } from './recurrence/rule.ts'

/** The content of a broadcast's ID: its segment and its week. */
export interface SegmentId extends Week {
  /** The ID of the segment's row, which all broadcasts of a series have. */
  id: string
}

/** Encodes the ID of a broadcast in Twitch's form, with the row's ID and the week. */
export function encodeSegmentId({ id, year, week }: SegmentId): string {
  const text = JSON.stringify({ segmentID: id, isoYear: year, isoWeek: week })
  return Buffer.from(text).toString('base64')
}

/** Decodes the ID of a broadcast; undefined for another text. */
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
