import { expect, test } from 'bun:test'
import { goTime } from '../../src/cli/token/results.ts'

test.each([
  ['xterm', {}, true],
  ['dumb', {}, false],
  ['xterm', { NO_COLOR: '1' }, false],
])('the help on a terminal of the kind %s with %j', async (TERM, env, isColoured) => {
  let screen = ''
  const program = Bun.spawn([process.execPath, 'src/main.ts', '--help'], {
    env: { PATH: process.env.PATH, BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', TERM, ...env },
    terminal: {
      cols: 120,
      rows: 40,
      data(_, data) {
        screen += new TextDecoder().decode(data)
      },
    },
  })
  expect(await program.exited).toBe(0)
  expect(screen).toContain('twitch')
  expect(screen.includes('\x1b[')).toBe(isColoured)
})

test('what is told on a terminal keeps the colour of the terminal', async () => {
  let screen = ''
  const program = Bun.spawn([process.execPath, 'src/main.ts', 'tokn'], {
    env: { PATH: process.env.PATH, BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0', TERM: 'xterm' },
    terminal: {
      cols: 120,
      rows: 40,
      data(_, data) {
        screen += new TextDecoder().decode(data)
      },
    },
  })
  expect(await program.exited).toBe(1)
  expect(screen).toBe('unknown command "tokn" for "twitch": did you mean "token"?\r\n')
})

test.each([
  ['2023-08-23T22:06:47.036Z', '22:06:47.036'],
  ['2023-08-23T22:06:40.500Z', '22:06:40.5'],
  ['2023-08-23T22:06:40.000Z', '22:06:40'],
])('a moment such as %s is printed as %s', (moment, time) => {
  expect(goTime(new Date(moment))).toBe(`2023-08-23 ${time} +0000 UTC`)
})
