import { describe, expect, test } from 'bun:test'
import { insertGame } from '../../../src/mock/resources/games/store.ts'
import { decodeSegmentId, encodeSegmentId } from '../../../src/mock/resources/schedule/segment-id.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { uuid, World } from '../../support/world.ts'

const ofBroadcaster = { broadcaster_id: '1001' }

/** Thursday, the first of January 2026, at 18:00 in New York. */
const single = {
  start_time: '2026-01-01T23:00:00Z',
  timezone: 'America/New_York',
  duration: '60',
  is_recurring: false,
  title: 'Countdown',
}
const weekly = { ...single, is_recurring: true, title: 'Thursdays' }

const singleSegment = {
  id: Buffer.from(`{"segmentID":"${uuid(1)}","isoYear":2026,"isoWeek":1}`).toString('base64'),
  start_time: '2026-01-01T23:00:00Z',
  end_time: '2026-01-02T00:00:00Z',
  title: 'Countdown',
  canceled_until: null,
  category: null,
  is_recurring: false,
}

const broadcaster = {
  broadcaster_id: '1001',
  broadcaster_name: 'Broadcaster',
  broadcaster_login: 'broadcaster',
  vacation: null,
}

const manager = (world: World) => world.as(world.broadcaster, 'channel:manage:schedule')
const plan = (world: World, segment: object = single) =>
  manager(world).post('/schedule/segment', segment, ofBroadcaster)
const planned = async (world: World, query: Record<string, string | number | string[] | undefined> = {}) =>
  (await world.asApp().get('/schedule', { ...ofBroadcaster, ...query })).body
const startsOf = ({ data }: { data: { segments: { start_time: string }[] } }) =>
  data.segments.map(({ start_time }) => start_time)

const managed = { token: 'user', scopes: ['channel:manage:schedule'], userParam: 'broadcaster_id' } as const

describeAuthorization('GET /schedule', { token: 'any' }, async (world) => {
  await plan(world)
  return { query: ofBroadcaster }
})
describeAuthorization('PATCH /schedule/settings', managed, async (world) => {
  await plan(world)
  return { query: ofBroadcaster }
})
describeAuthorization('POST /schedule/segment', managed, () => ({ query: ofBroadcaster, body: single }))
describeAuthorization('PATCH /schedule/segment', managed, async (world) => {
  await plan(world)
  return { query: { ...ofBroadcaster, id: singleSegment.id }, body: { title: 'Changed' } }
})
describeAuthorization('DELETE /schedule/segment', managed, async (world) => {
  await plan(world)
  return { query: { ...ofBroadcaster, id: singleSegment.id } }
})

describe('POST /schedule/segment', () => {
  test('plans a broadcast, which is then in the schedule', async () => {
    const world = new World()
    const created = await plan(world)
    expect(created).toMatchObject({ status: 200 })
    expect(created.body).toEqual({ data: { ...broadcaster, segments: [singleSegment] } })
    expect(await planned(world)).toEqual({
      data: { ...broadcaster, segments: [singleSegment], pagination: {} },
      pagination: {},
    })
  })

  test('takes the duration as a number, and a category', async () => {
    const world = new World()
    insertGame(world.store, { id: '509670', name: 'Science & Technology', box_art_url: '', igdb_id: '' })
    const { body } = await plan(world, { ...single, duration: 90, category_id: '509670' })
    expect(body.data.segments).toEqual([
      {
        ...singleSegment,
        end_time: '2026-01-02T00:30:00Z',
        category: { id: '509670', name: 'Science & Technology' },
      },
    ])
  })

  test('is refused while the longest one goes on, and taken at its end', async () => {
    const world = new World()
    await plan(world, { ...single, duration: '1380' })
    const status = async (start_time: string) => (await plan(world, { ...single, start_time })).status
    expect(await status('2026-01-02T21:59:00Z')).toBe(400)
    expect(await status('2026-01-02T22:00:00Z')).toBe(200)
  })

  test.each([
    [single, '9999-12-31T12:00:00Z', '9999-12-31T13:00:00Z'],
    [single, '9999-12-31T23:59:58Z', '9999-12-31T23:59:59Z'],
    [weekly, '9999-12-31T23:59:58Z', '9999-12-31T23:59:59Z'],
  ])('plans and lists to the end of the year 9999: %#', async (kind, start_time, end_time) => {
    const world = new World()
    const { body } = await plan(world, { ...kind, timezone: 'UTC', start_time })
    expect(body.data.segments).toMatchObject([{ start_time, end_time }])
    const { data } = await planned(world, { start_time })
    expect(data.segments).toEqual(body.data.segments)
  })

  test('plans a series that begins and ends with the last second of the year 9999', async () => {
    const start_time = '9999-12-31T23:59:59Z'
    const { body } = await plan(new World(), { ...weekly, start_time })
    expect(body.data.segments).toMatchObject([{ start_time, end_time: start_time, is_recurring: true }])
  })

  test('lets anybody plan a weekly series', async () => {
    const world = new World()
    const query = { broadcaster_id: world.viewer.id }
    const viewer = world.as(world.viewer, 'channel:manage:schedule')
    expect(await viewer.post('/schedule/segment', weekly, query)).toMatchObject({ status: 200 })
  })
})

