import type { Store } from '../../../engine/store.ts'
import { listCheermotes } from '../../bits/cheermotes/store.ts'
import { findUserByLogin } from '../../users/store.ts'
import { type EmoteRow, findUsableEmote } from '../emotes/store.ts'

/** A fragment of a message, as EventSub has it; the texts of all fragments make the whole text. */
export type Fragment =
  | { type: 'text'; text: string }
  | { type: 'emote'; text: string; emote: Pick<EmoteRow, 'id' | 'emote_set_id' | 'owner_id' | 'format'> }
  | { type: 'cheermote'; text: string; cheermote: { prefix: string; bits: number; tier: number } }
  | { type: 'gif'; text: string; gif: { gif_id: string; url: string } }
  | { type: 'mention'; text: string; mention: { user_id: string; user_login: string; user_name: string } }

/** A text that a user writes in a channel's chat. */
export interface Writing {
  broadcaster_id: string
  /** The writer. */
  user_id: string
  text: string
}

/** The beginning and the end of a /me message in IRC. */
const ACTION = { begin: '\x01ACTION ', end: '\x01' }

/** The text of a /me message, in IRC's form. */
export const actionOf = (text: string): string => `${ACTION.begin}${text}${ACTION.end}`

/** Splits a text into fragments at emotes, Cheermotes and mentions; spaces belong to the text around them. */
export function parseFragments(store: Store, writing: Writing): Fragment[] {
  const { text } = writing
  if (!text.startsWith(ACTION.begin) || !text.endsWith(ACTION.end)) return parseWords(store, writing)
  const inner = parseWords(store, { ...writing, text: text.slice(ACTION.begin.length, -ACTION.end.length) })
  return joined([{ type: 'text', text: ACTION.begin }, ...inner, { type: 'text', text: ACTION.end }])
}

/** The fragments without the beginning and the end of a /me message. */
export function withoutAction(fragments: readonly Fragment[]): readonly Fragment[] {
  const [first, last] = [fragments[0], fragments.at(-1)]
  if (!first?.text.startsWith(ACTION.begin) || !last?.text.endsWith(ACTION.end)) return fragments
  const opened = [{ ...first, text: first.text.slice(ACTION.begin.length) }, ...fragments.slice(1)]
  const end = opened.at(-1)!
  const inner = [...opened.slice(0, -1), { ...end, text: end.text.slice(0, -ACTION.end.length) }]
  return inner.filter(({ text }) => text !== '')
}

/** The fragments with adjacent texts joined. */
function joined(fragments: readonly Fragment[]): Fragment[] {
  const pieces: Fragment[] = []
  for (const fragment of fragments) {
    const last = pieces.at(-1)
    if (fragment.type === 'text' && last?.type === 'text') last.text += fragment.text
    else pieces.push({ ...fragment })
  }
  return pieces
}

function parseWords(store: Store, writing: Writing): Fragment[] {
  const fragments: Fragment[] = []
  for (const part of writing.text.split(/(\s+)/)) {
    if (part === '') continue
    const fragment =
      emoteOf(store, part, writing) ?? cheermoteOf(store, part, writing) ?? mentionOf(store, part)
    const last = fragments.at(-1)
    if (fragment) fragments.push(fragment)
    else if (last?.type === 'text') last.text += part
    else fragments.push({ type: 'text', text: part })
  }
  return fragments
}

function emoteOf(store: Store, word: string, writing: Writing): Fragment | undefined {
  const found = findUsableEmote(store, word, writing)
  if (!found) return undefined
  const { id, emote_set_id, owner_id, format } = found
  return { type: 'emote', text: word, emote: { id, emote_set_id, owner_id, format } }
}

function cheermoteOf(store: Store, word: string, { broadcaster_id }: Writing): Fragment | undefined {
  const [, name, amount] = /^(.*?\D)([1-9]\d{0,5})$/.exec(word) ?? []
  if (!name) return undefined
  const known = listCheermotes(store, broadcaster_id)
  const found = known.find(({ prefix }) => prefix.toLowerCase() === name.toLowerCase())
  if (!found) return undefined
  const bits = Number(amount)
  const tier = found.tiers.findLast(({ min_bits }) => min_bits <= bits)!.min_bits
  return { type: 'cheermote', text: word, cheermote: { prefix: found.prefix, bits, tier } }
}

function mentionOf(store: Store, word: string): Fragment | undefined {
  const [, login] = /^@(\w+)[.,:;!?]*$/.exec(word) ?? []
  const user = login && findUserByLogin(store, login)
  if (!user) return undefined
  const mention = { user_id: user.id, user_login: user.login, user_name: user.display_name }
  return { type: 'mention', text: word, mention }
}
