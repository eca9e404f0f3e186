import { describe, expect, test } from 'bun:test'
import { DiscardedMessages } from '../../../src/mock/eventsub/dispatch/discarded-messages.ts'
import { SendQueue } from '../../../src/mock/eventsub/dispatch/send-queue.ts'
import { SocketClient, subscribeBySocket } from '../../support/eventsub.ts'
import { HandScheduler } from '../../support/scheduler.ts'
import { World } from '../../support/world.ts'

const update = { type: 'channel.update', version: '2', condition: { broadcaster_user_id: '1001' } }

const titles = (client: SocketClient): string[] =>
  client.of('notification').map(({ payload }) => payload.event.title)

/** A world in which what is put off waits until it is called up, with a client that hears of titles. */
async function waiting() {
  const world = new World()
  const client = new SocketClient(world)
  await subscribeBySocket(world, client, world.viewer, update)
  world.scheduler.putsOff = true
  const api = world.as(world.broadcaster, 'channel:manage:broadcast')
  const rename = (title: string) => api.patch('/channels', { title }, { broadcaster_id: '1001' })
  return { world, client, rename }
}

describe('whoever causes an event', () => {
  test('is answered before those who hear of it are told', async () => {
    const { world, client, rename } = await waiting()
    expect((await rename('New')).status).toBe(204)
    expect(titles(client)).toEqual([])
    world.scheduler.runPutOff()
    expect(titles(client)).toEqual(['New'])
  })

  test('can cause more than leaves at once: the others follow in their order, none is lost', async () => {
    const { world, client, rename } = await waiting()
    const all = Array.from({ length: 450 }, (_, n) => `Title ${n}`)
    for (const title of all) await rename(title)
    for (const sent of [200, 400, 450, 450]) {
      world.scheduler.runPutOff()
      expect(titles(client)).toEqual(all.slice(0, sent))
    }
  })

  test('while others are told is heard of after them', async () => {
    const { world, client, rename } = await waiting()
    await rename('First')
    world.scheduler.runPutOff()
    await rename('Second')
    expect(titles(client)).toEqual(['First'])
    world.scheduler.runPutOff()
    expect(titles(client)).toEqual(['First', 'Second'])
  })
})

describe('a queue', () => {
  const queued = () => {
    const told: string[] = []
    const faults: unknown[] = []
    const scheduler = new HandScheduler(() => 0)
    scheduler.putsOff = true
    const discarded = new DiscardedMessages((message) => told.push(message))
    const queue = new SendQueue({ scheduler, discarded, onFault: (fault) => faults.push(fault) })
    return { queue, scheduler, told, faults }
  }

  test('goes on after one that fails', () => {
    const { queue, scheduler, faults } = queued()
    const sent: number[] = []
    queue.add(() => {
      throw new Error('broken')
    })
    queue.add(() => sent.push(1))
    scheduler.runPutOff()
    expect(sent).toEqual([1])
    expect(faults).toEqual([new Error('broken')])
  })

  test('holds 200,000 messages, and says that it discards the next', () => {
    const { queue, told } = queued()
    for (let n = 0; n < 200_000; n++) queue.add(() => {})
    expect(told).toEqual([])
    queue.add(() => {})
    expect(told).toEqual(['EventSub: 1 message to all subscribers dropped: more happens than can be sent'])
  })

  test('forgets what waits when it ends', () => {
    const { queue, scheduler } = queued()
    const sent: number[] = []
    queue.add(() => sent.push(1))
    queue.stop()
    scheduler.runPutOff()
    expect(sent).toEqual([])
  })
})
