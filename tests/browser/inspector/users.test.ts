import { describe, expect } from 'bun:test'
import { browserTest } from '../../support/browser.ts'
import { Inspector } from '../../support/inspector.ts'

describe('a channel', () => {
  const inspector = new Inspector()

  const make = async (login: string, broadcaster_type = '') =>
    (await inspector.ask('POST', '/units/users', { login, display_name: login, broadcaster_type })).body.id

  browserTest('is found by its name', async () => {
    await make('findme')
    await inspector.open('users')
    const { page } = inspector
    await page.getByLabel('Find users').fill('FINDM')
    await page.getByText('1 users').waitFor()
    expect(await inspector.flaws()).toEqual([])
    await page.getByRole('link', { name: 'findme' }).click()
    await page.getByRole('heading', { name: 'findme' }).waitFor()
  })

  browserTest('goes live, and a WebSocket client of EventSub hears of it', async () => {
    const id = await make('goeslive', 'affiliate')
    const [client] = (await inspector.ask('GET', '/units/clients')).body.data
    const grant = { client_id: client.ID, user_id: id, scopes: [] }
    const { token } = (await inspector.ask('POST', '/units/tokens', grant)).body
    const socket = new WebSocket(`${inspector.mock.url.replace('http', 'ws')}/ws`)
    const messages: Record<string, never>[] = []
    const heard = Promise.withResolvers<unknown>()
    socket.addEventListener('message', async ({ data }) => {
      const { metadata, payload } = JSON.parse(data)
      messages.push(metadata)
      if (metadata.message_type === 'notification') heard.resolve(payload.event)
      if (metadata.message_type !== 'session_welcome') return
      const transport = { method: 'websocket', session_id: payload.session.id }
      const body = { type: 'stream.online', version: '1', condition: { broadcaster_user_id: id }, transport }
      const headers = { 'Client-Id': client.ID, Authorization: `Bearer ${token}` }
      expect((await inspector.ask('POST', '/mock/eventsub/subscriptions', body, headers)).status).toBe(202)
      await inspector.open(`users/${id}`)
      await inspector.page.getByRole('button', { name: 'Go live' }).click()
    })
    expect(await heard.promise).toMatchObject({ broadcaster_user_id: id, type: 'live' })
    socket.close()
    await inspector.page.getByText('live', { exact: true }).waitFor()
    await inspector.page.getByRole('button', { name: 'Go off air' }).click()
    await inspector.page.getByRole('button', { name: 'Go live' }).waitFor()
  })

  browserTest('has a poll that is begun here, and ended by moving the clock', async () => {
    const id = await make('haspolls', 'affiliate')
    await inspector.open(`users/${id}`)
    const { page } = inspector
    const polls = page.getByRole('region', { name: 'Polls' })
    await polls.getByRole('button', { name: 'Begin a poll' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('title').first().fill('Which game?')
    await dialog.getByRole('group', { name: 'choices 1' }).getByLabel('title').fill('One')
    await dialog.getByRole('group', { name: 'choices 2' }).getByLabel('title').fill('Two')
    await dialog.getByLabel('duration').fill('60')
    await dialog.getByRole('button', { name: 'Begin a poll' }).click()
    await polls.getByText('Which game?').waitFor()
    await polls.getByText('active').waitFor()
    expect(await inspector.flaws()).toEqual([])
    await inspector.ask('POST', '/units/clock', { advance: '2m' })
    await polls.getByText('completed').waitFor()
  })

  const begin = async (unit: string, body: object) =>
    (await inspector.ask('POST', `/units/${unit}`, body)).body

  browserTest('has a poll and a prediction, which are ended where they stand', async () => {
    const id = await make('decides', 'affiliate')
    const titles = [{ title: 'Yes' }, { title: 'No' }]
    const channel = { broadcaster_id: id }
    const poll = await begin('polls', { ...channel, title: 'Hats?', choices: titles, duration: 600 })
    await begin('poll_votes', { ...channel, poll_id: poll.id, choice_id: poll.choices[0].id })
    const asked = { ...channel, title: 'Who wins?', outcomes: titles, prediction_window: 600 }
    const prediction = await begin('predictions', asked)
    await begin('chat_messages', {
      ...channel,
      user_id: id,
      text: 'so that it is wider than a phone '.repeat(9),
    })
    await inspector.open(`users/${id}`)
    const { page } = inspector
    const polls = page.getByRole('region', { name: 'Polls' })
    await polls.getByLabel('Votes for Yes').waitFor()
    const predictions = page.getByRole('region', { name: 'Predictions' })
    await predictions.getByRole('button', { name: '“No” wins' }).waitFor()
    expect(await inspector.flaws()).toEqual([])
    await polls.getByRole('button', { name: 'End', exact: true }).click()
    await polls.getByText('terminated').waitFor()
    await predictions.getByRole('button', { name: 'Lock' }).click()
    await predictions.getByText('locked').waitFor()
    await predictions.getByRole('button', { name: '“No” wins' }).click()
    await predictions.getByText('resolved').waitFor()
    expect((await inspector.ask('GET', `/units/predictions/${prediction.id}`)).body).toMatchObject({
      status: 'RESOLVED',
      winning_outcome_id: prediction.outcomes[1].id,
    })
    expect(await polls.getByRole('button', { name: 'End' }).count()).toBe(0)
  })

  browserTest(
    'has rewards and a schedule, which are changed by the forms that /units describes',
    async () => {
      const id = await make('changes', 'affiliate')
      const channel = { broadcaster_id: id }
      const reward = await begin('rewards', { ...channel, title: 'Hydrate!', cost: 100 })
      const start_time = '2030-01-07T19:00:00Z'
      const plan = { ...channel, start_time, duration: 60, is_recurring: true, title: 'Chess' }
      const segment = await begin('schedule_segments', plan)
      await inspector.open(`users/${id}`)
      const { page } = inspector
      const rewards = page.getByRole('region', { name: 'Rewards' })
      await rewards.getByRole('button', { name: 'Change a custom reward: Hydrate!' }).click()
      const dialog = page.getByRole('dialog')
      expect(await dialog.getByLabel('cost').inputValue()).toBe('100')
      expect(await inspector.flaws()).toEqual([])
      await dialog.getByLabel('title').fill('Stretch!')
      await dialog.getByRole('button', { name: 'Change a custom reward' }).click()
      await rewards.getByText('Stretch!').waitFor()
      const changed = (await inspector.ask('GET', `/units/rewards/${reward.id}`)).body
      expect(changed).toEqual({ ...reward, title: 'Stretch!' })
      const schedule = page.getByRole('region', { name: 'Schedule segments' })
      await schedule.getByText('Mon 19:00').waitFor()
      await schedule.getByRole('button', { name: 'Change a broadcast, or a series: Chess' }).click()
      await dialog.getByLabel('duration').fill('90')
      await dialog.getByRole('button', { name: 'Change a broadcast' }).click()
      await dialog.waitFor({ state: 'detached' })
      expect((await inspector.ask('GET', `/units/schedule_segments/${segment.id}`)).body.duration).toBe(90)
      await rewards.getByRole('button', { name: /^Remove a custom reward.*Stretch!$/ }).click()
      await rewards.getByText('Stretch!').waitFor({ state: 'detached' })
      expect((await inspector.ask('GET', `/units/rewards/${reward.id}`)).status).toBe(404)
    },
  )

  browserTest('has a Hype Train with its level and how far it has come', async () => {
    const [id, viewer] = [await make('rides', 'affiliate'), await make('gives')]
    await inspector.open(`users/${id}`)
    const trains = inspector.page.getByRole('region', { name: 'Hype trains' })
    await trains.waitFor()
    await begin('hype_trains', { broadcaster_id: id, user_id: viewer, total: 700 })
    await trains.getByText('Level 2').waitFor()
    await trains.getByText('200 of 1,000').waitFor()
    await trains.getByRole('button', { name: 'End a Hype Train: Level 2' }).click()
    await trains.getByRole('button', { name: 'End a Hype Train' }).waitFor({ state: 'detached' })
  })
})
