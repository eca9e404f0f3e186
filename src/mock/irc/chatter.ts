import type { Scheduler } from '../engine/scheduler.ts'
import type { Store } from '../engine/store.ts'
import { Milliseconds } from '../engine/time.ts'
import { joinChat, leaveChat } from '../resources/chat/chatters/store.ts'
import { sendMessage } from '../resources/chat/messages/send.ts'
import { randomLiveChannel } from '../resources/streams/store.ts'
import { randomUser } from '../resources/users/store.ts'

const sayings = [
  'hello everyone',
  'GG',
  'that was so close',
  'what did I miss?',
  'first time here, love the stream',
  'LUL',
  'Kappa',
  'how long have you been playing this?',
  'clip it!',
  'see you tomorrow',
]

/** After a message, its writer leaves with a probability of one in this many. */
const LEAVES = 4

/**
 * Makes random users join, write in and leave the chats of live channels.
 *
 * @param perMinute how many messages a minute
 * @returns a function that stops the chatter
 */
export function startChatter(store: Store, scheduler: Scheduler, perMinute: number): () => void {
  let cancel = () => {}
  const speakLater = () => {
    cancel = scheduler.after(Milliseconds.minute / perMinute, () => {
      void store.writeEach(() => speak(store))
      speakLater()
    })
  }
  speakLater()
  return () => cancel()
}

function speak(store: Store): void {
  const broadcaster_id = randomLiveChannel(store)
  if (broadcaster_id === undefined) return
  const user_id = randomUser(store, [broadcaster_id])?.id
  if (user_id === undefined) return
  const text = sayings[store.random.below(sayings.length)]!
  joinChat(store, broadcaster_id, user_id)
  sendMessage(store, { broadcaster_id, user_id, text })
  if (store.random.below(LEAVES) === 0) leaveChat(store, broadcaster_id, user_id)
}
