/** What the person in the browser is told. */
export interface Page {
  status: number
  title: string
  /** Shown line by line. */
  text: string
}

/** Renders a page; all words in it may come from anywhere and are escaped. */
export function renderPage({ status, title, text }: Page): Response {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${Bun.escapeHTML(title)}</title>
<style>
  :root { color-scheme: light dark; --accent: light-dark(#772ce8, #bf94ff) }
  body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 1.5rem; box-sizing: border-box }
  main { max-width: 34rem; border-inline-start: .3rem solid var(--accent); padding-inline-start: 1.2rem }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem }
  p { margin: 0; white-space: pre-line; overflow-wrap: anywhere }
</style>
<main><h1>${Bun.escapeHTML(title)}</h1><p>${Bun.escapeHTML(text)}</p></main>
</html>
`
  return new Response(body, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      // The address of this page holds the code.
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Connection: 'close',
    },
  })
}
