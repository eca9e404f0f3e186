import { expect, test } from 'bun:test'
import { addVip } from '../../../src/mock/resources/channels/vips/store.ts'
import { addModerator } from '../../../src/mock/resources/moderation/moderators/store.ts'
import type { Scope } from '../../../src/twitch/scopes.ts'
import { World } from '../../support/world.ts'

type Arrange = (world: World, user_id: string) => void

const limited: [operation: string, maximum: number, seconds: number, scope: Scope, arrange: Arrange][] = [
  ['POST /channels/vips', 10, 10, 'channel:manage:vips', () => {}],
  ['DELETE /channels/vips', 10, 10, 'channel:manage:vips', (world, id) => addVip(world.store, '1001', id)],
  ['POST /moderation/moderators', 10, 10, 'channel:manage:moderators', () => {}],
  [
    'DELETE /moderation/moderators',
    10,
    10,
    'channel:manage:moderators',
    (world, id) => addModerator(world.store, '1001', id),
  ],
]

test.each(limited)(
  '%s is possible %i times within %i seconds',
  async (operation, maximum, seconds, scope, arrange) => {
    const world = new World({ rateLimit: true })
    const [method = '', path = ''] = operation.split(' ')
    let n = 2000
    const status = async () => {
      const { id } = world.user(String(++n), `User${n}`)
      arrange(world, id)
      const query = { broadcaster_id: '1001', user_id: id }
      return (await world.as(world.broadcaster, scope).send(method, path, { query })).status
    }
    for (let time = 0; time < maximum; time++) expect(await status()).toBe(204)
    expect(await status()).toBe(429)
    world.advance(seconds - 0.001)
    expect(await status()).toBe(429)
    world.advance(0.001)
    expect(await status()).toBe(204)
  },
)
