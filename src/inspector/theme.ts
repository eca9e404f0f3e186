import { effect, signal } from '@preact/signals'

/** The theme: that of the system, light, or dark. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'twitch-mock-theme'

/** The chosen theme, kept in the browser's storage. */
export const theme = signal<Theme>(stored())

/** Applies the chosen theme to the document, now and after each change. */
export function applyTheme(): void {
  effect(() => {
    const { value } = theme
    document.documentElement.dataset.theme = value
    try {
      localStorage.setItem(KEY, value)
    } catch {}
  })
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}
