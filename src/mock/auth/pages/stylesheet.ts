/** The stylesheet of the pages: no external fonts or images; light or dark as the system's setting. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f3f1f8; --glow: #e3d6ff; --card: #ffffff; --line: #dcd7e6; --soft: #f6f3fc;
  --ink: #1b1626; --quiet: #625b72; --accent: #7a2ff0; --accent-strong: #6418d8; --on-accent: #ffffff;
  --bad: #b3261e; --good: #1a7f4b; --shadow: 0 1px 2px #1b162614, 0 16px 40px -12px #1b162633;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f0c16; --glow: #2b1a52; --card: #1a1624; --line: #383147; --soft: #231d31;
    --ink: #f1edf8; --quiet: #aaa2bb; --accent: #b58cff; --accent-strong: #cbaeff; --on-accent: #1c0b3d;
    --bad: #ff9a91; --good: #6ddba0; --shadow: 0 1px 2px #0006, 0 20px 48px -12px #000a;
  }
}
* { box-sizing: border-box }
html { scroll-padding-bottom: 6rem }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center;
  gap: 1.25rem; padding: 2.5rem 1rem; color: var(--ink); line-height: 1.5;
  background: radial-gradient(60rem 32rem at 50% -8rem, var(--glow), transparent) no-repeat var(--ground);
  font-family: Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
main {
  width: 100%; max-width: 29rem; background: var(--card); border: 1px solid var(--line); border-radius: 1.25rem;
  box-shadow: var(--shadow); padding: 2rem;
}
h1 { font-size: 1.375rem; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; margin: 0;
  text-wrap: balance; overflow-wrap: anywhere }
h2 { font-size: .9375rem; font-weight: 650; margin: 1.75rem 0 .625rem }
p { margin: .5rem 0 0 }
code { font: .8125rem/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  overflow-wrap: anywhere }
svg { flex: none; width: 1.125rem; height: 1.125rem; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round }
.quiet { color: var(--quiet); font-size: .875rem }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap }
.head { display: flex; gap: 1rem; align-items: center }
.app {
  flex: none; display: grid; place-items: center; width: 3.5rem; height: 3.5rem; border-radius: 1rem;
  font-size: 1.375rem; font-weight: 700;
  color: #fff; background: linear-gradient(140deg, #9f5bff, #5a1cc4);
}
.app svg { width: 1.75rem; height: 1.75rem }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .625rem }
.scopes li { display: flex; gap: .75rem }
.scopes svg { margin-top: .1875rem; color: var(--good) }
.scopes code { display: block; color: var(--quiet) }
.search { display: flex; gap: .5rem; margin-bottom: .75rem }
input[type=search], input[type=text] {
  flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line);
  border-radius: .625rem; padding: .5rem .75rem;
}
input::placeholder { color: var(--quiet); opacity: 1 }
input.code { width: 100%; margin-top: 1.25rem; padding: .875rem; text-align: center; text-transform: uppercase;
  font: 600 1.5rem/1.2 ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; letter-spacing: .2em }
input.code::placeholder { opacity: .6; font-weight: 400 }
input[aria-invalid] { border-color: var(--bad) }
button {
  font: inherit; font-weight: 600; color: var(--ink); background: transparent; border: 1px solid var(--line);
  border-radius: .625rem; padding: .5rem 1rem; cursor: pointer;
}
button:hover { background: var(--soft) }
button.main { color: var(--on-accent); background: var(--accent); border-color: transparent }
button.main:hover { background: var(--accent-strong) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: .375rem }
.user { display: flex; align-items: center; gap: .75rem; padding: .5rem .75rem; border: 1px solid transparent;
  border-radius: .75rem; cursor: pointer }
.user:hover { background: var(--soft) }
.user:has(:checked) { background: var(--soft); border-color: var(--accent) }
.user:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px }
.user input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); outline: none }
.user span { flex: 1; min-width: 0; line-height: 1.35; font-weight: 550; overflow-wrap: anywhere }
.user small { display: block; font-weight: 400; font-size: .8125rem; color: var(--quiet) }
.face { flex: none; width: 2.25rem; height: 2.25rem; border-radius: 50%; display: grid; place-items: center;
  font-style: normal; font-weight: 650; color: #fff }
.face-0 { background: #7a2ff0 } .face-1 { background: #b3236b } .face-2 { background: #0b6e99 }
.face-3 { background: #1a7f4b } .face-4 { background: #a5480a } .face-5 { background: #4459c9 }
.badge { font-size: .75rem; font-weight: 600; color: var(--accent); margin-left: .25rem;
  border: 1px solid currentColor; border-radius: 1rem; padding: 0 .4375rem }
.actions {
  position: sticky; bottom: 0; display: grid; grid-template-columns: 2fr 1fr; gap: .625rem;
  margin: 1.5rem -2rem -2rem; padding: 1rem 2rem;
  background: var(--card); border-top: 1px solid var(--line); border-radius: 0 0 1.25rem 1.25rem;
}
.actions button { padding-block: .75rem }
.actions button:only-child { grid-column: span 2 }
.wide { width: 100%; margin-top: 1.25rem; padding-block: .75rem }
.user-code { margin: 1.25rem 0 0; padding: .875rem; text-align: center;
  font: 650 1.625rem/1.2 ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; letter-spacing: .16em;
  background: var(--soft); border: 1px dashed var(--line); border-radius: .875rem }
.alert { color: var(--bad); font-weight: 550; font-size: .9375rem; margin-top: .75rem }
.outcome { text-align: center }
.outcome .app { margin: 0 auto 1.25rem; border-radius: 50% }
.outcome .good { background: var(--good) } .outcome .bad { background: var(--quiet) }
.outcome .app svg { color: var(--card); stroke-width: 2.5 }
footer { max-width: 29rem; text-align: center; color: var(--quiet); font-size: .8125rem }
a { color: var(--accent) }
@media (max-width: 30rem) {
  body { padding: 0; gap: 0; justify-content: start; background: var(--card) }
  main { border: 0; border-radius: 0; box-shadow: none; padding: 2rem 1.25rem 1.5rem }
  .actions { margin: 1.25rem -1.25rem 0; padding: .875rem 1.25rem; border-radius: 0 }
  footer { padding: 0 1.25rem 1.5rem }
}
`
