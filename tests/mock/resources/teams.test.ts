import { describe, expect, test } from 'bun:test'
import { generate } from '../../../src/mock/generation/generate.ts'
import { insertTeam, insertTeamMember } from '../../../src/mock/resources/teams/store.ts'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const liveCoders = {
  id: '6358',
  team_name: 'livecoders',
  team_display_name: 'Live Coders',
  info: '<p>An outgoing group of friendly channels.</p>',
  background_image_url: null,
  banner: null,
  thumbnail_url: 'https://static-cdn.jtvnw.net/jtv_user_pictures/team-livecoders-600x600.png',
  created_at: '2019-02-11T12:09:22Z',
  updated_at: '2020-11-18T15:56:41Z',
}

const withTeam = () => {
  const world = new World()
  insertTeam(world.store, liveCoders)
  for (const id of ['1003', '1001']) insertTeamMember(world.store, liveCoders.id, id)
  return world
}

describeAuthorization('GET /teams', { token: 'any' }, (world) => {
  insertTeam(world.store, liveCoders)
  return { query: { id: liveCoders.id } }
})
describeAuthorization('GET /teams/channel', { token: 'any' }, () => ({ query: { broadcaster_id: '1001' } }))

describe('GET /teams', () => {
  test.each([{ id: '6358' }, { name: 'livecoders' }, { name: 'LiveCoders' }])('finds %o', async (named) => {
    const reply = await withTeam().asApp().get('/teams', named)
    const users = [
      { user_id: '1003', user_name: 'Viewer', user_login: 'viewer' },
      { user_id: '1001', user_name: 'Broadcaster', user_login: 'broadcaster' },
    ]
    expect(reply.body).toEqual({ data: [{ users, ...liveCoders }] })
  })
})

describe('generated teams', () => {
  test('are found by name after a second generation, and have the first user among them', async () => {
    const world = new World()
    const first = await generate(world.store, { count: 25 })
    await generate(world.store, { count: 25 })
    const { body } = await world.asApp().get('/teams/channel', { broadcaster_id: first.partner!.id })
    expect(body.data).toHaveLength(2)
    const { body: found } = await world.asApp().get('/teams', { name: body.data[0].team_name })
    expect(found.data[0].id).toBe(body.data[0].id)
    expect(found.data[0].users[0].user_id).toBe(first.partner!.id)
  })
})

describeRefusals('GET /teams', { caller: (world) => world.asApp(), valid: () => ({ query: { id: '1' } }) }, [
  { condition: '400 The name or id query parameter is required.', query: { id: undefined } },
  {
    condition: '400 Specify either the name or id query parameter but not both.',
    query: { name: 'livecoders' },
  },
  { condition: '400 The ID in the id query parameter is not valid.', query: { id: 'livecoders' } },
  { condition: '404 The specified team was not found.' },
])

describe('GET /teams/channel', () => {
  test("tells a member's teams", async () => {
    const reply = await withTeam().asApp().get('/teams/channel', { broadcaster_id: '1003' })
    const member = { broadcaster_id: '1003', broadcaster_name: 'Viewer', broadcaster_login: 'viewer' }
    expect(reply.body).toEqual({ data: [{ ...member, ...liveCoders }] })
  })

  test('tells nothing of who is in no team', async () => {
    const reply = await withTeam().asApp().get('/teams/channel', { broadcaster_id: '1004' })
    expect(reply.body).toEqual({ data: [] })
  })
})

describeRefusals(
  'GET /teams/channel',
  { caller: (world) => world.asApp(), valid: () => ({ query: { broadcaster_id: '1001' } }) },
  [
    {
      condition: '400 The broadcaster_id query parameter is missing or invalid.',
      query: { broadcaster_id: 'nope' },
    },
    { condition: '404 The broadcaster was not found.', query: { broadcaster_id: '9999' } },
    {
      condition: '400 (undocumented) no broadcaster',
      query: { broadcaster_id: undefined },
      message: 'Missing required parameter "broadcaster_id"',
    },
  ],
)
