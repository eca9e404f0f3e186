import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ServerOptions } from '../../../mock/server/start.ts'
import { CliError } from '../../errors.ts'
import { fileValue } from '../../values.ts'

/**
 * Reads the certificate and the key of --tls-cert and --tls-key.
 *
 * @throws CliError if one is missing or cannot be read
 */
export function tlsOf(args: { 'tls-cert'?: string; 'tls-key'?: string }): ServerOptions['tls'] {
  const [certificate, privateKey] = [args['tls-cert'], args['tls-key']]
  const cert = certificate === undefined ? undefined : textOf(certificate, '--tls-cert')
  const key = privateKey === undefined ? undefined : textOf(privateKey, '--tls-key')
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new CliError('https needs a certificate and its key', 'give both --tls-cert and --tls-key')
  const isPair = parsed(
    () => new X509Certificate(cert),
    '--tls-cert',
    'a certificate in PEM',
  ).checkPrivateKey(parsed(() => createPrivateKey(key), '--tls-key', 'a private key in PEM'))
  if (!isPair)
    throw new CliError('the key is not that of the certificate', 'give --tls-key the key of --tls-cert')
  return { cert, key }
}

function parsed<T>(parse: () => T, flag: string, what: string): T {
  try {
    return parse()
  } catch {
    throw new CliError(`the file of ${flag} is not ${what}`, 'it begins with -----BEGIN')
  }
}

function textOf(path: string, flag: string): string {
  const file = fileValue(path, flag)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new CliError(`cannot read ${file} (${code ?? error})`, `give ${flag} a file in PEM`)
  }
}