describe('a weekly series', () => {
  test('keeps its local time when the clocks of its time zone change', async () => {
    const world = new World()
    await plan(world, weekly)
    const { data } = await planned(world, { start_time: '2026-02-26T00:00:00Z', first: 3 })
    expect(startsOf({ data })).toEqual([
      '2026-02-26T23:00:00Z',
      '2026-03-05T23:00:00Z',
      '2026-03-12T22:00:00Z',
    ])
    expect(data.segments.map(({ id }: { id: string }) => decodeSegmentId(id)?.week)).toEqual([9, 10, 11])
  })

  test('moves a time that a change of the clocks leaves out', async () => {
    const world = new World()
    await plan(world, { ...weekly, start_time: '2026-03-01T07:30:00Z' })
    const { data } = await planned(world, { start_time: '2026-03-08T00:00:00Z', first: 2 })
    expect(startsOf({ data })).toEqual(['2026-03-08T07:30:00Z', '2026-03-15T06:30:00Z'])
  })

  test('is shown for a year, page by page, single broadcasts among it', async () => {
    const world = new World()
    await plan(world, weekly)
    await plan(world, { ...single, start_time: '2026-01-10T12:00:00Z' })
    const starts: string[] = []
    let after: string | undefined
    do {
      const page = await planned(world, { first: 25, after })
      starts.push(...startsOf(page))
      after = page.data.pagination.cursor
      expect(page.pagination).toEqual(page.data.pagination)
    } while (after)
    expect(starts).toHaveLength(53)
    expect(new Set(starts).size).toBe(53)
    expect(starts.toSorted()).toEqual(starts)
    expect(starts.slice(0, 3)).toEqual([
      '2026-01-01T23:00:00Z',
      '2026-01-08T23:00:00Z',
      '2026-01-10T12:00:00Z',
    ])
  })

  test('is shown for 52 weeks, without what begins at their end', async () => {
    const world = new World()
    await plan(world, { ...weekly, start_time: '2026-01-01T12:00:00Z', timezone: 'UTC' })
    const starts: string[] = []
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await planned(world, { first: 25, after })
      starts.push(...startsOf(page))
      after = page.data.pagination.cursor
    }
    expect([starts.length, starts.at(-1)]).toEqual([52, '2026-12-24T12:00:00Z'])
    const last = Buffer.from('[["2026-12-31T12:00:00Z",""],["2026-12-31T12:00:00Z",""]]').toString(
      'base64url',
    )
    expect(await planned(world, { after: last })).toMatchObject({ status: 400, message: 'Invalid cursor.' })
  })

  test('has no further page after an exactly full one, also by ID', async () => {
    const world = new World()
    await plan(world)
    await plan(world, { ...single, start_time: '2026-01-02T23:00:00Z' })
    const { data } = await planned(world, { first: 2 })
    expect(data.segments).toHaveLength(2)
    expect(data.pagination).toEqual({})
    const id = data.segments.map((segment: { id: string }) => segment.id)
    expect((await planned(world, { id, first: 2 })).data).toEqual(data)
  })

  test('has its broadcasts listed by ID, page by page', async () => {
    const world = new World()
    await plan(world, weekly)
    const id = (await planned(world, { first: 2 })).data.segments.map((segment: { id: string }) => segment.id)
    const first = await planned(world, { id, first: 1 })
    const second = await planned(world, { id, first: 1, after: first.data.pagination.cursor })
    expect([startsOf(first), startsOf(second), second.data.pagination]).toEqual([
      ['2026-01-01T23:00:00Z'],
      ['2026-01-08T23:00:00Z'],
      {},
    ])
  })

  test('has its next broadcast canceled, and back again', async () => {
    const world = new World()
    await plan(world, weekly)
    world.advance(8 * 24 * 3600)
    const [, later] = (await planned(world)).data.segments
    const query = { ...ofBroadcaster, id: later.id }
    const canceled = await manager(world).patch('/schedule/segment', { is_canceled: true }, query)
    expect(canceled.body.data.segments).toMatchObject([
      { start_time: '2026-01-15T23:00:00Z', canceled_until: '2026-01-16T00:00:00Z' },
    ])
    const untils = async () =>
      (await planned(world, { first: 2 })).data.segments.map(
        (segment: typeof singleSegment) => segment.canceled_until,
      )
    expect(await untils()).toEqual(['2026-01-16T00:00:00Z', null])
    await manager(world).patch('/schedule/segment', { is_canceled: false }, query)
    expect(await untils()).toEqual([null, null])
  })

  test('is changed and removed as a whole', async () => {
    const world = new World()
    await plan(world, weekly)
    const [first, second] = (await planned(world, { first: 2 })).data.segments
    const query = { ...ofBroadcaster, id: second.id }
    const changes = { title: 'Fridays?', duration: '120' }
    const updated = await manager(world).patch('/schedule/segment', changes, query)
    expect(updated.body.data.segments).toEqual([
      { ...second, title: 'Fridays?', end_time: '2026-01-09T01:00:00Z' },
    ])
    const byId = await planned(world, { id: [second.id, first.id, second.id] })
    expect(byId.data.segments).toMatchObject([{ title: 'Fridays?' }, { title: 'Fridays?' }])
    expect(await manager(world).delete('/schedule/segment', query)).toMatchObject({ status: 204, body: '' })
    expect((await planned(world)).data.segments).toEqual([])
  })
})

