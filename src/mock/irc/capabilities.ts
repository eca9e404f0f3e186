/** The IRCv3 capabilities. Source: https://dev.twitch.tv/docs/chat/irc/#supported-irc-capabilities */
export const capabilities = ['twitch.tv/tags', 'twitch.tv/commands', 'twitch.tv/membership'] as const

/** One of these capabilities. */
export type Capability = (typeof capabilities)[number]

/** Whether a capability of that name can be requested. */
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

/** Whether a command is sent only to clients with twitch.tv/commands. */
export const needsCommands = (command: string): boolean => commandsOnly.includes(command)
