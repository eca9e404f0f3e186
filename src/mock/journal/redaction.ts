const REDACTED = '[redacted]'

/** The names whose values are secrets, in queries, forms, JSON and fragments. */
const NAMES =
  'access_token|refresh_token|id_token|client_secret|old_secret|secret|secrets|device_code|code|token|stream_key|' +
  'carried|csrf'

const isSecret = new RegExp(`^(?:${NAMES})$`, 'i')

/** Secrets in JSON that does not parse, such as the beginning of a long body. */
const inJson = new RegExp(`("(?:${NAMES})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|\\[[^\\]]*\\]?)`, 'gi')

const inForm = new RegExp(`((?:^|[?&#])(?:${NAMES})=)[^&#]*`, 'gi')

/** A URL, a query or a form without the values of secrets. */
export const redactedForm = (text: string) => text.replace(inForm, `$1${REDACTED}`)

/** The headers by lower-case names, with only the scheme of credentials. */
export function redactedHeaders(headers: Headers): Record<string, string> {
  const shown = [...headers].map(([name, value]) => {
    if (name === 'authorization') return [name, value.replace(/^(\S+ +)?.*$/s, `$1${REDACTED}`)]
    if (name === 'cookie' || name === 'set-cookie') return [name, REDACTED]
    return [name, redactedForm(value)]
  })
  return Object.fromEntries(shown)
}

/** A body without secrets: JSON as a value, a form as text; null for other bodies. */
export function redactedBody(text: string, type = ''): unknown {
  if (text === '' || /^text\/html|^multipart\//.test(type)) return null
  try {
    return withoutSecrets(JSON.parse(text))
  } catch {
    return redactedForm(text.replace(inJson, `$1"${REDACTED}"`))
  }
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [
    name,
    isSecret.test(name) && member !== null ? REDACTED : withoutSecrets(member),
  ])
  return Object.fromEntries(members)
}
