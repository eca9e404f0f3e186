import { expect, test } from 'bun:test'
import { html } from '../../src/lib/html.ts'

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
