import { Page } from '../components/basics.tsx'
import { link } from '../route.ts'
import { AccessTokens } from './tokens/access-tokens.tsx'
import { Authorizations } from './tokens/authorizations.tsx'

const kinds = [
  [[], 'Access tokens', AccessTokens],
  [['authorizations'], 'Authorizations', Authorizations],
] as const

/** The authorizations of clients by users, and the issued tokens. */
export function Tokens({ rest: [kind] }: { rest: readonly string[] }) {
  const [, title, Kind] = kinds.find(([[path]]) => path === kind) ?? kinds[0]
  return (
    <Page
      title={title}
      lead="Who has granted what to whom. What a client does with a token that has ended, it shows when you end one."
      actions={
        <a class="button primary" href={link('overview')}>
          Issue a token
        </a>
      }
    >
      <nav class="actions" aria-label="Kinds of grants">
        {kinds.map(([path, name]) => (
          <a
            key={name}
            class="button"
            href={link('tokens', ...path)}
            aria-current={name === title ? 'true' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
      <Kind />
    </Page>
  )
}
