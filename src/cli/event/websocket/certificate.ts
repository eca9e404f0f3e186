import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { directory } from '../../../config.ts'
import { CliError } from '../../errors.ts'

/**
 * The flags of `twitch mock-api start` for the certificate and the key in the official CLI's files.
 *
 * @throws CliError if the files do not exist; ConfigError
 */
export function certificateFlags(): string[] {
  const [certificate, key] = ['localhost.crt', 'localhost.key'].map((name) => join(directory(), name))
  const missing = [certificate, key].find((file) => !existsSync(file!))
  if (missing === undefined) return [`--tls-cert=${certificate}`, `--tls-key=${key}`]
  throw new CliError(
    `there is no ${missing}`,
    `make both with "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -keyout ${key} -out ${certificate}"`,
  )
}
