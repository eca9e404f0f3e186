import { describe, expect, test } from 'bun:test'
import { Ajv } from 'ajv'
import { documentedEvents } from '../../support/event-fields.ts'
import { World } from '../../support/world.ts'

const ajv = new Ajv({ validateFormats: false, strict: false, allErrors: true })

const describedBy = async (world: World, { type, version }: { type: string; version: string }) =>
  (await world.send('GET', `/units/events/${type}`, { query: { version } })).body

const send = (world: World, path: string, body: object) =>
  world.send('POST', `/units/events${path}`, { body })

describe.each(documentedEvents)('$type $version', ({ type, version, condition, isBatched }) => {
  test('is described as the events of it are', async () => {
    const world = new World()
    const described = await describedBy(world, { type, version })
    expect(described).toMatchObject({ type, version, isBatched })
    expect(Object.keys(described.condition.properties).toSorted()).toEqual(condition.toSorted())
    const { status, body } = await send(world, '/preview', { type, version })
    expect(status).toBe(200)
    const validate = ajv.compile({ ...described.event, additionalProperties: false })
    for (const event of isBatched ? body.event.map(({ data }: { data: object }) => data) : [body.event])
      expect(validate(event) || validate.errors).toBe(true)
  })

  test('is triggered with any value of its choices', async () => {
    const world = new World()
    const { event } = await describedBy(world, { type, version })
    for (const [name, { enum: values = [] }] of Object.entries<{ enum?: string[] }>(event.properties)) {
      for (const value of values) {
        const reply = await send(world, '', { type, version, event: { [name]: value } })
        expect({ value, ...reply }).toMatchObject({ status: 201, body: { event: { [name]: value } } })
      }
    }
  })

  test('is previewed as it would be triggered, and nothing is drawn for it', async () => {
    const world = new World()
    const wanted = { type, version, user_id: '1003' }
    const previews = [await send(world, '/preview', wanted), await send(world, '/preview', wanted)]
    const triggered = await send(world, '', wanted)
    expect(previews.map(({ body }) => body)).toEqual([triggered.body, triggered.body])
  })
})

describe('a description', () => {
  test('has who may subscribe, the fields, their kinds, and of what the IDs are', async () => {
    expect(await describedBy(new World(), { type: 'channel.shoutout.create', version: '1' })).toEqual({
      type: 'channel.shoutout.create',
      version: '1',
      required: ['broadcaster_user_id', 'moderator_user_id'],
      optional: [],
      subject: 'moderator_user_id',
      scopes: [['moderator:read:shoutouts', 'moderator:manage:shoutouts']],
      isWebhookOnly: false,
      isBatched: false,
      condition: {
        type: 'object',
        properties: { broadcaster_user_id: user, moderator_user_id: user },
        required: ['broadcaster_user_id', 'moderator_user_id'],
      },
      event: {
        type: 'object',
        properties: {
          broadcaster_user_id: user,
          broadcaster_user_login: text,
          broadcaster_user_name: text,
          to_broadcaster_user_id: user,
          to_broadcaster_user_login: text,
          to_broadcaster_user_name: text,
          moderator_user_id: user,
          moderator_user_login: text,
          moderator_user_name: text,
          viewer_count: { type: 'integer' },
          started_at: moment,
          cooldown_ends_at: moment,
          target_cooldown_ends_at: moment,
        },
        required: expect.arrayContaining(['viewer_count']),
      },
    })
  })

  test('of a field that may be null says so', async () => {
    const { event } = await describedBy(new World(), { type: 'channel.bits.use', version: '1' })
    expect(event.properties).toMatchObject({
      type: { type: 'string', enum: ['cheer', 'power_up', 'custom_power_up'] },
      message: { type: ['object', 'null'], properties: { fragments: { type: 'array' } } },
    })
  })

  test('is of the newest version unless another one is named', async () => {
    const world = new World()
    const path = '/units/events/automod.message.hold'
    expect((await world.send('GET', path)).body.version).toBe('2')
    expect((await world.send('GET', path, { query: { version: '1' } })).body.version).toBe('1')
    expect(await world.send('GET', path, { query: { version: '3' } })).toMatchObject({
      status: 404,
      body: { status: 404, message: 'automod.message.hold has no version 3: it has 1 and 2.' },
    })
    expect(await world.send('GET', '/units/events/channel.sleep')).toMatchObject({
      status: 404,
      body: { status: 404, message: 'There is no subscription type channel.sleep.' },
    })
  })
})

describe('a user who is given by the ID', () => {
  test('has the names that belong to it, unless others are given', async () => {
    const world = new World()
    const eventOf = async (type: string, event: object) =>
      (await send(world, '/preview', { type, event })).body.event
    expect(await eventOf('channel.follow', { user_id: '1003', user_name: 'Other' })).toMatchObject({
      user_id: '1003',
      user_login: 'viewer',
      user_name: 'Other',
    })
    expect(await eventOf('channel.raid', { from_broadcaster_user_id: '1002' })).toMatchObject({
      from_broadcaster_user_login: 'affiliate',
      from_broadcaster_user_name: 'Affiliate',
    })
  })
})

const text = { type: 'string' }
const user = { type: 'string', 'x-refers-to': 'users' }
const moment = { type: 'string', format: 'date-time' }
