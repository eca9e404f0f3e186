import { defineCommand } from 'citty'
import { print } from './output.ts'
import type { Meta } from './usage.ts'

const install = {
  bash: 'source <(twitch completion bash)',
  zsh: 'source <(twitch completion zsh)',
  fish: 'twitch completion fish | source',
  powershell: 'twitch completion powershell | Out-String | Invoke-Expression',
} as const

const names = { bash: 'bash', zsh: 'zsh', fish: 'fish', powershell: 'PowerShell' } as const

/** The command `twitch completion`. */
export const completion = defineCommand({
  meta: {
    name: 'completion',
    description: 'Print the script that completes commands, flags and scopes in a shell',
    examples: Object.values(install),
  } satisfies Meta as Meta,
  subCommands: {
    bash: script('bash'),
    zsh: script('zsh'),
    fish: script('fish'),
    powershell: script('powershell'),
  },
})

function script(shell: keyof typeof names) {
  return defineCommand({
    meta: {
      name: shell,
      description: `Print the completion script for ${names[shell]}`,
      examples: [install[shell]],
    } satisfies Meta as Meta,
    async run() {
      const { scripts } = await import('./completion/shells.ts')
      print(scripts[shell])
    },
  })
}
