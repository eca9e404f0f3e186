import { type Static, t } from '../../http/schema.ts'

/** A game, or another category. Source: https://dev.twitch.tv/docs/api/reference/#get-games */
export const Game = t.Object({
  id: t.String(),
  name: t.String(),
  /** With the placeholders {width} and {height}. */
  box_art_url: t.String(),
  /** Empty where IGDB does not know the category. */
  igdb_id: t.String(),
})
export type Game = Static<typeof Game>
