import { signal } from '@preact/signals'
import type { DeliveryEntry } from '../mock/journal/deliveries/entry.ts'
import type { RequestEntry } from '../mock/journal/requests/entry.ts'

/** The data of the messages on the WebSocket of changes, by topic. */
export interface LiveMessages {
  following: readonly string[]
  requests: RequestEntry
  deliveries: DeliveryEntry
  units: Readonly<Record<string, readonly string[] | null>>
  control: { method: string; path: string }
  missed: { count: number }
  /** Sent by this module after a lost connection, during which anything may have changed. */
  reconnected: undefined
}

/** A topic to listen to. */
export type Topic = keyof LiveMessages

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5000

/** Whether the server is connected; undefined until it is known. */
export const isConnected = signal<boolean | undefined>(undefined)

const listeners = new Map<Topic, Set<(data: never) => void>>()
let socket: WebSocket | undefined
let wait = FIRST_WAIT_MS

/** Listens to a topic; returns a function that ends it. */
export function listen<T extends Topic>(topic: T, hear: (data: LiveMessages[T]) => void): () => void {
  const hearers = listeners.get(topic) ?? new Set()
  listeners.set(topic, hearers.add(hear))
  if (hearers.size === 1) follow()
  return () => {
    hearers.delete(hear)
    if (hearers.size === 0) follow()
  }
}

/** Connects, and reconnects whenever the connection is lost. */
export function connect(): void {
  const address = `${location.origin.replace('http', 'ws')}/units/live?topics=${wanted()}`
  socket = new WebSocket(address)
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(data)
    if (message.topic === 'following') welcome(message.data)
    tell(message.topic, message.data)
  })
  socket.addEventListener('close', () => {
    isConnected.value = false
    setTimeout(connect, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  })
}

function welcome(following: readonly string[]): void {
  // Listeners may have been added while it was connecting.
  if (following.join() !== wanted().join()) follow()
  const wasLost = isConnected.value === false
  wait = FIRST_WAIT_MS
  isConnected.value = true
  if (wasLost) tell('reconnected', undefined)
}

function tell<T extends Topic>(topic: T, data: LiveMessages[T]): void {
  for (const hear of listeners.get(topic) ?? []) hear(data as never)
}

/** The topics with much data, which are followed only while they have listeners. */
const atLength = ['requests', 'deliveries'] as const

const wanted = () => ['units', 'control', ...atLength.filter((topic) => listeners.get(topic)?.size)]

function follow(): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ topics: wanted() }))
}
