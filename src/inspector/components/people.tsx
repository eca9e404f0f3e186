import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { get } from '../api.ts'
import { onChange } from '../fetched.ts'
import { link } from '../route.ts'
import type { Row } from '../rows.ts'

/** A user as /units/users has one, as far as the inspector shows it. */
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

/** A signal for each user that was looked up: null if there is none. */
const known = new Map<string, ReturnType<typeof signal<User | null | undefined>>>()

onChange(['users'], () => {
  for (const id of known.keys()) void lookUp(id)
})

/** The user with an ID: undefined as long as it is looked up, null if there is none. */
export function useUser(id: string): User | null | undefined {
  let user = known.get(id)
  if (!user) {
    user = signal<User | null | undefined>(undefined)
    known.set(id, user)
  }
  useEffect(() => {
    if (known.get(id)?.value === undefined) void lookUp(id)
  }, [id])
  return user.value
}

async function lookUp(id: string): Promise<void> {
  const found = await get<User>(`/units/users/${encodeURIComponent(id)}`).catch(() => null)
  known.get(id)!.value = found
}

const COLOURS = 8

/** Which of the colours a user has, as long as the ID stays. */
export const colourOf = (id: string): number =>
  [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLOURS

/** A user's initial on a colour of its own: the pictures of Twitch are not on this machine. */
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

/** A user whose row is there. */
export function PersonOf({ user, children }: { user: User; children?: ComponentChildren }) {
  return (
    <a class="person" href={link('users', user.id)}>
      <Avatar name={user.display_name} id={user.id} />
      <span>{user.display_name}</span>
      {children}
    </a>
  )
}
