import { describe, expect, test } from 'bun:test'
import { exampleEvent } from '../../../../src/mock/eventsub/payloads/core/example.ts'
import { publishedBy, typesOf, who } from '../../../support/published.ts'
import { uuid, World } from '../../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }
const condition = { broadcaster_user_id: '1001' }
const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:predictions')

describe('a prediction', () => {
  const prediction = {
    ...ofBroadcaster,
    title: 'Will we win?',
    outcomes: [{ title: 'Yes' }, { title: 'No' }],
    prediction_window: 120,
  }
  const outcomes = [
    { id: uuid(2), title: 'Yes', color: 'blue', users: 0, channel_points: 0, top_predictors: [] },
    { id: uuid(3), title: 'No', color: 'pink', users: 0, channel_points: 0, top_predictors: [] },
  ]
  const begun = {
    id: uuid(1),
    broadcaster_user_id: '1001',
    broadcaster_user_login: 'broadcaster',
    broadcaster_user_name: 'Broadcaster',
    title: 'Will we win?',
    outcomes,
    started_at: '2026-01-01T12:00:00.000000000Z',
  }
  const locks_at = '2026-01-01T12:02:00.000000000Z'

  test('is published from its begin to its end', async () => {
    const world = new World()
    const published = publishedBy(world)
    await manager(world).post('/predictions', prediction)
    const stake = {
      ...ofBroadcaster,
      prediction_id: uuid(1),
      outcome_id: uuid(2),
      user_id: '1003',
      channel_points: 50,
    }
    await world.send('POST', '/units/prediction_stakes', { body: stake })
    world.advance(120)
    const winning = { ...ofBroadcaster, id: uuid(1), status: 'RESOLVED', winning_outcome_id: uuid(2) }
    await manager(world).patch('/predictions', winning)
    const believed = (channel_points_won: number | null) => [
      {
        ...outcomes[0],
        users: 1,
        channel_points: 50,
        top_predictors: [{ ...who('user', world.viewer), channel_points_used: 50, channel_points_won }],
      },
      outcomes[1],
    ]
    expect(published).toEqual([
      { type: 'channel.prediction.begin', version: '1', condition, event: { ...begun, locks_at } },
      {
        type: 'channel.prediction.progress',
        version: '1',
        condition,
        event: { ...begun, outcomes: believed(null), locks_at },
      },
      {
        type: 'channel.prediction.lock',
        version: '1',
        condition,
        event: { ...begun, outcomes: believed(null), locked_at: locks_at },
      },
      {
        type: 'channel.prediction.end',
        version: '1',
        condition,
        event: {
          ...begun,
          outcomes: believed(50),
          winning_outcome_id: uuid(2),
          status: 'resolved',
          ended_at: locks_at,
        },
      },
    ])
  })

  test('that is canceled has no winner', async () => {
    const world = new World()
    await manager(world).post('/predictions', prediction)
    const published = publishedBy(world)
    await manager(world).patch('/predictions', { ...ofBroadcaster, id: uuid(1), status: 'CANCELED' })
    expect(typesOf(published)).toEqual(['channel.prediction.end 1'])
    expect(published[0]!.event).toEqual({
      ...begun,
      winning_outcome_id: '',
      status: 'canceled',
      ended_at: '2026-01-01T12:00:00.000000000Z',
    })
  })

  test('that begins as an example has no predictors', () => {
    const { store } = new World()
    const example = exampleEvent(store, 'channel.prediction.begin', '1', condition)!
    expect(example.event).toMatchObject({
      outcomes: outcomes.map((outcome) => ({ ...outcome, id: expect.any(String) })),
    })
  })
})
