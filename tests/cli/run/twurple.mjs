// A bot as its user writes it: nothing but Twitch's own addresses.
import { ApiClient } from '@twurple/api'
import { getTokenInfo, RefreshingAuthProvider } from '@twurple/auth'
import { ChatClient } from '@twurple/chat'
import { EventSubWsListener } from '@twurple/eventsub-ws'

const { TWITCH_CLIENT_ID, TWITCH_CLIENT_SECRET, TWITCH_USER_ID, TWITCH_ACCESS_TOKEN, TWITCH_REFRESH_TOKEN } =
  process.env
const authProvider = new RefreshingAuthProvider({
  clientId: TWITCH_CLIENT_ID,
  clientSecret: TWITCH_CLIENT_SECRET,
})
const { scopes } = await getTokenInfo(TWITCH_ACCESS_TOKEN, TWITCH_CLIENT_ID)
const token = {
  accessToken: TWITCH_ACCESS_TOKEN,
  refreshToken: TWITCH_REFRESH_TOKEN,
  scope: scopes,
  expiresIn: 1,
}
authProvider.addUser(TWITCH_USER_ID, { ...token, obtainmentTimestamp: Date.now() }, ['chat'])
const refreshed = await authProvider.refreshAccessTokenForUser(TWITCH_USER_ID)

const api = new ApiClient({ authProvider })
const me = await api.users.getUserById(TWITCH_USER_ID)

const listener = new EventSubWsListener({ apiClient: api })
const title = await new Promise((resolve, reject) => {
  listener.onSubscriptionCreateSuccess(() => api.channels.updateChannelInfo(me.id, { title: 'On air' }))
  listener.onSubscriptionCreateFailure((_, error) => reject(error))
  listener.onChannelUpdate(me.id, (event) => resolve(event.streamTitle))
  listener.start()
})
listener.stop()

const chat = new ChatClient({ authProvider, channels: [me.name] })
const said = await new Promise((resolve) => {
  chat.onMessage((_, user, text) => resolve(`${user}: ${text}`))
  chat.onJoin(() => api.asUser(me.id, (mine) => mine.chat.sendChatMessage(me.id, 'Hello')))
  chat.connect()
})
chat.quit()

const isNew = refreshed.accessToken !== TWITCH_ACCESS_TOKEN
console.log(JSON.stringify({ isNew, title, said: said.replace(me.name, 'me') }))
process.exit(3)
