import { describe, expect, test } from 'bun:test'
import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { executable } from '../support/binary.ts'
import { Home } from '../support/command.ts'

async function candidates(shell: string, line: string): Promise<string[]> {
  using home = new Home()
  const { stdout, code } = await home.run(['__complete', shell, line])
  expect(code).toBe(0)
  return stdout.split('\n').filter(Boolean)
}

describe('completion', () => {
  test.each([
    [
      'twitch mock-api ',
      ['ca', 'clock', 'export', 'fault', 'generate', 'import', 'reset', 'snapshot', 'start', 'wait'],
    ],
    ['twitch tok', ['token ']],
    ['twitch help mock-api st', ['start ']],
    ['twitch --config /etc/hosts tok', ['token ']],
    ['twitch token --dc', ['--dcf ']],
    ['twitch token -u --dcf --dc', []],
    ['twitch bogus ', []],
    ['twitch token -p ', []],
    ['twitch version ', []],
    // Readline replaces what follows the last colon, unless a quote is open.
    ['twitch token -u -s user:read:e', ['email', 'emotes']],
    ['twitch token --scopes=channel:manage:po', ['polls ']],
    ['twitch token -us "user:read:em', ['user:read:email', 'user:read:emotes']],
    ['twitch token -us "user:read:email user:read:em', ['user:read:email user:read:emotes']],
    ['twitch token -us "user:read:email"', []],
    ['twitch api get channels/fol', ['channels/followed', 'channels/followers']],
    ['twitch api delete /rai', ['/raids ']],
    ['twitch api get channels followers -q user_i', ['user_id=']],
    ['twitch api get videos -q type=up', ['upload ']],
    ['twitch api get /channels/followers -q user_i', ['user_id=']],
  ])('in bash: %s', async (line, expected) => {
    expect(await candidates('bash', line)).toEqual(expected)
  })

  test.each([
    [
      'twitch token -s user:read:em',
      ['user:read:email\tSee the email address', 'user:read:emotes\tList usable emotes'],
    ],
    ['twitch token -us "bits:read channel:manage:po', ['channel:manage:polls\tCreate and end polls']],
    ['twitch mock-api start --db ./', [':files']],
  ])('in zsh: %s', async (line, expected) => {
    expect(await candidates('zsh', line)).toEqual(expected)
  })

  test('in fish a list is replaced as a whole', async () => {
    const line = 'twitch token -us "bits:read channel:manage:po'
    expect(await candidates('fish', line)).toEqual(['bits:read channel:manage:polls\tCreate and end polls'])
  })

  test('offers every command but itself', async () => {
    const commands = await candidates('bash', 'twitch ')
    expect(commands).toEqual(expect.arrayContaining(['configure', 'token', 'mock-api', 'completion', 'help']))
    expect(commands).not.toContain('__complete')
  })
})

test.skipIf(!Bun.which('bash'))('the script for bash completes in bash', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'twitch-path-'))
  symlinkSync(await executable(), join(folder, 'twitch'))
  const script = `source <(twitch completion bash)
complete -p twitch
COMP_LINE='twitch token -u -s user:read:e' COMP_POINT=30 COMP_WORDS=(twitch token -u -s user : read : e)
_twitch; printf '%s\\n' "\${COMPREPLY[@]}"`
  const bash = Bun.spawn(['bash', '--norc', '-c', script], {
    env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder },
    stdout: 'pipe',
  })
  expect(await bash.stdout.text()).toBe('complete -o default -o nospace -F _twitch twitch\nemail\nemotes\n')
})

test.each(['zsh', 'fish', 'powershell'])('twitch completion %s prints a script', async (shell) => {
  using home = new Home()
  const { stdout, code } = await home.run(['completion', shell])
  expect(code).toBe(0)
  expect(stdout).toContain(`__complete ${shell}`)
  const checker = { zsh: ['zsh', '-n'], fish: ['fish', '--no-execute'], powershell: [] }[shell]!
  if (checker.length === 0 || !Bun.which(checker[0]!)) return
  const check = Bun.spawn(checker, { stdin: new Blob([stdout]), stderr: 'inherit' })
  expect(await check.exited).toBe(0)
})
