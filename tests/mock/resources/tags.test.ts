import { expect, test } from 'bun:test'
import { World } from '../../support/world.ts'

test.each(['/tags/streams', '/streams/tags'])('%s is gone', async (path) => {
  const reply = await new World().asApp().get(path, { broadcaster_id: '1001' })
  expect(reply).toMatchObject({ status: 410, body: { error: 'Gone', status: 410 } })
})
