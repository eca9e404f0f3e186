/**
 * The day of the newest entry of Twitch's change log that this program implements. Update it with each newer entry.
 * Source: https://dev.twitch.tv/docs/change-log/
 */
export const documentedUntil = '2026-11-10'