describe('PATCH /schedule/segment', () => {
  test('moves and cancels a single broadcast', async () => {
    const world = new World()
    await plan(world)
    const query = { ...ofBroadcaster, id: singleSegment.id }
    const changes = { start_time: '2026-01-06T20:00:00+01:00', is_canceled: true }
    const { body } = await manager(world).patch('/schedule/segment', changes, query)
    const moved = {
      ...singleSegment,
      id: Buffer.from(`{"segmentID":"${uuid(1)}","isoYear":2026,"isoWeek":2}`).toString('base64'),
      start_time: '2026-01-06T19:00:00Z',
      end_time: '2026-01-06T20:00:00Z',
      canceled_until: '2026-01-06T20:00:00Z',
    }
    expect(body.data.segments).toEqual([moved])
    expect((await planned(world, { id: moved.id })).data.segments).toEqual([moved])
  })
})

describe('PATCH /schedule/settings', () => {
  const vacation = { start_time: '2026-02-01T00:00:00Z', end_time: '2026-02-10T00:00:00Z' }
  const wanted = {
    ...ofBroadcaster,
    is_vacation_enabled: true,
    vacation_start_time: vacation.start_time,
    vacation_end_time: vacation.end_time,
    timezone: 'America/New_York',
  }

  test('plans a vacation and ends it', async () => {
    const world = new World()
    await plan(world)
    const update = (query: object) =>
      manager(world).patch('/schedule/settings', {}, { ...ofBroadcaster, ...query })
    expect(await update(wanted)).toMatchObject({ status: 204, body: '' })
    expect((await planned(world)).data.vacation).toEqual(vacation)
    await update({ is_vacation_enabled: false })
    expect((await planned(world)).data.vacation).toBeNull()
  })

  test('a vacation is over at its end', async () => {
    const world = new World()
    await plan(world)
    await manager(world).patch('/schedule/settings', {}, wanted)
    world.advance(40 * 24 * 3600)
    expect((await planned(world)).data.vacation).toBeNull()
  })

  const valid = async (world: World) => {
    await plan(world)
    return { query: wanted }
  }
  describeRefusals('PATCH /schedule/settings', { caller: manager, valid }, [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The format of the string in vacation_start_time is not valid.',
      query: { vacation_start_time: 'tomorrow' },
    },
    {
      condition: '400 The format of the string in vacation_end_time is not valid.',
      query: { vacation_end_time: 'tomorrow' },
    },
    {
      condition: '400 The date in vacation_end_time must be later than the date in vacation_start_time.',
      query: { vacation_end_time: vacation.start_time },
    },
    {
      condition: '400 (undocumented) a vacation without its time zone',
      query: { timezone: undefined },
      message: 'Missing required parameter "timezone"',
    },
    {
      condition: "404 The broadcaster's schedule was not found.",
      caller: (world) => world.as(world.affiliate, 'channel:manage:schedule'),
      query: { broadcaster_id: '1002' },
    },
  ])
})

