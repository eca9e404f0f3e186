import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { type Destinations, refusals, tableOf } from './destinations.ts'
import bunShim from './shims/bun.cjs' with { type: 'text' }
import nodeShim from './shims/node.cjs' with { type: 'text' }
import pythonShim from './shims/sitecustomize.py' with { type: 'text' }
import { STORE_PASSWORD, trustStoreOf } from './trust-store.ts'

/** The parts of interception that the environment refers to. */
export interface Wiring {
  /** The certificate of the authority, in PEM. */
  certificate: string
  proxyPort: number
  destinations: Destinations
  /** Whether the program may also reach hosts other than Twitch's. */
  passthrough: boolean
}

/** The variables that direct a program to the mock, and their files. */
export interface Environment {
  variables: Record<string, string>
  /** Removes the files. */
  remove(): void
}

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Creates the environment in which a program with Twitch's hosts built in reaches the mock: through the proxy, or
 * through a shim in Node and Python. The files are in a new folder that only its owner can read.
 *
 * @param inherited the environment to extend; values that are lists are appended to
 * @throws the system's error if the folder cannot be written
 */
export function environmentOf(wiring: Wiring, inherited: Variables): Environment {
  const folder = mkdtempSync(join(tmpdir(), 'twitch-run-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name)
    writeFileSync(path, content, { mode: 0o600 })
    return path
  }
  try {
    const { certificate, passthrough, destinations } = wiring
    // A program that may reach other hosts must still trust the usual authorities.
    const trusted = [certificate, ...(passthrough ? rootCertificates : [])]
    file('table.json', JSON.stringify({ addresses: tableOf(destinations), passthrough, refusals }))
    file('sitecustomize.py', pythonShim)
    const paths = {
      folder,
      certificate: file('ca.pem', certificate),
      bundle: file('bundle.pem', trusted.join('\n')),
      trustStore: file('trust.jks', trustStoreOf(trusted)),
      node: file('node.cjs', nodeShim),
      bun: file('bun.cjs', bunShim),
    }
    return { variables: variablesOf(wiring, paths, inherited), remove }
  } catch (error) {
    remove()
    throw error
  }
}

interface Paths {
  folder: string
  certificate: string
  bundle: string
  trustStore: string
  node: string
  bun: string
}

function variablesOf({ proxyPort }: Wiring, paths: Paths, inherited: Variables) {
  const proxy = `http://127.0.0.1:${proxyPort}`
  const direct = [inherited.NO_PROXY ?? inherited.no_proxy, 'localhost', '127.0.0.1', '::1']
  return {
    // Some programs read these in upper case, others in lower case.
    ...inBoth('HTTP_PROXY', proxy),
    ...inBoth('HTTPS_PROXY', proxy),
    ...inBoth('ALL_PROXY', proxy),
    ...inBoth('NO_PROXY', direct.filter(Boolean).join(',')),
    SSL_CERT_FILE: paths.bundle,
    CURL_CA_BUNDLE: paths.bundle,
    REQUESTS_CA_BUNDLE: paths.bundle,
    DENO_CERT: paths.certificate,
    NODE_EXTRA_CA_CERTS: paths.certificate,
    NODE_OPTIONS: joined(inherited.NODE_OPTIONS, `--require ${JSON.stringify(paths.node)}`),
    BUN_OPTIONS: joined(inherited.BUN_OPTIONS, `--preload ${paths.bun}`),
    PYTHONPATH: [paths.folder, inherited.PYTHONPATH].filter(Boolean).join(delimiter),
    JAVA_TOOL_OPTIONS: joined(inherited.JAVA_TOOL_OPTIONS, ...javaOptions(proxyPort, paths)),
  }
}

const inBoth = (name: string, value: string) => ({ [name]: value, [name.toLowerCase()]: value })

const joined = (...words: (string | undefined)[]) => words.filter(Boolean).join(' ')

function javaOptions(proxyPort: number, { trustStore }: Paths): string[] {
  const properties = {
    'http.proxyHost': '127.0.0.1',
    'http.proxyPort': proxyPort,
    'https.proxyHost': '127.0.0.1',
    'https.proxyPort': proxyPort,
    'http.nonProxyHosts': 'localhost|127.*|[::1]',
    'javax.net.ssl.trustStore': trustStore,
    'javax.net.ssl.trustStorePassword': STORE_PASSWORD,
    'javax.net.ssl.trustStoreType': 'JKS',
  }
  return Object.entries(properties).map(([name, value]) => `-D${name}=${value}`)
}
