import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import { type SeedContext, tailOf } from '../seed-context.ts'
import { findUserByLogin, freeUserId, insertUser, type StoredUser } from './store.ts'

const LOGIN_LENGTH = { minimum: 4, maximum: 25 }

const broadcasterTypes = ['partner', '', 'affiliate'] as const

/** The users: in turn a partner, a viewer and an affiliate. */
export function seedUsers(store: Store, context: SeedContext): void {
  for (let index = 0; index < context.count; index++) {
    const user = newUser(store, context.faker, broadcasterTypes[index % broadcasterTypes.length]!)
    insertUser(store, user)
    context.users.push(user)
  }
  context.tail = tailOf(context.users)
}

function newUser(store: Store, faker: Faker, broadcaster_type: StoredUser['broadcaster_type']): StoredUser {
  const display_name = freeName(store, faker)
  const login = display_name.toLowerCase()
  return {
    id: freeUserId(store),
    login,
    display_name,
    type: '',
    broadcaster_type,
    description: faker.person.bio(),
    profile_image_url: image(store, 'profile_image-300x300.png'),
    offline_image_url: broadcaster_type ? image(store, 'channel_offline_image-1920x1080.png') : '',
    view_count: 0,
    email: `${login}@testing.mocks`,
    created_at: toSecond(faker.date.past({ years: 10, refDate: store.now() })),
  }
}

function freeName(store: Store, faker: Faker): string {
  for (;;) {
    const words = `${faker.word.adjective()} ${faker.word.noun()}`.replace(/[^a-z ]/gi, '')
    const name = words.replace(/(?:^| +)([a-z])/gi, (_, letter: string) => letter.toUpperCase())
    const numbered = `${name.slice(0, LOGIN_LENGTH.maximum - 3)}${faker.number.int({ max: 999 })}`
    const fits = numbered.length >= LOGIN_LENGTH.minimum
    if (fits && !findUserByLogin(store, numbered)) return numbered
  }
}

const image = (store: Store, kind: string) =>
  `https://static-cdn.jtvnw.net/jtv_user_pictures/${store.id()}-${kind}`
