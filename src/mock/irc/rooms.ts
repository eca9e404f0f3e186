import type { Line } from './line.ts'

/** A client that is in rooms. */
export interface Member {
  /** Null for a client that only reads. */
  readonly user_id: string | null
  readonly login: string
  send(line: Line): void
}

/** The chat clients, and the rooms, one for each channel, that they have joined. */
export class Rooms<M extends Member> {
  readonly #rooms = new Map<string, Set<M>>()
  readonly #users = new Map<string, Set<M>>()

  /** Adds a client that has logged in. */
  add(member: M): void {
    if (member.user_id !== null) addTo(this.#users, member.user_id, member)
  }

  /** Removes a client, after it has left its rooms. */
  remove(member: M): void {
    if (member.user_id !== null) removeFrom(this.#users, member.user_id, member)
  }

  /** Adds a client to a room; false if it is there already. */
  join(broadcaster_id: string, member: M): boolean {
    if (this.#rooms.get(broadcaster_id)?.has(member)) return false
    addTo(this.#rooms, broadcaster_id, member)
    return true
  }

  /** Removes a client from a room; false if it is not there. */
  part(broadcaster_id: string, member: M): boolean {
    return removeFrom(this.#rooms, broadcaster_id, member)
  }

  /** The clients in a room, in the order in which they joined. */
  membersOf(broadcaster_id: string): Iterable<M> {
    return this.#rooms.get(broadcaster_id) ?? []
  }

  /** The clients of a user. */
  clientsOf(user_id: string): Iterable<M> {
    return this.#users.get(user_id) ?? []
  }

  /** Whether any client of a user is in a room. */
  isIn(broadcaster_id: string, user_id: string): boolean {
    const members = this.#rooms.get(broadcaster_id)
    const clients = this.#users.get(user_id)
    return Boolean(members && clients && !members.isDisjointFrom(clients))
  }

  /** The rooms that a client is in. */
  roomsOf(member: M): string[] {
    return [...this.#rooms]
      .filter(([, members]) => members.has(member))
      .map(([broadcaster_id]) => broadcaster_id)
  }

  /** Whether all rooms are empty. */
  get isEmpty(): boolean {
    return this.#rooms.size === 0
  }

  /** Whether a room has clients. */
  hasMembers(broadcaster_id: string): boolean {
    return this.#rooms.has(broadcaster_id)
  }

  /** Sends a line to all in a room but one. */
  send(broadcaster_id: string, line: Line, except?: M): void {
    for (const member of this.membersOf(broadcaster_id)) if (member !== except) member.send(line)
  }
}

function addTo<M>(sets: Map<string, Set<M>>, key: string, member: M): void {
  const set = sets.get(key) ?? new Set()
  set.add(member)
  sets.set(key, set)
}

function removeFrom<M>(sets: Map<string, Set<M>>, key: string, member: M): boolean {
  const set = sets.get(key)
  const wasThere = set?.delete(member) ?? false
  if (set?.size === 0) sets.delete(key)
  return wasThere
}
