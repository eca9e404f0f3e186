import { useEffect, useState } from 'preact/hooks'
import { ask, messageOf } from '../../api.ts'
import type { Fields } from '../../components/field.tsx'

/** The event that a trigger would publish, or the reason why it would be refused. */
export interface Preview {
  condition?: Fields
  event?: unknown
  problem?: string
}

const PAUSE_MS = 150

/** The preview of a trigger, fetched again a while after the last change of the form. */
export function usePreview(wanted: object): Preview {
  const [preview, setPreview] = useState<Preview>({})
  const body = JSON.stringify(wanted)
  useEffect(() => {
    let isCurrent = true
    const show = (next: Preview) =>
      isCurrent && setPreview((before) => ({ ...before, problem: undefined, ...next }))
    const timer = setTimeout(
      () =>
        ask<Preview>('/units/events/preview', JSON.parse(body)).then(show, (error) =>
          show({ problem: messageOf(error) }),
        ),
      PAUSE_MS,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [body])
  return preview
}
