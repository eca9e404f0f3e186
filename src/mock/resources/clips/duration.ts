import { t } from '../../http/schema.ts'

/** The default length of a clip in seconds. */
export const CLIP_SECONDS = 30

/** The requested length of a clip. */
export const clipSeconds = t.Optional(
  t.Number({ minimum: 5, maximum: 60, description: 'Seconds, to a tenth' }),
)

/** Seconds, rounded to tenths. */
export const toTenth = (seconds: number) => Math.round(seconds * 10) / 10