/** The length of an offset such as -044430. */
function secondsOf(offset: string): { seconds: number } {
  const [hours = 0, minutes = 0, seconds = 0] = offset.match(/\d\d/g)!.map(Number)
  return { seconds: (hours * 3600 + minutes * 60 + seconds) * (offset.startsWith('-') ? -1 : 1) }
}

test.each([
  [1900, 1, false],
  [1901, 1, true],
  [2999, 53, true],
  [3000, 1, false],
  [2026, 0, false],
  [2026, 54, false],
])('week %i-%i is one that an ID may name: %p', (year, week, may) => {
  const id = { id: uuid(1), year, week }
  expect(decodeSegmentId(encodeSegmentId(id))).toEqual(may ? id : undefined)
})

describe('GET /schedule/icalendar', () => {
  test('is an iCalendar for everybody', async () => {
    const world = new World()
    insertGame(world.store, { id: '1', name: 'Chess, fast; 3+2', box_art_url: '', igdb_id: '' })
    await plan(world, { ...weekly, category_id: '1', title: `${'ä'.repeat(40)}\nnew` })
    const id = (await planned(world, { first: 1 })).data.segments[0].id
    await manager(world).patch('/schedule/segment', { is_canceled: true }, { ...ofBroadcaster, id })
    const reply = await world.send('GET', '/mock/schedule/icalendar', { query: ofBroadcaster })
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const zone = reply.body.slice(reply.body.indexOf('BEGIN:VTIMEZONE'), reply.body.indexOf('BEGIN:VEVENT'))
    expect(zone.split('\r\n').slice(0, 12)).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:America/New_York',
      'BEGIN:STANDARD',
      'DTSTART:20251102T020000',
      'TZOFFSETFROM:-0400',
      'TZOFFSETTO:-0500',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:20260308T020000',
      'TZOFFSETFROM:-0500',
      'TZOFFSETTO:-0400',
      'END:DAYLIGHT',
    ])
    expect(zone.match(/DTSTART:\d+/g).at(-1)).toBe('DTSTART:20301103')
    expect(reply.body.replace(zone, '')).toBe(
      [
        'BEGIN:VCALENDAR',
        'PRODID:-//twitch.tv//StreamSchedule//1.0',
        'VERSION:2.0',
        'CALSCALE:GREGORIAN',
        'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
        'NAME:Broadcaster',
        'BEGIN:VEVENT',
        `UID:${uuid(1)}`,
        'DTSTAMP:20260101T120000Z',
        'DTSTART;TZID=America/New_York:20260101T180000',
        'DTEND;TZID=America/New_York:20260101T190000',
        'RRULE:FREQ=WEEKLY',
        'EXDATE;TZID=America/New_York:20260101T180000',
        `SUMMARY:${'ä'.repeat(33)}`,
        ` ${'ä'.repeat(7)}\\nnew`,
        'DESCRIPTION:Chess\\, fast\\; 3+2.',
        'CATEGORIES:Chess\\, fast\\; 3+2',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    )
  })

  test.each(Intl.supportedValuesOf('timeZone'))(
    'knows the clocks of %s around their changes',
    async (zone) => {
      const world = new World()
      const at = world.store.now().getTime()
      const change = new Temporal.ZonedDateTime(BigInt(at) * 1_000_000n, zone).getTimeZoneTransition('next')
      const moments = change
        ? [-86_400_000, -7_200_000, 0, 86_400_000].map((by) => change.epochMilliseconds + by)
        : []
      for (const moment of [...moments.filter((moment) => moment > at), at + 3_600_000]) {
        const start_time = new Date(moment).toISOString().replace('.000', '')
        expect((await plan(world, { ...single, start_time, timezone: zone })).status).toBe(200)
      }
      const { status, body } = await world.send('GET', '/mock/schedule/icalendar', { query: ofBroadcaster })
      expect(status).toBe(200)
      const onsets = [...body.matchAll(/DTSTART:(\S+)\r\nTZOFFSETFROM:(\S+)\r\nTZOFFSETTO:(\S+)/g)]
      for (const [, onset, from, to] of onsets) {
        expect([onset, from, to].join(' ')).toMatch(/^\d{8}T\d{6} [+-]\d{4}(\d\d)? [+-]\d{4}(\d\d)?$/)
        if (from === to && onset === '19700101T000000') continue
        const told = Temporal.PlainDateTime.from(onset).subtract(secondsOf(from))
        const before = told.toZonedDateTime('UTC').withTimeZone(zone).subtract({ seconds: 1 })
        expect(before.offset.replaceAll(':', '')).toBe(from)
        expect(before.add({ seconds: 1 }).offset.replaceAll(':', '')).toBe(to)
      }
    },
  )

  test('has the clocks of the next five years alone, lines of 75 octets, and dates of what is canceled', async () => {
    const world = new World()
    world.advance((Date.parse('2026-03-09T07:00:00Z') - world.store.now().getTime()) / 1000)
    for (const [day, length] of [
      ['10', 67],
      ['11', 68],
    ] as const)
      await plan(world, {
        ...weekly,
        start_time: `2026-03-${day}T12:00:00Z`,
        title: 'x'.repeat(length),
      })
    await plan(world, { ...weekly, start_time: '2026-03-12T12:00:00Z', timezone: 'UTC' })
    const { body } = await world.send('GET', '/mock/schedule/icalendar', { query: ofBroadcaster })
    // The clocks change at 07:00 of the 9th of March 2031, five years from now.
    expect(body.match(/DTSTART:\d+/g)).toEqual(
      [
        ...['20260308', '20261101', '20270314', '20271107', '20280312', '20281105'],
        ...['20290311', '20291104', '20300310', '20301103', '19700101'],
      ].map((date) => `DTSTART:${date}`),
    )
    expect(body).toContain(`SUMMARY:${'x'.repeat(67)}\r\n`)
    expect(body).toContain(`SUMMARY:${'x'.repeat(67)}\r\n x\r\n`)
    expect(body).toContain(
      'TZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n' +
        'TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE',
    )
    expect(body).not.toContain('EXDATE')
  })

  test('is empty without a schedule', async () => {
    const { body } = await new World().send('GET', '/mock/schedule/icalendar', {
      query: { broadcaster_id: '1002' },
    })
    expect(body).not.toContain('VEVENT')
  })
})

