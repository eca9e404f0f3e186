/** Markup whose fillings are escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Filling = string | number | false | undefined | Html | readonly Html[]

/** Template tag for markup. Fillings are escaped, unless they are markup; false and undefined are left out. */
export function html(parts: TemplateStringsArray, ...fillings: Filling[]): Html {
  return new Html(parts.reduce((markup, part, index) => markup + shown(fillings[index - 1]) + part))
}

function shown(filling: Filling): string {
  if (filling === undefined || filling === false) return ''
  if (filling instanceof Html) return filling.markup
  if (typeof filling === 'object') return filling.map(shown).join('')
  return Bun.escapeHTML(filling)
}

/** A whole page. */
export interface Page {
  title: string
  stylesheet: string
  content: Html
  /** Additional directives of the Content Security Policy. */
  policy?: Readonly<Record<string, string>>
}

/** Answers with a page, whose policy allows no scripts, only its own style, and no framing. */
export function pageResponse(
  { title, stylesheet, content, policy }: Page,
  { status = 200, headers }: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Response {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(stylesheet)}</style>
</head>
<body>
${content}
</body>
</html>
`
  const hash = new Bun.CryptoHasher('sha256').update(stylesheet).digest('base64')
  const all = { 'img-src': 'data:', 'style-src': `'sha256-${hash}'`, ...policy }
  return new Response(markup, { status, headers: { ...pageHeaders(all), ...headers } })
}

/** The headers of every page, whose policy allows only what the directives name. */
export function pageHeaders(directives: Readonly<Record<string, string>>): Record<string, string> {
  const all = { 'default-src': "'none'", 'frame-ancestors': "'none'", 'base-uri': "'none'", ...directives }
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': Object.entries(all)
      .map((directive) => directive.join(' '))
      .join('; '),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
  }
}
