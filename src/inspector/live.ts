import { signal } from '@preact/signals'
import type { DeliveryEntry } from '../mock/journal/deliveries/entry.ts'
import type { RequestEntry } from '../mock/journal/requests/entry.ts'

/** What a message of the WebSocket of changes tells, by its topic. */
export interface Told {
  following: readonly string[]
  requests: RequestEntry
  deliveries: DeliveryEntry
  units: Readonly<Record<string, readonly string[] | null>>
  control: { method: string; path: string }
  missed: { count: number }
  /** Told by this module: everything may have changed, since the connection was lost for a while. */
  reconnected: undefined
}

/** What can be listened to. */
export type Topic = keyof Told

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5000

/** Whether the server is there: undefined until it is known. */
export const isConnected = signal<boolean | undefined>(undefined)

const listeners = new Map<Topic, Set<(data: never) => void>>()
let socket: WebSocket | undefined
let wait = FIRST_WAIT_MS

/** Listens to a topic; what it returns ends that. */
export function listen<T extends Topic>(topic: T, hear: (data: Told[T]) => void): () => void {
  const hearers = listeners.get(topic) ?? new Set()
  listeners.set(topic, hearers.add(hear))
  if (hearers.size === 1) follow()
  return () => {
    hearers.delete(hear)
    if (hearers.size === 0) follow()
  }
}

/** Connects, and again whenever the connection is lost. */
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
  // Somebody may have begun to listen while the connection was made.
  if (following.join() !== wanted().join()) follow()
  const wasLost = isConnected.value === false
  wait = FIRST_WAIT_MS
  isConnected.value = true
  if (wasLost) tell('reconnected', undefined)
}

function tell<T extends Topic>(topic: T, data: Told[T]): void {
  for (const hear of listeners.get(topic) ?? []) hear(data as never)
}

/** What is told at length, and therefore asked for only while somebody listens. */
const atLength = ['requests', 'deliveries'] as const

const wanted = () => ['units', 'control', ...atLength.filter((topic) => listeners.get(topic)?.size)]

function follow(): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ topics: wanted() }))
}
