/** Paths of operations that Twitch has removed. Source: https://dev.twitch.tv/docs/change-log/ */
const removed = [
  '/mock/hypetrain/events',
  '/mock/soundtrack/current_track',
  '/mock/soundtrack/playlist',
  '/mock/soundtrack/playlists',
  '/mock/streams/tags',
  '/mock/tags/streams',
  '/mock/users/follows',
]

/** Whether a path belongs to an operation that Twitch has removed. */
export const isGone = (pathname: string) => removed.includes(pathname)