describeRefusals(
  'GET /schedule/icalendar',
  { caller: (world) => world.with({}), valid: () => ({ query: ofBroadcaster }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    {
      condition: '400 The ID in the broadcaster_id query parameter is not valid.',
      query: { broadcaster_id: '99' },
    },
  ],
)

describeRefusals('GET /schedule', { caller: manager, valid: () => ({ query: ofBroadcaster }) }, [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The ID in the broadcaster_id query parameter is not valid.',
    query: { broadcaster_id: 'broadcaster' },
  },
  { condition: '400 The ID in the id query parameter is not valid.', query: { id: 'nope' } },
  {
    condition: '400 The format of the date and time in the start_time query parameter is not valid.',
    query: { start_time: 'tomorrow' },
  },
  { condition: '404 The broadcaster has not created a streaming schedule.' },
  {
    condition: '404 (undocumented) a broadcaster whom nobody knows',
    query: { broadcaster_id: '99' },
    message: 'The broadcaster has not created a streaming schedule.',
  },
  {
    condition: '400 (undocumented) a cursor of its own making',
    arrange: plan,
    query: { after: 'nope' },
    message: 'Invalid cursor.',
  },
])

const invalidSegments = [
  {
    condition: '400 The format of the date and time in the start_time field is not valid.',
    body: { start_time: 'tomorrow' },
  },
  { condition: '400 The value in the timezone field is not valid.', body: { timezone: 'Nowhere/Nothing' } },
  {
    condition: '400 The value in the duration field is not valid.',
    body: { duration: '1381' },
    message: 'The parameter "duration" was malformed: the value must be less than or equal to 1380',
  },
  { condition: '400 The ID in the category_id field is not valid.', body: { category_id: 'nothing' } },
  {
    condition: '400 The string in the title field is too long.',
    body: { title: 'x'.repeat(141) },
    message: 'The parameter "title" was malformed: the value must be at most 140 characters long',
  },
]

