/** The base of Twitch's own identity provider; `/authorize`, `/token` and the rest follow it. */
export const TWITCH_AUTH_URL = 'https://id.twitch.tv/oauth2'

/** The base of Helix; the endpoints follow it. */
export const TWITCH_API_URL = 'https://api.twitch.tv/helix'

/** Where the mock server listens unless it is told otherwise. */
export const MOCK_SERVER_URL = 'http://localhost:8080'

/** Where people look at Twitch, and activate devices. */
export const TWITCH_WEB_URL = 'https://www.twitch.tv'
