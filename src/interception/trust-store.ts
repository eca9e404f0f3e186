import { createHash } from 'node:crypto'
import { derOf } from './certificate.ts'

/** The password of the store, which Java requires; it protects nothing, since the store has only certificates. */
export const STORE_PASSWORD = 'changeit'

/**
 * A trust store for Java with certificates, in the format JKS.
 * Source: sun.security.provider.JavaKeyStore, engineStore()
 */
export function trustStoreOf(certificates: readonly string[], at = new Date()): Buffer {
  const content = Buffer.concat([
    integer(0xfeedfeed),
    integer(2),
    integer(certificates.length),
    ...certificates.flatMap((certificate, index) => trusted(`trusted-${index}`, derOf(certificate), at)),
  ])
  const password = Buffer.from(STORE_PASSWORD, 'utf16le').swap16()
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite').update(content).digest()
  return Buffer.concat([content, digest])
}

const TRUSTED_CERTIFICATE = 2

const trusted = (alias: string, der: Buffer, at: Date): Buffer[] => [
  integer(TRUSTED_CERTIFICATE),
  text(alias),
  moment(at),
  text('X.509'),
  integer(der.length),
  der,
]

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function moment(at: Date): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(BigInt(at.getTime()))
  return bytes
}

/** An ASCII text in Java's modified UTF-8, with its length. */
function text(value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(value.length)
  return Buffer.concat([length, Buffer.from(value, 'latin1')])
}
