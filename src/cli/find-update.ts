import { defineCommand } from 'citty'

/** What the notice of a newer release starts on the side. */
export const findUpdate = defineCommand({
  meta: { name: '__find-update', description: 'Look for a newer release', hidden: true },
  run: async () => (await import('./update.ts')).findUpdate(),
})
