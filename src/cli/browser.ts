import { existsSync } from 'node:fs'

/**
 * Opens a URL in the person's browser, without waiting for it.
 *
 * @returns whether an opener could be started; whether a window appeared nobody can tell
 */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): boolean {
  try {
    const opener = Bun.spawn([...openerOf(platform), url], { stdio: ['ignore', 'ignore', 'ignore'] })
    opener.unref()
    return true
  } catch {
    return false
  }
}

function openerOf(platform: NodeJS.Platform): string[] {
  const windows = ['url.dll,FileProtocolHandler']
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', ...windows]
  // In the Windows Subsystem for Linux, the browser runs on Windows.
  if (existsSync('/proc/sys/fs/binfmt_misc/WSLInterop')) return ['rundll32.exe', ...windows]
  return ['xdg-open']
}
