import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { titleOf } from './schema.ts'

/** A part of a form with a name; what is folded is in the document once it was unfolded. */
export function Part(props: {
  name: string
  folded?: boolean
  /** What is counted in it, said while it is folded. */
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
