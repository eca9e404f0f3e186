import { expect, test } from 'bun:test'
import { renderPage } from '../../src/oauth/redirect-page.ts'

test('the words of a page come as text', async () => {
  const page = renderPage({ kind: 'failure', status: 400, title: '<i>title</i>', text: '<i>text</i>' })
  const markup = await page.text()
  expect(page.status).toBe(400)
  expect(markup).not.toContain('<i>')
  expect(markup.split('&lt;i&gt;title&lt;/i&gt;')).toHaveLength(3)
  expect(markup.split('&lt;i&gt;text&lt;/i&gt;')).toHaveLength(2)
})
