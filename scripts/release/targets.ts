/**
 * Everything that a release is built for, named as `uname -s` and `uname -m` do (arm64 for aarch64). x64 is the
 * baseline, which runs on every such processor: Bun 1.4.5 builds the same bytes for both and looks at run time.
 */
export const targets = {
  Linux_x86_64: 'bun-linux-x64-baseline',
  Linux_arm64: 'bun-linux-arm64',
  Linux_x86_64_musl: 'bun-linux-x64-musl-baseline',
  Linux_arm64_musl: 'bun-linux-arm64-musl',
  Darwin_x86_64: 'bun-darwin-x64-baseline',
  Darwin_arm64: 'bun-darwin-arm64',
  Windows_x86_64: 'bun-windows-x64-baseline',
  Windows_arm64: 'bun-windows-arm64',
} as const

export type Target = keyof typeof targets

/** The archive of a target: `twitch-cli_2.0.0_Linux_x86_64.tar.gz`. */
export function archiveName(version: string, target: Target): string {
  return `twitch-cli_${version}_${target}.${target.startsWith('Windows') ? 'zip' : 'tar.gz'}`
}
