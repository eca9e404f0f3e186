import { readFileSync, writeFileSync } from 'node:fs'
import { description, homepage, version } from '../package.json'
import { archiveName, type Target } from './release/targets.ts'

/**
 * Writes the Homebrew formula of the release in a folder, from its checksums.txt, as scripts/release.ts does.
 *
 *   bun scripts/homebrew.ts [dist/release]
 */
if (import.meta.main) {
  const folder = process.argv[2] ?? 'dist/release'
  const lines = readFileSync(`${folder}/checksums.txt`, 'utf8').trim().split('\n')
  const checksums = Object.fromEntries(lines.map((line) => line.split('  ').reverse()))
  writeFileSync(`${folder}/twitch.rb`, formula(version, checksums))
}

/**
 * The formula of a release.
 *
 * @param checksums SHA-256 by the name of the archive
 */
export function formula(version: string, checksums: Readonly<Record<string, string>>): string {
  const archive = (target: Target) => {
    const name = archiveName(version, target)
    return `url "${homepage}/releases/download/v${version}/${name}"
      sha256 "${checksums[name]}"`
  }
  return `class Twitch < Formula
  desc "${description}"
  homepage "${homepage}"
  version "${version}"
  license "MIT"

  on_macos do
    on_arm do
      ${archive('Darwin_arm64')}
    end
    on_intel do
      ${archive('Darwin_x86_64')}
    end
  end

  on_linux do
    on_arm do
      ${archive('Linux_arm64')}
    end
    on_intel do
      ${archive('Linux_x86_64')}
    end
  end

  def install
    bin.install "twitch"
    generate_completions_from_executable(bin/"twitch", "completion")
  end

  test do
    require "json"
    assert_match "twitch-cli/#{version}", shell_output("#{bin}/twitch version")
    client = JSON.parse(shell_output("#{bin}/twitch mock-api generate --count 3 --db #{testpath}/mock.db --json"))
    assert_equal 30, client["client_id"].length
  end
end
`
}
