import { defineCommand } from 'citty'
import { version as number } from '../version.ts'
import { print } from './output.ts'

export const version = defineCommand({
  meta: { name: 'version', description: 'Print the version' },
  run: () => print(`twitch-cli/${number}`),
})
