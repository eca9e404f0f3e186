import { defineCommand } from 'citty'
import { alias } from './alias.ts'

const trigger = () => import('./event/trigger.ts').then((module) => module.triggerCommand)
const verify = () => import('./event/verify.ts').then((module) => module.verifyCommand)

const websocket = () => import('./event/websocket.ts').then((module) => module.websocketCommand)

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
    websocket,
    websockets: alias(websocket),
    ws: alias(websocket),
    wss: alias(websocket),
    configure: () => import('./event/configure.ts').then((module) => module.configureCommand),
  },
})
