import { describe, expect, test } from 'bun:test'
import { insertAuthorization } from '../../../src/mock/resources/accounts/store.ts'
import documented from '../../reference/eventsub-scopes.json'
import types from '../../reference/eventsub-types.json'
import { settled } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

/** What every type asks of the user whom it concerns. Without any other right nobody reads a chat by webhook. */
const ofBots = ['user:bot', 'channel:bot']
const required = Object.entries(documented as Record<string, string[][]>).filter(
  ([name, groups]) => groups.length > 0 && types.some(({ type, version }) => `${type} ${version}` === name),
)

/** The status of an app's subscription to a type, whose broadcaster has granted some scopes. */
async function subscribed(name: string, scopes: readonly string[]): Promise<number> {
  const world = new World()
  const { type, version, condition } = types.find((known) => `${known.type} ${known.version}` === name)!
  insertAuthorization(world.store, {
    client_id: world.client.id,
    user_id: '1001',
    scopes: [...scopes, ...ofBots],
  })
  const isOfUser = (key: string) => key.endsWith('user_id')
  const transport = { method: 'webhook', callback: 'https://localhost/', secret: '0123456789' }
  const { status } = await world.asApp().post('/eventsub/subscriptions', {
    type,
    version,
    condition: Object.fromEntries(condition.filter(isOfUser).map((key) => [key, '1001'])),
    transport,
  })
  await settled()
  return status
}

describe.each(required)('%s', (name, groups) => {
  const usual = groups.map(([scope = '']) => scope)
  const alternatives = groups.flatMap((group, at) => group.map((scope) => usual.with(at, scope)))

  test.each(alternatives.map((scopes) => [scopes] as const))('is granted by %p', async (scopes) => {
    expect(await subscribed(name, scopes)).toBe(202)
  })

  test.each(usual)('needs %s or what is like it', async (scope) => {
    expect(
      await subscribed(
        name,
        usual.filter((other) => other !== scope),
      ),
    ).toBe(403)
  })
})
