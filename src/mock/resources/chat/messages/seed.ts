import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { listChatters } from '../chatters/store.ts'
import { parseFragments } from '../fragments/store.ts'
import { insertMessage, plainMessage } from './store.ts'

const sayings = [
  'Hello everyone HeyGuys',
  'first time here, what did I miss?',
  'LUL',
  'that was so close NotLikeThis',
  'GG',
  'which settings do you use?',
  'Kappa Kappa Kappa',
  'how long is the stream today?',
  'SeemsGood nice one',
  'the music is great tonight',
  'brb getting a coffee',
  'welcome back <3',
]

const OF_THE_FIRST = 24
const OF_OTHERS = 3

/** Messages of the last half an hour in the chats of live channels, the oldest first. */
export function seedMessages(store: Store, { faker, users, live }: SeedContext): void {
  for (const { user } of live) {
    const viewers = listChatters(store, user.id, { first: OF_THE_FIRST }).items
    for (const [index, minutes] of minutesAgo(user === users[0] ? OF_THE_FIRST : OF_OTHERS)) {
      const writing = {
        broadcaster_id: user.id,
        user_id: viewers[index % viewers.length]!.user_id,
        text: faker.helpers.arrayElement(sayings),
      }
      insertMessage(store, {
        ...writing,
        id: store.id(),
        fragments: parseFragments(store, writing),
        ...plainMessage,
        sent_at: shifted(store.now(), -minutes * Milliseconds.minute).toISOString(),
      })
    }
  }
}

/** The numbers of messages, each with the minutes since it was sent. */
const minutesAgo = (moments: number) =>
  Array.from({ length: moments }, (_, index) => [index, moments - index + 1] as const)
