import { t } from '../../http/schema.ts'

/** How long a clip is that nobody has said otherwise about. */
export const CLIP_SECONDS = 30

/** How long a clip shall be. */
export const clipSeconds = t.Optional(
  t.Number({ minimum: 5, maximum: 60, description: 'Seconds, to a tenth' }),
)

/** Seconds, rounded to tenths. */
export const toTenth = (seconds: number) => Math.round(seconds * 10) / 10
