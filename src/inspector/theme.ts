import { effect, signal } from '@preact/signals'

/** How the inspector looks: as the system does, light, or dark. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'twitch-mock-theme'

/** What was chosen; a browser keeps it. */
export const theme = signal<Theme>(stored())

/** Has the document look as was chosen, from now on. */
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
