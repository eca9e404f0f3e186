import { type Signal, signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { get } from '../api.ts'
import { onRows } from '../fetched.ts'
import { fewAtATime } from '../few-at-a-time.ts'
import { link } from '../route.ts'
import type { Row } from '../rows.ts'

/** The members of a user in /units/users that the inspector shows. */
export interface User extends Row {
  id: string
  login: string
  display_name: string
  broadcaster_type: string
  type: string
  description: string
  email: string
  created_at: string
}

/** A requested user: undefined while loading, null if the user does not exist. */
interface Known {
  user: Signal<User | null | undefined>
  /** The number of components that show the user; one that none shows is not fetched. */
  shown: number
}

const known = new Map<string, Known>()

const lookUps = fewAtATime((id) => {
  const { user, shown } = known.get(id)!
  if (shown === 0) return undefined
  return get<User>(`/units/users/${encodeURIComponent(id)}`).then(
    (found) => {
      user.value = found
    },
    () => {
      user.value = null
    },
  )
})

onRows((changed) => {
  const ids = changed ? changed.users : null
  if (ids === undefined) return
  const outdated = [...known].filter(([id]) => ids === null || ids.includes(id))
  for (const [, { user, shown }] of outdated) if (shown === 0) user.value = undefined
  lookUps.want(outdated.map(([id]) => id))
})

/** The user with an ID: undefined while loading, null if the user does not exist. */
export function useUser(id: string): User | null | undefined {
  const entry = known.get(id) ?? { user: signal<User | null | undefined>(undefined), shown: 0 }
  known.set(id, entry)
  useEffect(() => {
    entry.shown++
    if (id && entry.user.peek() === undefined) lookUps.want([id])
    return () => {
      entry.shown--
    }
  }, [id])
  return entry.user.value
}

const COLOURS = 8

/** The colour of a user, derived from the ID. */
export const colourOf = (id: string): number =>
  [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLOURS

/** A user's initial on the user's colour, in place of Twitch's profile images, which are not on this machine. */
export function Avatar({ name, id }: { name: string; id: string }) {
  return (
    <span class={`avatar colour-${colourOf(id)}`} aria-hidden="true">
      {name.slice(0, 1).toUpperCase()}
    </span>
  )
}

/** A user by the ID, as a link to the page of the channel. */
export function Person({ id }: { id: string }) {
  const user = useUser(id)
  if (!id) return <span class="faint">nobody</span>
  const name = user?.display_name ?? id
  return (
    <a class="person" href={link('users', id)}>
      <Avatar name={name} id={id} />
      <span>{name}</span>
    </a>
  )
}

/** A user by the row, as a link to the page of the channel. */
export function PersonOf({ user, children }: { user: User; children?: ComponentChildren }) {
  return (
    <a class="person" href={link('users', user.id)}>
      <Avatar name={user.display_name} id={user.id} />
      <span>{user.display_name}</span>
      {children}
    </a>
  )
}
