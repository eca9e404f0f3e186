import { defineCommand } from 'citty'

/** The hidden command that looks for a newer release, which the notice starts in the background. */
export const findUpdate = defineCommand({
  meta: { name: '__find-update', description: 'Look for a newer release', hidden: true },
  run: async () => (await import('./update.ts')).findUpdate(),
})
