import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { link } from '../route.ts'
import { Icon, type IconName } from './icon.tsx'

/** A page with its title, a description, actions, and its content. */
export function Page(props: {
  title: ComponentChildren
  lead?: ComponentChildren
  actions?: ComponentChildren
  /** The parent page, shown as a link above the title. */
  within?: { title: string; href: string }
  children: ComponentChildren
}) {
  const { title, lead, actions, within, children } = props
  return (
    <>
      <header class="page-header">
        <div>
          {within && (
            <a class="page-within" href={within.href}>
              <Icon name="back" size={14} /> {within.title}
            </a>
          )}
          <h1 tabIndex={-1} id="title">
            {title}
          </h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </>
  )
}

/** A section of a page with a title. */
export function Card(props: {
  title: string
  /** The number of its items. */
  count?: number | string
  lead?: ComponentChildren
  actions?: ComponentChildren
  class?: string
  children: ComponentChildren
}) {
  const { title, count, lead, actions, children } = props
  return (
    <section class={`card ${props.class ?? ''}`} aria-label={title}>
      <header class="card-header">
        <h2>
          {title} {count !== undefined && <span class="count">{count}</span>}
        </h2>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {lead && <p class="card-lead">{lead}</p>}
      {children}
    </section>
  )
}

/** A button; while its action runs, it is busy and cannot be pressed again. */
export function Button(props: {
  onClick?: () => unknown
  kind?: 'primary' | 'danger' | 'quiet'
  icon?: IconName
  /** The accessible name of a button with only an icon. */
  label?: string
  type?: 'button' | 'submit'
  disabled?: boolean
  children?: ComponentChildren
}) {
  const { onClick, kind, icon, label, type = 'button', disabled, children } = props
  const [isBusy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    try {
      await onClick?.()
    } finally {
      setBusy(false)
    }
  }
  return (
    <button
      type={type}
      class={`button ${kind ?? ''} ${children ? '' : 'icon-only'}`}
      onClick={onClick && (() => void act())}
      disabled={disabled || isBusy}
      aria-label={label}
      title={label}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  )
}

/** A badge for a state, in a word. */
export function Badge({ tone, children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge ${tone ?? ''}`}>{children}</span>
}

/** The tone of a state, by which it is coloured. */
export type Tone = 'good' | 'bad' | 'warn' | 'live' | 'accent'

/** The placeholder of an empty list, with a hint how to fill it. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>
}

/** The message of an error. */
export function Problem({ children, retry }: { children: ComponentChildren; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <span>{children}</span>
      {retry && <Button onClick={retry}>Try again</Button>}
    </div>
  )
}

/** The placeholder of loading content, which keeps its space, so that the page does not move afterwards. */
export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <div class="loading" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton" />
      ))}
    </div>
  )
}

/** A link to the page with a unit's rows. */
export function UnitLink({ unit, children }: { unit: string; children?: ComponentChildren }) {
  return <a href={link('data', unit)}>{children ?? unit}</a>
}
