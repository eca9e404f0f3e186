/** Real categories of Twitch, which every store has: ID, name, IGDB ID ('' if IGDB does not have it). */
export const knownCategories = [
  ['509658', 'Just Chatting', ''],
  ['32982', 'Grand Theft Auto V', '1020'],
  ['21779', 'League of Legends', '115'],
  ['516575', 'VALORANT', '126459'],
  ['27471', 'Minecraft', '121'],
  ['33214', 'Fortnite', '1905'],
  ['511224', 'Apex Legends', '114795'],
  ['29595', 'Dota 2', '2963'],
  ['32399', 'Counter-Strike', '1372'],
  ['1469308723', 'Software and Game Development', ''],
  ['509670', 'Science & Technology', ''],
  ['26936', 'Music', ''],
  ['509660', 'Art', ''],
  ['512710', 'Call of Duty: Warzone', '131800'],
  ['18122', 'World of Warcraft', '123'],
] as const

/** The category of which no clips may be made; no generated channel has it. */
export const unclippable = { id: '498566', name: 'Slots', igdb_id: '' }

/** The URL of a category's box art. */
export const boxArt = (id: string) => `https://static-cdn.jtvnw.net/ttv-boxart/${id}-{width}x{height}.jpg`
