/** A host of Twitch that programs connect to by its name. */
export interface TwitchHost {
  /** The protocol, with TLS or without. */
  protocol: 'http' | 'irc'
  /** The ports with TLS. */
  tls: readonly number[]
  /** The ports without TLS. */
  plain: readonly number[]
  /** The paths that it serves by HTTP. */
  paths?: RegExp
  /** The path of its WebSocket. */
  webSocket?: string
}

const web = { protocol: 'http', tls: [443], plain: [80] } as const

/**
 * The hosts that the mock stands in for.
 * Sources: https://dev.twitch.tv/docs/api/, https://dev.twitch.tv/docs/authentication/,
 * https://dev.twitch.tv/docs/eventsub/handling-websocket-events/, https://dev.twitch.tv/docs/chat/irc/
 */
export const twitchHosts: Readonly<Record<string, TwitchHost>> = {
  'api.twitch.tv': { ...web, paths: /^\/helix(?:\/|$)/ },
  'id.twitch.tv': { ...web, paths: /^\/oauth2(?:\/|$)/ },
  'www.twitch.tv': { ...web, paths: /^\/activate$/ },
  'eventsub.wss.twitch.tv': { ...web, paths: /^\/ws$/, webSocket: '/ws' },
  'irc-ws.chat.twitch.tv': { ...web, webSocket: '/' },
  'irc.chat.twitch.tv': { protocol: 'irc', tls: [443, 6697], plain: [80, 6667] },
}

/** The host with a name, in any case, that the mock stands in for. */
export function twitchHost(name: string): TwitchHost | undefined {
  const lower = name.toLowerCase()
  return Object.hasOwn(twitchHosts, lower) ? twitchHosts[lower] : undefined
}

/** Whether a name is that of any host of Twitch, even one that the mock does not stand in for. */
export const isOfTwitch = (name: string) => /(?:^|\.)twitch\.tv\.?$/i.test(name)
