import { defineCommand } from 'citty'
import type { Meta } from './usage.ts'

const SUBSCRIBE =
  'subscribe at the mock server, by Helix as on Twitch, then use "twitch event trigger" or let it happen'

/** The command `twitch event`. */
export const event = defineCommand({
  meta: {
    name: 'event',
    description: 'Try EventSub events against the running mock server',
    instead: {
      'verify-subscription': SUBSCRIBE,
      websocket: `EventSub's WebSocket is part of "twitch mock-api start", at ws://localhost:8080/ws`,
      retrigger: 'use "twitch event trigger" again',
      configure: SUBSCRIBE,
    },
  } satisfies Meta as Meta,
  subCommands: {
    trigger: () => import('./event/trigger.ts').then((module) => module.triggerCommand),
  },
})
