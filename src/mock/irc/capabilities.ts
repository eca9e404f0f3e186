/** What a client may ask for. Source: https://dev.twitch.tv/docs/chat/irc/#supported-irc-capabilities */
export const capabilities = ['twitch.tv/tags', 'twitch.tv/commands', 'twitch.tv/membership'] as const

export type Capability = (typeof capabilities)[number]

export const isCapability = (name: string): name is Capability =>
  (capabilities as readonly string[]).includes(name)

/** The commands that only clients with twitch.tv/commands get. */
const commandsOnly: readonly string[] = [
  'CLEARCHAT',
  'CLEARMSG',
  'GLOBALUSERSTATE',
  'NOTICE',
  'RECONNECT',
  'ROOMSTATE',
  'USERNOTICE',
  'USERSTATE',
  'WHISPER',
]

export const needsCommands = (command: string): boolean => commandsOnly.includes(command)
