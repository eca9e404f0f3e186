import { join } from 'node:path'
import type { Declared } from '../../scripts/drift/declared.ts'
import type { Operation, Parameter, SubscriptionType, TokenKind } from '../../scripts/drift/reference.ts'
import { emptyHome } from './binary.ts'

/** Pages in the form of Twitch's markdown documentation, that say what is declared here. */
export function documentationOf({ operations, types }: Declared, newest: string): Map<string, string> {
  const reference = Map.groupBy(operations, ({ id }) => `api/reference/${id?.split('/')[1]}.md`)
  const events = Map.groupBy(types, ({ id }) => `eventsub/reference/${id?.split('.')[0]}.md`)
  const names = [...reference.keys(), ...events.keys()]
  return new Map([
    [
      'llms.txt',
      `# Docs\n\n${names.map((name) => `- [Page](https://dev.twitch.tv/docs/${name})`).join('\n')}\n`,
    ],
    [
      'change-log.md',
      `# Change Log\n\n## ${newest} — Something {#something}\n\nText.\n\n## 2026‑02‑05 — More\n`,
    ],
    ...[...reference].map(([name, entries]) => [name, pageOf(entries, operationText)] as const),
    ...[...events].map(([name, entries]) => [name, pageOf(entries, typeText)] as const),
  ])
}

/** The pages as files of a folder. */
export async function folderOf(pages: ReadonlyMap<string, string>): Promise<string> {
  const folder = emptyHome()
  for (const [name, text] of pages) await Bun.write(join(folder, name), text)
  return folder
}

/** The text of one operation below its heading. */
export function operationText({ id = '', tokens = [], scopes, query = [], body = [] }: Operation): string {
  const [method, path] = id.split(' ')
  return `Does something.

### Endpoint

\`${method} https://api.twitch.tv/helix${path}\`

### Authorization

${authorizationText(tokens, scopes)}
${listText('Query Parameters', query)}${listText('Request Body', body)}
### Response Body

- \`data\` — Object[]. A list.
  - \`data.id\` — String. An ID.

### Example Request

\`\`\`shell
## no heading {#none}
curl '${path}'
\`\`\`
`
}

function typeText({ id = '', scopes, condition = [] }: SubscriptionType): string {
  const [type, version] = id.split(' ')
  return `Says something.

### Subscription

- Type: \`${type}\`
- Version: \`${version}\`
- Transports: Webhook, WebSocket, Conduit

### Endpoint

\`POST https://api.twitch.tv/helix/eventsub/subscriptions\`

### Authorization

${authorizationText(['user', 'app'], scopes)}

### Subscription Request Body

- \`type\` — String, **Required**. The name: \`${type}\`.
- \`condition\` — Object, **Required**. The condition.
${condition.map((key) => `  - \`condition.${key.name}\` — String${key.isRequired ? ', **Required**.' : ''}`).join('\n')}
- \`transport\` — Object, **Required**. The transport.
`
}

function pageOf<Entry extends { name: string }>(entries: Entry[], text: (entry: Entry) => string): string {
  const headed = entries.map((entry, index) => ({ entry, anchor: `entry-${index}` }))
  const items = headed.map(({ entry, anchor }) => `- [${entry.name}](#${anchor})`)
  const contents = `## Contents {#contents}\n\n${items.length} entries on this page:\n\n${items.join('\n')}\n\n`
  const sections = headed.map(({ entry, anchor }) => `## ${entry.name} {#${anchor}}\n\n${text(entry)}\n`)
  // A page of one entry has no contents.
  const head = '# Page\n\nText.\n\nSource: https://dev.twitch.tv/docs/\n\n'
  return `${head}${items.length > 1 ? contents : ''}${sections.join('')}`
}

function authorizationText(tokens: readonly TokenKind[], scopes: readonly string[] = []): string {
  if (tokens.length === 0) return 'No authorization is required.'
  const words = scopes.map((scope) => `**${scope}**`).join(' or ')
  const lines: Record<TokenKind, string> = {
    user: `- A [user access token](https://dev.twitch.tv/a.md)${words && ` that includes the ${words} scope`}.`,
    app: '- An [app access token](https://dev.twitch.tv/a.md).\n  Granted must be:\n  - The **user:bot** scope.',
    jwt: '- A signed JSON Web Token (JWT).',
  }
  return `Requires one of the following:\n\n${tokens.map((kind) => lines[kind]).join('\n')}`
}

const listText = (title: string, parameters: readonly Parameter[]) =>
  parameters.length === 0 ? '' : `\n### ${title}\n\n${parameters.map(itemText).join('\n')}\n`

function itemText({ name, isRequired }: Parameter): string {
  return isRequired
    ? `- \`${name}\` — String, **Required**. An ID.\n  - \`${name}.part\` — String. A part.`
    : `- \`${name}\` — Integer\n  **Required** is only said of others.`
}
