import type { Fragment } from './store.ts'

/** The owner's ID of Twitch's own emotes. */
const TWITCH = '0'

/** The fragments of a message as chat events have them. */
export function chatFragments(fragments: readonly Fragment[]): object[] {
  return fragments.map((fragment) => ({
    type: fragment.type,
    text: fragment.text,
    cheermote: fragment.type === 'cheermote' ? fragment.cheermote : null,
    emote: fragment.type === 'emote' ? wholeEmote(fragment) : null,
    mention: fragment.type === 'mention' ? fragment.mention : null,
    gif: fragment.type === 'gif' ? fragment.gif : null,
  }))
}

/** The fragments as events about Bits have them: mentions are text. */
export function bitsFragments(fragments: readonly Fragment[]): object[] {
  return plain(fragments).map((fragment) => ({
    text: fragment.text,
    type: fragment.type,
    emote: fragment.type === 'emote' ? wholeEmote(fragment) : null,
    cheermote: fragment.type === 'cheermote' ? fragment.cheermote : null,
  }))
}

/** The fragments as events of moderation have them: mentions are text, emotes have no owner. */
export function moderatedFragments(fragments: readonly Fragment[]): object[] {
  return plain(fragments).map((fragment) => ({
    type: fragment.type,
    text: fragment.text,
    cheermote: fragment.type === 'cheermote' ? fragment.cheermote : null,
    emote: fragment.type === 'emote' ? briefEmote(fragment) : null,
  }))
}

type EmoteFragment = Extract<Fragment, { type: 'emote' }>

const wholeEmote = ({ emote }: EmoteFragment) => ({ ...emote, owner_id: emote.owner_id ?? TWITCH })

const briefEmote = ({ emote: { id, emote_set_id } }: EmoteFragment) => ({ id, emote_set_id })

/** The fragments with mentions and GIFs as text. */
const plain = (fragments: readonly Fragment[]) =>
  fragments.map((fragment) =>
    fragment.type === 'mention' || fragment.type === 'gif'
      ? { type: 'text' as const, text: fragment.text }
      : fragment,
  )

/** The positions of emotes in a message: of the first and the last character. */
export function emotePositions(fragments: readonly Fragment[]): { id: string; begin: number; end: number }[] {
  const positions = []
  let begin = 0
  for (const fragment of fragments) {
    const length = [...fragment.text].length
    if (fragment.type === 'emote') positions.push({ id: fragment.emote.id, begin, end: begin + length - 1 })
    begin += length
  }
  return positions
}
