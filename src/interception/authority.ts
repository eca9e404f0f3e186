import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, replaceFile } from '../config.ts'
import { twitchHosts } from '../twitch/hosts.ts'
import type { Certified } from './certificate.ts'

const FILE_NAME = 'mock-certificate-authority.pem'
const DOMAIN = 'twitch.tv'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const AUTHORITY_LIFETIME_MS = 5 * 365 * DAY_MS
/** An authority that expires within this time is replaced. */
const REMAINING_MS = 30 * DAY_MS
/** Certificates are valid from this long ago, so that clients whose clock is slow accept them. */
const TOLERANCE_MS = HOUR_MS

/**
 * The certificate authority of the user, in the directory of the settings. It is created at the first use, constrained
 * to names below twitch.tv. Key and certificate are one file with mode 0600.
 *
 * @throws ConfigError for a file that cannot be read, understood or written
 */
export async function authorityIn(directory: string, now = new Date()): Promise<Certified> {
  const file = join(directory, FILE_NAME)
  if (existsSync(file)) {
    const authority = read(file)
    const { validToDate } = new X509Certificate(authority.certificate)
    if (validToDate.getTime() - now.getTime() > REMAINING_MS) return authority
    rmSync(file, { force: true })
  }
  const { makeAuthority } = await import('./certificate.ts')
  const period = { notBefore: earlier(now), notAfter: new Date(now.getTime() + AUTHORITY_LIFETIME_MS) }
  const { key, certificate } = makeAuthority('twitch mock-api certificate authority', DOMAIN, period)
  writeNew(file, key + certificate)
  // Another process may have created it first.
  return read(file)
}

/** A certificate for all hosts of Twitch that the mock stands in for, valid for a day. */
export async function leafOf(authority: Certified, now = new Date()): Promise<Certified> {
  const { makeLeaf } = await import('./certificate.ts')
  const period = { notBefore: earlier(now), notAfter: new Date(earlier(now).getTime() + DAY_MS) }
  return makeLeaf(authority, Object.keys(twitchHosts), period)
}

/** The SHA-256 of a certificate's public key in base64, as browsers pin it. Source: RFC 7469, 2.4 */
export function publicKeyHash({ certificate }: Certified): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('base64')
}

const earlier = (now: Date) => new Date(now.getTime() - TOLERANCE_MS)

function read(file: string): Certified {
  const text = readText(file)
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]*-----END PRIVATE KEY-----\n/.exec(text) ?? []
  const [certificate] = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n/.exec(text) ?? []
  if (key && certificate) return { key, certificate }
  throw new ConfigError(`${file} has no key and certificate`, 'remove it: it is made anew')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`cannot read ${file}: ${(error as Error).message}`)
  }
}

/** Writes a file atomically, unless it exists already. */
function writeNew(file: string, text: string): void {
  const whole = `${file}.${process.pid}`
  try {
    replaceFile(whole, text)
    linkSync(whole, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error instanceof ConfigError
      ? error
      : new ConfigError(`cannot write ${file}: ${(error as Error).message}`)
  } finally {
    rmSync(whole, { force: true })
  }
}
