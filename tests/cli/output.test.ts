import { expect, test } from 'bun:test'

test('what is told on a terminal keeps the colour of the terminal', async () => {
  let screen = ''
  const program = Bun.spawn([process.execPath, 'src/main.ts', 'tokn'], {
    env: { PATH: process.env.PATH, TERM: 'xterm' },
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
