import { expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { html, pageResponse } from '../../src/lib/html.ts'

test('what fills a template is text, unless it is markup', () => {
  const text = `<b>"&'</b>`
  expect(html`<p title="${text}">${text}</p>`.markup).toBe(
    '<p title="&lt;b&gt;&quot;&amp;&#x27;&lt;/b&gt;">&lt;b&gt;&quot;&amp;&#x27;&lt;/b&gt;</p>',
  )
  expect(html`<ul>${[html`<li>${1}</li>`, html`<li>${'<'}</li>`]}</ul>`.markup).toBe(
    '<ul><li>1</li><li>&lt;</li></ul>',
  )
  expect(html`${false}${undefined}`.markup).toBe('')
})

test('a page escapes its title, and its policy names its own style alone', async () => {
  const stylesheet = 'body { margin: 0 }'
  const response = pageResponse(
    { title: '<b>', stylesheet, content: html`<p>${'<i>'}</p>`, policy: { 'form-action': "'none'" } },
    { status: 404, headers: { 'Cache-Control': 'no-store' } },
  )
  const hash = createHash('sha256').update(stylesheet).digest('base64')
  expect(response.status).toBe(404)
  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'no-store',
    'content-security-policy':
      `default-src 'none'; frame-ancestors 'none'; base-uri 'none'; img-src data:; style-src ` +
      `'sha256-${hash}'; form-action 'none'`,
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  })
  const text = await response.text()
  expect(text).toContain('<title>&lt;b&gt;</title>')
  expect(text).toContain('<p>&lt;i&gt;</p>')
  expect(text).toContain(`<style>${stylesheet}</style>`)
})
