import { type Html, html, pageResponse } from '../../../lib/html.ts'
import { stylesheet } from './stylesheet.ts'

/** Small drawings beside the words. */
export const icons = {
  check: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`,
  cross: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/></svg>`,
}

interface PageOptions {
  status?: number
  headers?: Readonly<Record<string, string>>
}

/**
 * A page of the identity provider, with a note under it. Its policy has no form-action: browsers hold redirects after a
 * form against it, also those that the app makes later on.
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
        // The address holds the app's state; without any referrer a form would not say where it comes from.
        'Referrer-Policy': 'same-origin',
        'Cache-Control': 'no-store',
        ...headers,
      },
    },
  )
}
