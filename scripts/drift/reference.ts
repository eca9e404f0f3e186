import { itemsOf, type Section, sectionsOf, subsection } from './markdown.ts'

/** What a caller may or must send. */
export interface Parameter {
  name: string
  isRequired: boolean
}

/** The token that a caller shows. */
export type TokenKind = 'app' | 'user' | 'jwt'

/** An operation as one side describes it; what is undefined was not stated in a form that is known here. */
export interface Operation {
  name: string
  /** As "GET /polls". */
  id?: string
  tokens?: TokenKind[]
  /** Those of which a user access token must have one. */
  scopes?: string[]
  query?: Parameter[]
  body?: Parameter[]
}

/** A subscription type as one side describes it. */
export interface SubscriptionType {
  name: string
  /** As "channel.poll.begin 1". */
  id?: string
  scopes?: string[]
  condition?: Parameter[]
}

/** The operations of a page under api/reference/. */
export function readOperations(markdown: string): Operation[] {
  return entriesOf(markdown).map(({ title, section }) => {
    if (!section) return { name: title }
    const [, method, path] =
      /\b(GET|POST|PUT|PATCH|DELETE)\s+https:\/\/api\.twitch\.tv\/helix(\/[\w/-]+)/.exec(
        subsection(section, 'Endpoint', 'URL') ?? '',
      ) ?? []
    return {
      name: title,
      id: method && path ? `${method} ${path.replace(/\/$/, '')}` : undefined,
      ...readAuthorization(section),
      query: parametersOf(subsection(section, 'Query Parameters', 'Request Query Parameters') ?? ''),
      body: parametersOf(subsection(section, 'Request Body', 'Request Body Parameters') ?? ''),
    }
  })
}

/** The subscription types of a page under eventsub/reference/. */
export function readTypes(markdown: string): SubscriptionType[] {
  return entriesOf(markdown).map(({ title, section }) => {
    if (!section) return { name: title }
    const stated = subsection(section, 'Subscription') ?? ''
    const type = /\bType: `([\w.]+)`/.exec(stated)?.[1]
    const version = /\bVersion: `(\w+)`/.exec(stated)?.[1]
    return {
      name: title,
      id: type && version ? `${type} ${version}` : undefined,
      scopes: readAuthorization(section).scopes,
      condition: conditionOf(subsection(section, 'Subscription Request Body') ?? ''),
    }
  })
}

/** What a page lists under its contents, each with its section; a page of one entry has no contents. */
function entriesOf(markdown: string): { title: string; section?: Section }[] {
  const sections = sectionsOf(markdown, 2)
  const contents = sections.find(({ anchor }) => anchor === 'contents')
  const described = sections.filter((section) => subsection(section, 'Endpoint', 'URL', 'Subscription'))
  const listed = [...(contents?.text ?? '').matchAll(/^\s*[-*] \[(.+?)\]\(#([\w-]+)\)/gm)].map(
    ([, title = '', anchor]) => ({ title, section: sections.find((section) => section.anchor === anchor) }),
  )
  const unlisted = described.filter((section) => !listed.some((entry) => entry.section === section))
  return [...listed, ...unlisted.map((section) => ({ title: section.title, section }))]
}

/** One item a kind of token, as "A [user access token](…) that includes the **bits:read** scope."; or one sentence. */
function readAuthorization(section: Section): Pick<Operation, 'tokens' | 'scopes'> {
  const text = subsection(section, 'Authorization')
  if (text === undefined) return {}
  if (/\bno (authorization|access token)\b|not require (an )?auth/i.test(text))
    return { tokens: [], scopes: [] }
  const kinds: [TokenKind, RegExp][] = [
    ['user', /user access token/i],
    ['app', /app access token/i],
    ['jwt', /\bJWT\b|JSON Web Token/i],
  ]
  const items = itemsOf(text).filter(({ depth }) => depth === 0)
  const statements = items.length > 0 ? items.map(({ text }) => text) : [text]
  const tokens = kinds
    .filter(([, words]) => statements.some((item) => words.test(item)))
    .map(([kind]) => kind)
  const ofUser = statements.filter((item) => kinds[0]![1].test(item)).join('\n')
  return tokens.length > 0 ? { tokens, scopes: scopesIn(ofUser) } : {}
}

const scopesIn = (text: string) => [
  ...new Set([...text.matchAll(/\*\*([a-z_]+(?::[a-z_]+)+)\*\*/g)].map(([, scope = '']) => scope)),
]

/** The outermost items, as "`first` — Integer" or "`id` — String, **Required**. The ID of …". */
function parametersOf(list: string): Parameter[] | undefined {
  const outermost = itemsOf(list).filter(({ depth }) => depth === 0)
  const parameters = outermost.map(({ text }) => parameterOf(text))
  return parameters.every((parameter) => parameter !== undefined) ? parameters : undefined
}

/** The items below `condition`, as "`condition.user_id` — String, **Required**. The user ID of …". */
function conditionOf(list: string): Parameter[] | undefined {
  const items = itemsOf(list).filter(({ depth, text }) => depth === 1 && text.startsWith('`condition.'))
  const keys = items.map(({ text }) => parameterOf(text.replace('`condition.', '`')))
  return keys.length > 0 && keys.every((key) => key !== undefined) ? keys : undefined
}

function parameterOf(item: string): Parameter | undefined {
  const [, name, rest] = /^`([\w.]+)`(?: +[—–-] +([^.\n]*))?/.exec(item) ?? []
  return name ? { name, isRequired: /\*\*Required\*\*/i.test(rest ?? '') } : undefined
}
