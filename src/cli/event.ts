import { defineCommand } from 'citty'
import type { Command } from './tree.ts'
import type { Meta } from './usage.ts'

const trigger = () => import('./event/trigger.ts').then((module) => module.triggerCommand)
const verify = () => import('./event/verify.ts').then((module) => module.verifyCommand)

/** The same command by another name, which help and completion leave out. */
const alias = (command: () => Promise<Command>) => async (): Promise<Command> => {
  const { meta, ...rest } = await command()
  return { ...rest, meta: { ...(meta as Meta), hidden: true } }
}

/** The command `twitch event`. */
export const event = defineCommand({
  meta: {
    name: 'event',
    description: 'Try EventSub events against a webhook or the running mock server',
  },
  subCommands: {
    trigger,
    fire: alias(trigger),
    emit: alias(trigger),
    retrigger: () => import('./event/retrigger.ts').then((module) => module.retriggerCommand),
    'verify-subscription': verify,
    verify: alias(verify),
    websocket: () => import('./event/websocket.ts').then((module) => module.websocketCommand),
    configure: () => import('./event/configure.ts').then((module) => module.configureCommand),
  },
})
