import { defineCommand } from 'citty'
import { print } from './output.ts'

const names = { bash: 'bash', zsh: 'zsh', fish: 'fish', powershell: 'PowerShell' } as const

export const completion = defineCommand({
  meta: {
    name: 'completion',
    description: 'Print the script that completes commands, flags and scopes in a shell',
  },
  subCommands: {
    bash: script('bash'),
    zsh: script('zsh'),
    fish: script('fish'),
    powershell: script('powershell'),
  },
})

function script(shell: keyof typeof names) {
  return defineCommand({
    meta: { name: shell, description: `Print the completion script for ${names[shell]}` },
    async run() {
      const { scripts } = await import('./completion/shells.ts')
      print(scripts[shell])
    },
  })
}
