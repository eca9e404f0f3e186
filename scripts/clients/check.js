import { Remote } from './support/units.js'

/** The mock that the checks of a library run against, and how they are told. */

export const url = process.env.MOCK
export const remote = await Remote.of({ url })
export const [broadcaster, viewer, other] = remote.users
/** With a path, since strict libraries write an origin alone with a slash at its end, which is another URI. */
export const redirectUri = 'http://localhost:3000/callback'

/** Runs a check and tells of it in a line of JSON; the next one is run whatever comes of it. */
export async function check(name, work) {
  try {
    const result = await work()
    console.log(JSON.stringify({ name }))
    return result
  } catch (error) {
    const cause = error.cause ? ` (${JSON.stringify(error.cause.message ?? error.cause)})` : ''
    console.log(JSON.stringify({ name, failure: `${error.message ?? error}${cause}` }))
  }
}

/** What a user does on the consent page: approves, and is sent back. */
export async function approve(authorizationUrl, user = viewer) {
  const body = new URLSearchParams({ user_id: user.id, decision: 'authorize' })
  const { status, headers } = await fetch(authorizationUrl, { method: 'POST', body, redirect: 'manual' })
  if (!headers.get('location')) throw new Error(`the consent page answered ${status}`)
  return new URL(headers.get('location'))
}

/** What a user does on the page of the device flow. */
export async function activate(userCode, user = viewer) {
  const body = new URLSearchParams({ 'device-code': userCode, user_id: user.id, decision: 'authorize' })
  const { status } = await fetch(`${url}/activate`, { method: 'POST', body })
  if (status >= 400) throw new Error(`the device page answered ${status}`)
}

/** A channel, a bot that moderates it, and a viewer who does what is to be heard. */
export async function chatRoom() {
  const streamer = await remote.unit('users', { login: 'a_streamer', broadcaster_type: 'partner' })
  const bot = await remote.unit('users', { login: 'a_bot' })
  const guest = await remote.unit('users', { login: 'a_viewer' })
  const owner = await remote.userToken(streamer.id, [
    'moderator:manage:banned_users',
    'moderator:manage:chat_settings',
  ])
  const by = `broadcaster_id=${streamer.id}&moderator_id=${streamer.id}`
  const write = (user, text) =>
    remote.unit('chat_messages', { broadcaster_id: streamer.id, user_id: user.id, text })
  return {
    streamer,
    bot,
    guest,
    token: await remote.userToken(bot.id, ['chat:read', 'chat:edit']),
    write,
    settings: (body) => remote.helix(owner, 'PATCH', `/chat/settings?${by}`, body),
    timeOut: (user) =>
      remote.helix(owner, 'POST', `/moderation/bans?${by}`, { data: { user_id: user.id, duration: 60 } }),
    subscribe: () => remote.unit('subscriptions', { broadcaster_id: streamer.id, user_id: guest.id }),
    /** The texts that the server has, in their order. */
    async texts() {
      const { data } = await (await fetch(`${url}/units/chat_messages`)).json()
      return data.map(({ text }) => text)
    },
  }
}

/** Ends the process, whatever the library still has open. */
export const end = () => process.stdout.write('', () => process.exit(0))
