import { t } from '../../http/schema.ts'

/** The length in seconds of a clip whose creation names none. */
export const CLIP_SECONDS = 30

/** How long a clip shall be. */
export const clipSeconds = t.Optional(
  t.Number({ minimum: 5, maximum: 60, description: 'Seconds, to a tenth' }),
)

/** Seconds, rounded to tenths. */
export const toTenth = (seconds: number) => Math.round(seconds * 10) / 10
