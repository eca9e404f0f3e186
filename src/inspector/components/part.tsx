import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { titleOf } from './schema.ts'

/** A section of a form, which can be folded; its content is rendered at the first unfolding. */
export function Part(props: {
  name: string
  folded?: boolean
  /** The number of its items, shown while it is folded. */
  count?: number
  children: ComponentChildren
}) {
  const { name, folded, count, children } = props
  const [isOpen, setOpen] = useState(false)
  if (!folded)
    return (
      <fieldset class="field long group">
        <legend>{titleOf(name)}</legend>
        {children}
      </fieldset>
    )
  return (
    <details class="field long group" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {titleOf(name)} {count !== undefined && <span class="count">{count}</span>}
      </summary>
      {isOpen && children}
    </details>
  )
}
