/** Categories as Twitch has them, in every world: id, name, IGDB id ('' where IGDB does not know it). */
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

/** The category that cannot be clipped; no generated channel is in it. */
export const unclippable = { id: '498566', name: 'Slots', igdb_id: '' }

/** Where the picture of a category is. */
export const boxArt = (id: string) => `https://static-cdn.jtvnw.net/ttv-boxart/${id}-{width}x{height}.jpg`
