/** One kind of change to a fact. */
export interface Mutator {
  name: string
  pattern: RegExp
  /** What may stand instead of a match. */
  instead: (match: RegExpMatchArray) => readonly string[]
}

/** One changed fact. */
export interface Mutant {
  mutator: string
  file: string
  /** Where the match begins in the file's text, and what it was. */
  at: number
  before: string
  after: string
}

/** A number and its neighbours. */
const neighbours = (text: string): string[] => {
  const number = Number(text.replaceAll('_', ''))
  return [number + 1, number - 1].filter((next) => next >= 0).map(String)
}

/** The match with its group replaced by the group's neighbours. */
const besides =
  (group: number) =>
  (match: RegExpMatchArray): string[] => {
    const [whole] = match
    const number = match[group]!
    const at = whole.lastIndexOf(number)
    return neighbours(number).map((next) => whole.slice(0, at) + next + whole.slice(at + number.length))
  }

const NOTHING = 'void ((..._: unknown[]) => {})('

const comparisons: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }

/** What is said of time, of how many, of who may, and of what is safe. */
export const mutators: readonly Mutator[] = [
  {
    name: 'limit',
    pattern: /\b(minimum|maximum|minLength|maxLength|minItems|maxItems): (\d[\d_]*)/g,
    instead: besides(2),
  },
  { name: 'constant', pattern: /^(export )?const [A-Z][A-Z_]+ = (\d[\d_]*)$/gm, instead: besides(2) },
  { name: 'time', pattern: /\b(\d[\d_]*) \* Milliseconds\.\w+/g, instead: besides(1) },
  { name: 'timer', pattern: /\bstore\.(schedule|cancel)\(/g, instead: () => [NOTHING] },
  { name: 'page default', pattern: /\b(pageQuery\w*)\((\d+), \d+\)/g, instead: besides(2) },
  { name: 'page maximum', pattern: /\bpageQuery\w*\(\d+, (\d+)\)/g, instead: besides(1) },
  { name: 'page order', pattern: /\bdescending: true/g, instead: () => ['descending: false'] },
  {
    name: 'comparison',
    pattern: / (<=|>=|<|>) (?=[\w(])/g,
    instead: ([, sign = '']) => [` ${comparisons[sign]} `],
  },
  {
    name: 'scope',
    pattern: /'(analytics|bits|channel|clips|editor|moderation|moderator|user)(:[a-z_]+){1,2}'(?=[,\]])/g,
    instead: () => ["'openid'"],
  },
  {
    // With `appGrant` a route takes both kinds of token, whichever of them `token` names.
    name: 'token',
    pattern: /\btoken: '(user|app|any)'(?!,\s*appGrant)/g,
    instead: ([, kind]) => [kind === 'any' ? "token: 'user'" : "token: 'any'"],
  },
  {
    name: 'owner',
    pattern: /\b(userParam|moderatorOf|clientParam|channelParam): '\w+',?/g,
    instead: () => [''],
  },
  {
    name: 'role',
    pattern:
      /!?\b(isModerator|hasModeratorRole|isVip|isBanned|isBlocked|isSubscribed|hasAuthorized)\((?=store)/g,
    instead: ([whole]) => [whole.startsWith('!') ? whole.slice(1) : `!${whole}`],
  },
  {
    name: 'escape',
    pattern: /\bBun\.escapeHTML(?!\w)|\.replace(All)?\(\/(\\.|[^/\\])+\/\w*, ('[^']*'|`[^`]*`)\)/g,
    instead: ([whole]) => [whole.startsWith('Bun') ? '((text: string) => text)' : ''],
  },
  { name: 'mode', pattern: /\b0o[67]00\b/g, instead: ([mode]) => [mode === '0o600' ? '0o644' : '0o755'] },
]

/** Every mutant of a file. Comments, types and events' names are no facts that run. */
export function* mutantsOf(file: string, text: string): Generator<Mutant> {
  for (const { name, pattern, instead } of mutators) {
    for (const match of text.matchAll(pattern)) {
      const line = text.slice(text.lastIndexOf('\n', match.index) + 1)
      if (/^\s*(\*|\/[/*]|export function|function|import)/.test(line)) continue
      for (const after of instead(match))
        yield { mutator: name, file, at: match.index, before: match[0], after }
    }
  }
}
