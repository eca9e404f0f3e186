/** A host of Twitch that programs connect to by its name. */
export interface TwitchHost {
  /** What is spoken there, inside TLS or without. */
  protocol: 'http' | 'irc'
  /** The ports with TLS. */
  tls: readonly number[]
  /** The ports without. */
  plain: readonly number[]
  /** The paths that it answers by HTTP. */
  paths?: RegExp
  /** The path of its WebSocket. */
  webSocket?: string
}

const web = { protocol: 'http', tls: [443], plain: [80] } as const

/**
 * Every host that the mock stands for.
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

/** The host of a name that the mock stands for, in whatever letters; undefined for any other. */
export function twitchHost(name: string): TwitchHost | undefined {
  const lower = name.toLowerCase()
  return Object.hasOwn(twitchHosts, lower) ? twitchHosts[lower] : undefined
}

/** Whether a name is one of Twitch's, be it one that the mock stands for or not. */
export const isOfTwitch = (name: string) => /(?:^|\.)twitch\.tv\.?$/i.test(name)
