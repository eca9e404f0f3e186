/**
 * The day of the newest entry of Twitch's change log that was dealt with. Whoever deals with a newer one moves it.
 * Source: https://dev.twitch.tv/docs/change-log/
 */
export const documentedUntil = '2026-11-10'
