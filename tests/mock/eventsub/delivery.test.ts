import { describe, expect, test } from 'bun:test'
import { exampleEvent } from '../../../src/mock/eventsub/payloads/core/example.ts'
import { createSubscription } from '../../../src/mock/resources/eventsub/subscriptions/store.ts'
import { eventSubTypes } from '../../../src/twitch/eventsub.ts'
import { Receiver, SocketClient, settled } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

/** Subscribes past what a subscription needs: who may, and how many. */
function subscribe(
  world: World,
  { type, version, isBatched }: (typeof eventSubTypes)[number],
  condition: Record<string, string>,
  transport: { method: 'websocket'; session_id: string } | { method: 'webhook'; callback: string },
) {
  createSubscription(world.store, {
    client_id: world.client.id,
    user_id: '',
    status: 'enabled',
    type,
    version,
    condition,
    transport,
    target: transport.method === 'webhook' ? transport.callback : transport.session_id,
    secret: 'a secret of the test',
    is_batched: isBatched,
    cost: 0,
  })
}

describe('every type', () => {
  test.each(eventSubTypes.map((known) => [`${known.type} ${known.version}`, known] as const))(
    '%s comes once by WebSocket and once by webhook, and to nobody else',
    async (_, known) => {
      const world = new World()
      const receiver = new Receiver(world)
      const [client, stranger] = [new SocketClient(world), new SocketClient(world)]
      const published = exampleEvent(world.store, known.type, known.version)!
      const keys = [...known.required, ...known.optional]
      const condition = Object.fromEntries(
        keys.map((key) => [key, published.condition[key] ?? world.broadcaster.id]),
      )
      const of = (sessionId: string) => ({ method: 'websocket', session_id: sessionId }) as const
      subscribe(world, known, condition, of(client.sessionId))
      subscribe(world, known, condition, { method: 'webhook', callback: 'http://localhost/' })
      const elsewhere = Object.fromEntries(keys.map((key) => [key, 'somebody else']))
      subscribe(world, known, elsewhere, of(stranger.sessionId))
      for (const other of eventSubTypes) {
        if (other !== known) subscribe(world, other, condition, of(stranger.sessionId))
      }
      world.mock.eventSub.publish(published)
      await settled()
      const member = known.isBatched ? 'events' : 'event'
      const [byWebhook] = receiver.of('notification')
      const [bySocket] = client.of('notification')
      expect(receiver.of('notification')).toHaveLength(1)
      expect(client.of('notification')).toHaveLength(1)
      expect(stranger.of('notification')).toEqual([])
      expect(bySocket.payload.subscription).toMatchObject({
        type: known.type,
        version: known.version,
        condition,
      })
      expect(Object.keys(bySocket.payload)).toEqual(['subscription', member])
      expect(bySocket.payload[member]).toEqual(byWebhook!.body[member])
      const event = JSON.parse(JSON.stringify(published.event))
      const isRedacted = known.type === 'user.update'
      expect(bySocket.payload[member]).toEqual(
        isRedacted ? { ...event, email: '', email_verified: false } : event,
      )
    },
  )
})
