/** The base URL of Twitch's identity provider, for `/authorize`, `/token` and the others. */
export const TWITCH_AUTH_URL = 'https://id.twitch.tv/oauth2'

/** The base URL of Helix. */
export const TWITCH_API_URL = 'https://api.twitch.tv/helix'

/** The default URL of the mock server. */
export const MOCK_SERVER_URL = 'http://localhost:8080'

/** The base URL of Twitch's website, which also has the activation page for devices. */
export const TWITCH_WEB_URL = 'https://www.twitch.tv'
