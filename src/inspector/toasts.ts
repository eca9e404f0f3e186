import { signal } from '@preact/signals'

/** A temporary message about a write: the request, or the reason of its refusal. */
export interface Toast {
  id: number
  text: string
  /** The request as a curl command. */
  curl?: string
  isProblem?: boolean
}

const SHOWN_MS = 6000
const MOST = 3

let count = 0

/** The toasts that are shown now, the newest last. */
export const toasts = signal<readonly Toast[]>([])

/** Shows a toast for a while; a problem stays until it is dismissed. */
export function announce(toast: Omit<Toast, 'id'>): void {
  const id = ++count
  toasts.value = [...toasts.value.slice(1 - MOST), { ...toast, id }]
  if (!toast.isProblem) setTimeout(() => dismiss(id), SHOWN_MS)
}

/** Removes a toast. */
export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}
