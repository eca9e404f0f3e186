import { createHash } from 'node:crypto'
import { Html, html } from '../../../lib/html.ts'
import { stylesheet } from './stylesheet.ts'

export const icons = {
  check: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5"/></svg>`,
  cross: html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/></svg>`,
}

const styleHash = createHash('sha256').update(stylesheet).digest('base64')

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  // No form-action: browsers hold redirects after a form against it, also those that the app makes later on.
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  // The address holds the app's state; without any referrer a form would not say where it comes from.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** A whole page, with a note under it. */
export function page(
  title: string,
  content: Html,
  note?: Html,
  init: ResponseInit & { headers?: object } = {},
): Response {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(stylesheet)}</style>
</head>
<body>
<main>${content}</main>
<footer>${note} This is the mock identity provider on your own machine: no password, no real account.</footer>
</body>
</html>
`
  return new Response(markup, { ...init, headers: { ...headers, ...init.headers } })
}
