/** Sends what a program asks of Twitch to the mock: `MOCK=http://localhost:8080 node --import ./to-mock.js bot.js` */
const bases = { 'https://api.twitch.tv/helix': '/mock', 'https://id.twitch.tv/oauth2': '/oauth2' }
const { fetch } = globalThis

globalThis.fetch = (input, init) => {
  const asked = input instanceof Request ? input.url : String(input)
  const base = Object.keys(bases).find((base) => asked.startsWith(base))
  if (!base) return fetch(input, init)
  const url = process.env.MOCK + bases[base] + asked.slice(base.length)
  return fetch(input instanceof Request ? new Request(url, input) : url, init)
}
