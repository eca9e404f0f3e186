import { dismiss, type Toast, toasts } from '../toasts.ts'
import { Button } from './basics.tsx'
import { Code } from './code.tsx'

/** The toasts of recent writes, with their requests. */
export function Toasts() {
  return (
    <section class="toasts" aria-label="What was just done" aria-live="polite">
      {toasts.value.map((toast) => (
        <OneToast key={toast.id} {...toast} />
      ))}
    </section>
  )
}

function OneToast({ id, text, curl, isProblem }: Toast) {
  return (
    <div class={`toast ${isProblem ? 'bad' : ''}`} role={isProblem ? 'alert' : 'status'}>
      <div class="toast-text">
        <strong>{text}</strong>
        <Button kind="quiet" icon="close" label="Dismiss" onClick={() => dismiss(id)} />
      </div>
      {curl && <Code text={curl} label="the request" />}
    </div>
  )
}