describeRefusals(
  'POST /schedule/segment',
  { caller: manager, valid: () => ({ query: ofBroadcaster, body: single }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is required.',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
    ...invalidSegments,
    {
      condition: '403 Only partners and affiliates may add non-recurring broadcast segments.',
      caller: (world) => world.as(world.viewer, 'channel:manage:schedule'),
      query: { broadcaster_id: '1003' },
    },
    ...[single, weekly, { ...weekly, start_time: '2025-12-25T23:59:00Z' }].map((other) => ({
      condition: `400 (undocumented) a broadcast that meets ${other.start_time} ${other.title}`,
      arrange: (world: World) => plan(world, other),
      message: 'Segment cannot create overlapping segment',
    })),
  ],
)

const validChange = async (world: World) => {
  await plan(world)
  return { query: { ...ofBroadcaster, id: singleSegment.id }, body: { title: 'Changed' } }
}
const unknownId = Buffer.from(`{"segmentID":"${uuid(99)}","isoYear":2026,"isoWeek":1}`).toString('base64')
const idRefusals = [
  {
    condition: '400 The broadcaster_id query parameter is required.',
    query: { broadcaster_id: undefined },
    message: 'Missing required parameter "broadcaster_id"',
  },
  {
    condition: '400 The id query parameter is required.',
    query: { id: undefined },
    message: 'Missing required parameter "id"',
  },
]

describeRefusals('PATCH /schedule/segment', { caller: manager, valid: validChange }, [
  ...idRefusals,
  { condition: '400 The ID in the id query parameter is not valid.', query: { id: 'nope' } },
  ...invalidSegments,
  { condition: '404 The specified broadcast segment was not found.', query: { id: unknownId } },
  {
    condition: '404 (undocumented) a week in which there is no broadcast',
    query: { id: singleSegment.id.replace(/.{12}$/, Buffer.from('eek":10}').toString('base64')) },
    message: 'The specified broadcast segment was not found.',
  },
  {
    condition: '400 (undocumented) a move onto another broadcast',
    arrange: (world) => plan(world, { ...single, start_time: '2026-01-04T23:00:00Z' }),
    body: { start_time: '2026-01-04T22:30:00Z' },
    message: 'Segment cannot create overlapping segment',
  },
])

describeRefusals('DELETE /schedule/segment', { caller: manager, valid: validChange }, [
  ...idRefusals,
  { condition: '400 The ID in the id query parameter is not valid.', query: { id: unknownId } },
])

test.each([
  ['2026-01-01T21:59:00Z', 200],
  ['2026-01-01T22:00:00Z', 200],
  ['2026-01-01T22:01:00Z', 400],
  ['2026-01-01T23:59:00Z', 400],
  ['2026-01-02T00:00:00Z', 200],
])('a broadcast of an hour at %s beside one at 23:00 is answered %i', async (start_time, status) => {
  const world = new World()
  await plan(world)
  expect((await plan(world, { ...single, start_time })).status).toBe(status)
})

test.each([
  ['2026-01-01T23:00:00Z', 200],
  ['2026-01-08T23:00:00Z', 400],
])(
  'a series from %s on, which is compared with others for 52 weeks, is answered %i',
  async (start_time, status) => {
    const world = new World()
    await plan(world, { ...single, start_time: '2026-12-31T22:30:00Z' })
    expect((await plan(world, { ...weekly, start_time, timezone: 'UTC' })).status).toBe(status)
  },
)
