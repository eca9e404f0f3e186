/** A client library that `bun run clients` runs against the executable, as npm has it. */
export interface Library {
  version: string
  /** What is checked. */
  flows: string
  /** How the library is pointed at the mock. */
  pointedBy: string
  /** The file of its checks, beside this one. */
  checks: string
  /** What it needs to run. */
  needs?: Readonly<Record<string, string>>
  /** The library has the port for chat wired in. */
  ircPort?: string
}

const byPort = '`TWURPLE_MOCK_API_PORT`'
const byHosts = '`node --import ./to-mock.js` (below)'
const twurple = { '@twurple/api': '8.2.0', '@twurple/auth': '8.2.0' }

/** Every library that is run; `docs/clients.md` shows the same. */
export const libraries: Readonly<Record<string, Library>> = {
  '@twurple/api': {
    version: '8.2.0',
    flows: 'users, polls, bans, pages, refusals',
    pointedBy: byPort,
    checks: 'twurple-api.js',
    needs: twurple,
  },
  '@twurple/auth': {
    version: '8.2.0',
    flows: 'app, code, refresh, validation, revocation',
    pointedBy: byPort,
    checks: 'twurple-auth.js',
    needs: twurple,
  },
  '@twurple/eventsub-ws': {
    version: '8.1.4',
    flows: 'session, subscriptions, events, reconnection',
    pointedBy: byPort,
    checks: 'twurple-eventsub-ws.js',
    needs: twurple,
  },
  '@twurple/eventsub-http': {
    version: '8.1.4',
    flows: 'verification, signature, events, revocation',
    pointedBy: byPort,
    checks: 'twurple-eventsub-http.js',
    needs: { ...twurple, express: '5.2.1' },
  },
  '@twurple/chat': {
    version: '8.2.0',
    flows: 'login, join, say, reply, notices, reconnection',
    pointedBy: '`hostName`, `ssl: false`, `webSocket: false`; port 6667',
    checks: 'twurple-chat.js',
    needs: twurple,
    ircPort: '6667',
  },
  'tmi.js': {
    version: '1.8.5',
    flows: 'anonymous, login, join, say, notices, refusals',
    pointedBy: '`connection: { server, port, secure: false }`',
    checks: 'tmi.js',
  },
  'dank-twitch-irc': {
    version: '4.3.0',
    flows: 'login, join, say, me; by TCP, its WebSocket runs on no Node of today',
    pointedBy: "`connection: { type: 'tcp', host, port, secure: false }`",
    checks: 'dank-twitch-irc.js',
  },
  'openid-client': {
    version: '6.9.0',
    flows: 'discovery, code with ID token, userinfo, refresh, app, device, revocation',
    pointedBy: '`discovery()` of `/oauth2`',
    checks: 'openid-client.js',
  },
  oauth4webapi: {
    version: '3.8.8',
    flows: 'discovery, code with ID token, userinfo, refresh, app, device, revocation',
    pointedBy: '`discoveryRequest()` of `/oauth2`',
    checks: 'oauth4webapi.js',
  },
  arctic: {
    version: '3.7.0',
    flows: 'code, refresh',
    pointedBy: byHosts,
    checks: 'arctic.js',
  },
  tesjs: {
    version: '1.0.7',
    flows: 'app token, WebSocket and webhook subscriptions, events',
    pointedBy: `\`websocketURL\`, and ${byHosts}`,
    checks: 'tesjs.js',
  },
}
