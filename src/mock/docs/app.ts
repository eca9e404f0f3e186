import { Elysia } from 'elysia'
import stylesheet from 'swagger-ui-dist/swagger-ui.css' with { type: 'file' }
import bundle from 'swagger-ui-dist/swagger-ui-bundle.js' with { type: 'file' }
import { pageHeaders } from '../../lib/html.ts'
import { notFound, toHelixError } from '../http/errors.ts'
import start from './start.js' with { type: 'file' }

/** The reference of the mounted API, made from its OpenAPI description. It loads nothing from other servers. */
export function docsApp() {
  return new Elysia({ prefix: '/docs' })
    .onError(({ error, code, set }) => {
      const refusal =
        code === 'NOT_FOUND' ? notFound('There is no such page: see /docs.') : toHelixError(error)
      set.status = refusal.status
      return refusal.body
    })
    .get('/', () => html())
    .get('/bundle.js', () => asset(bundle, 'text/javascript'))
    .get('/start.js', () => asset(start, 'text/javascript'))
    .get('/style.css', () => asset(stylesheet, 'text/css'))
}

function html(): Response {
  return new Response(
    `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Twitch API (mock)</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/style.css">
<body style="margin: 0">
<div id="reference"></div>
<script src="/docs/bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`,
    {
      // Swagger UI uses inline styles, and data URLs for its icons.
      headers: pageHeaders({
        'default-src': "'self'",
        'style-src': "'self' 'unsafe-inline'",
        'img-src': "'self' data:",
      }),
    },
  )
}

const asset = (path: string, type: string) =>
  new Response(Bun.file(path), {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'max-age=3600' },
  })
