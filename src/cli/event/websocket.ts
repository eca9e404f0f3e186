import { defineCommand } from 'citty'
import { alias } from '../alias.ts'

const startServer = () => import('./websocket/start-server.ts').then((module) => module.startServer)

/** The command `twitch event websocket`. */
export const websocketCommand = defineCommand({
  meta: {
    name: 'websocket',
    description: 'Serve EventSub by WebSocket, and try what becomes of its clients and subscriptions',
  },
  subCommands: {
    'start-server': startServer,
    start: alias(startServer),
    reconnect: () => import('./websocket/clients.ts').then((module) => module.reconnect),
    close: () => import('./websocket/clients.ts').then((module) => module.close),
    subscription: () => import('./websocket/subscription.ts').then((module) => module.subscription),
    keepalive: () => import('./websocket/clients.ts').then((module) => module.keepalive),
  },
})
