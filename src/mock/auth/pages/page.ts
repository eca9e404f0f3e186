import { type Html, html, pageResponse } from '../../../lib/html.ts'
import { stylesheet } from './stylesheet.ts'

/** Small SVG icons. */
export const icons = {
  check: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`,
  cross: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/></svg>`,
}

interface PageOptions {
  status?: number
  headers?: Readonly<Record<string, string>>
}

/**
 * A page of the identity provider, with a note under it. Its Content-Security-Policy has no form-action: browsers also
 * apply that to redirects after a form, including those that the app makes later.
 */
export function page(
  title: string,
  content: Html,
  note?: Html,
  { status, headers }: PageOptions = {},
): Response {
  const body = html`<main>${content}</main>
<footer>${note} This is the mock identity provider on your own machine: no password, no real account.</footer>`
  return pageResponse(
    { title, stylesheet, content: body },
    {
      status,
      headers: {
        // Other sites must not get the URL, with the app's state; but a form without a referrer sends no Origin.
        'Referrer-Policy': 'same-origin',
        'Cache-Control': 'no-store',
        ...headers,
      },
    },
  )
}
