import { signal } from '@preact/signals'

/** What is told of a change for a while: which request made it, or why it was refused. */
export interface Toast {
  id: number
  text: string
  /** The request as a line for a shell. */
  curl?: string
  isProblem?: boolean
}

const SHOWN_MS = 8000
const MOST = 4

let count = 0

/** What is shown now, the newest last. */
export const toasts = signal<readonly Toast[]>([])

/** Shows something for a while; a problem until it is dismissed. */
export function announce(toast: Omit<Toast, 'id'>): void {
  const id = ++count
  toasts.value = [...toasts.value.slice(1 - MOST), { ...toast, id }]
  if (!toast.isProblem) setTimeout(() => dismiss(id), SHOWN_MS)
}

/** Shows it no longer. */
export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}
