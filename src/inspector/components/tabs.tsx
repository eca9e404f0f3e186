import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'

/** Tabs, of which one panel is shown; arrow keys move between them. */
export function Tabs(props: {
  label: string
  tabs: readonly (readonly [string, () => ComponentChildren])[]
}) {
  const { label, tabs } = props
  const [index, setIndex] = useState(0)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (index + step + tabs.length) % tabs.length
    setIndex(next)
    ;(list.current?.children[next] as HTMLElement | undefined)?.focus()
  }
  const [name = '', show] = tabs[index] ?? []
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map(([name], other) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${other}`}
            aria-selected={other === index}
            aria-controls={`${id}-panel`}
            tabIndex={other === index ? 0 : -1}
            onClick={() => setIndex(other)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${index}`} key={name}>
        {show?.()}
      </div>
    </div>
  )
}
