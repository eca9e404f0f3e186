import { useEffect, useState } from 'preact/hooks'
import { ask, messageOf } from '../../api.ts'
import type { Fields } from '../../components/field.tsx'

/** An event as it would be published, or why it would not. */
export interface Preview {
  condition?: Fields
  event?: unknown
  problem?: string
}

const PAUSE_MS = 150

/** The event that a trigger would publish, asked for again once nothing has changed for a while. */
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
