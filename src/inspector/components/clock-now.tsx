import type { ComponentChildren } from 'preact'
import { clock, now } from '../clock.ts'
import { Badge } from './basics.tsx'
import { lengthOf, momentOf } from './time.tsx'

/** The mock's time, and its difference from this machine's; `children` continues the sentence. */
export function ClockNow({ children }: { children: ComponentChildren }) {
  const state = clock.value
  const offset = state?.offset_ms ?? 0
  return (
    <div>
      <p class="clock-now">
        {now.value === undefined ? '…' : momentOf(now.value)}
        {state?.frozen && <Badge tone="warn">frozen</Badge>}
      </p>
      <p class="faint">
        {Math.abs(offset) >= 1000
          ? `${lengthOf(Math.abs(offset))} ${offset > 0 ? 'ahead of' : 'behind'} this machine`
          : 'As on this machine'}
        {children}
      </p>
    </div>
  )
}
