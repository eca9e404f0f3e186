const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser of the machine: what CHROMIUM names, or what is on the PATH. */
export function findChromium(): string | undefined {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const name of names) {
    const path = Bun.which(name)
    if (path) return path
  }
}
