import { type AnyElysia, Elysia } from 'elysia'
import { html, pageHeaders } from '../../lib/html.ts'
import { lazy } from '../../lib/lazy.ts'
import { notFound, toHelixError } from '../http/errors.ts'
import { type Assets, assets } from './assets.ts'

const types: Readonly<Record<keyof Assets, string>> = {
  'app.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
}

/** The files of the inspector with their ETags, read at the first request. */
const files = lazy(async () => {
  const tagged = Object.entries(await assets()).map(async ([name, blob]) => {
    const bytes = await blob.arrayBuffer()
    return [name, { blob, tag: `"${Bun.hash(bytes).toString(36)}"` }] as const
  })
  return new Map<string, { blob: Blob; tag: string }>(await Promise.all(tagged))
})

/** The files of the inspector; its page is at the root of the server. */
export function inspectorApp(): AnyElysia {
  const app: AnyElysia = new Elysia({ prefix: '/inspector' }).onError(({ error, code, set }) => {
    const refusal = code === 'NOT_FOUND' ? notFound('The inspector is at /.') : toHelixError(error)
    set.status = refusal.status
    return refusal.body
  })
  for (const [name, type] of Object.entries(types)) {
    app.get(`/${name}`, async ({ request }) => {
      const { blob, tag } = (await files()).get(name)!
      // Browsers cache the file, but ask each time whether it has changed.
      const headers = { ETag: tag, 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' }
      if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers })
      return new Response(blob, { headers: { ...headers, 'Content-Type': type } })
    })
  }
  return app
}

/** The page of the inspector. Its policy allows only its own script and requests to this server, and no framing. */
export function inspectorPage(): Response {
  return new Response(page, {
    headers: {
      ...pageHeaders({
        'script-src': "'self'",
        'style-src': "'self'",
        'img-src': "'self' data:",
        'connect-src': "'self'",
        'form-action': "'none'",
      }),
      'Cache-Control': 'no-cache',
      'Referrer-Policy': 'no-referrer',
    },
  })
}

const icon = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" ' +
    'fill="#772ce8"/><path d="M5 4v5m3-5v5m-4 3 2-2h5V3H4z" fill="none" stroke="#fff" stroke-width="1.4"/></svg>',
)

const { markup: page } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="The inspector of a simulated Twitch: see the world, change it, and watch it happen.">
<title>twitch mock</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
<link rel="stylesheet" href="/inspector/style.css">
<script type="module" src="/inspector/app.js"></script>
</head>
<body>
<div id="app"></div>
<noscript>The inspector needs JavaScript. The reference of all operations is at <a href="/docs">/docs</a>.</noscript>
</body>
</html>
`
