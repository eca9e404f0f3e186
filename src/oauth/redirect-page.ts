import { html, pageResponse } from '../lib/html.ts'

const accents = {
  success: 'light-dark(#1a7f4b, #6ddba0)',
  failure: 'light-dark(#b3261e, #ff9a91)',
  neutral: 'light-dark(#6418d8, #bf94ff)',
}

/** The page that the browser shows. */
export interface Page {
  /** The outcome, or that there is none yet. */
  kind: keyof typeof accents
  status: number
  title: string
  /** Shown line by line. */
  text: string
}

/** Renders a page; all texts are escaped, since they may be from the network. */
export function renderPage({ kind, status, title, text }: Page): Response {
  return pageResponse(
    {
      title,
      stylesheet: stylesheet(accents[kind]),
      content: html`<main><h1>${title}</h1><p>${text}</p></main>`,
      policy: { 'form-action': "'none'" },
    },
    {
      status,
      // The URL of this page contains the code, which no other site must get.
      headers: { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store', Connection: 'close' },
    },
  )
}

const stylesheet = (accent: string) => `
:root { color-scheme: light dark; --accent: ${accent} }
body {
  font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-content: center;
  padding: 1.5rem; box-sizing: border-box; color: light-dark(#1b1626, #f1edf8);
  background: light-dark(#f3f1f8, #0f0c16);
}
main {
  max-width: 29rem; padding: 2rem; box-sizing: border-box; border-top: .375rem solid var(--accent); border-radius: 1rem;
  background: light-dark(#fff, #1a1624); box-shadow: 0 1rem 2.5rem -.75rem #1b162640;
}
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .5rem; color: var(--accent) }
p { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
`
