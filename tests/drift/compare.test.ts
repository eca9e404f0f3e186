import { beforeAll, describe, expect, test } from 'bun:test'
import { entryDays } from '../../scripts/drift/change-log.ts'
import { compare } from '../../scripts/drift/compare.ts'
import { type Declared, readDeclared } from '../../scripts/drift/declared.ts'
import { explainedDifferences } from '../../scripts/drift/deviations.ts'
import { readFolder } from '../../scripts/drift/pages.ts'
import { documentedUntil } from '../../src/twitch/documentation.ts'
import { documentationOf, folderOf, operationText } from '../support/documentation.ts'

let declared: Declared
let pages: Map<string, string>

beforeAll(async () => {
  declared = await readDeclared()
  pages = documentationOf(declared, documentedUntil)
})

/** What is found when one page is other than declared; `undefined` takes it away. */
async function foundWith(
  page: string,
  change: (text: string) => string | undefined,
  explained?: ReadonlySet<string>,
) {
  const changed = new Map(pages)
  const text = change(pages.get(page) ?? '')
  if (text === undefined) changed.delete(page)
  else changed.set(page, text)
  return compare(await readFolder(await folderOf(changed)), declared, documentedUntil, explained)
}

const nothing = { differences: [], unread: [], notCompared: [], explained: [] }
const polls = 'api/reference/polls.md'
const channel = 'eventsub/reference/channel.md'

describe('what the documentation says and this program does not', () => {
  test('is nothing on pages that say what is declared', async () => {
    expect(pages.size).toBeGreaterThan(30)
    expect(await foundWith(polls, (text) => text)).toEqual(nothing)
  })

  test('an operation: one line', async () => {
    const added = { name: 'Get Poll Votes', id: 'GET /polls/votes', tokens: ['app' as const] }
    const { differences } = await foundWith(polls, (text) => {
      const listed = text.replace('\n\n## ', '\n- [Get Poll Votes](#get-poll-votes)\n\n## ')
      return `${listed}## Get Poll Votes {#get-poll-votes}\n\n${operationText(added)}`
    })
    expect(differences).toEqual([
      { page: polls, subject: 'GET /polls/votes', message: 'is documented and not served: Get Poll Votes' },
    ])
  })

  test('an operation that is only in the contents: one line, and that it has no section', async () => {
    const { differences, notCompared } = await foundWith(polls, (text) =>
      text.replace('- [', '- [Get Poll Votes](#get-poll-votes)\n- ['),
    )
    expect(differences).toEqual([
      { page: polls, subject: 'Get Poll Votes', message: 'is documented and not served: Get Poll Votes' },
    ])
    expect(notCompared).toEqual([
      {
        page: polls,
        subject: 'Get Poll Votes',
        message: 'it has no section; looked for by its name',
      },
    ])
  })

  test('an operation that answers 410 is known to be gone', async () => {
    const gone = { name: 'Get All Stream Tags', id: 'GET /tags/streams' }
    const section = `## ${gone.name} {#gone}\n\n${operationText(gone)}`
    expect(await foundWith(polls, (text) => `${text}${section}`)).toEqual(nothing)
  })

  test.each([
    ['a type', '`channel.poll.begin`', '`channel.poll.vote`', 'channel.poll.vote 1'],
    ['a version', '`channel.raid`\n- Version: `1`', '`channel.raid`\n- Version: `2`', 'channel.raid 2'],
  ])('%s: one line, and one for that which it replaced', async (_, ours, theirs, subject) => {
    const { differences } = await foundWith(channel, (text) =>
      text.replace(`Type: ${ours}`, `Type: ${theirs}`),
    )
    expect(differences).toHaveLength(2)
    expect(differences[0]).toMatchObject({
      page: channel,
      subject,
      message: expect.stringMatching(/^is documented and not offered: /),
    })
    expect(differences[1]?.message).toBe('is offered and not documented')
  })

  test('a type beside the others: one line', async () => {
    const { differences } = await foundWith(
      channel,
      (text) => `${text}## More {#more}\n\n### Subscription\n\n- Type: \`channel.more\`\n- Version: \`1\`\n`,
    )
    expect(differences).toEqual([
      { page: channel, subject: 'channel.more 1', message: 'is documented and not offered: More' },
    ])
  })

  test.each([
    [
      'a scope',
      '**channel:manage:polls**',
      '**channel:end:polls**',
      'scope channel:end:polls is only documented',
    ],
    [
      'a token',
      '- A [user access token]',
      '- An [app access token](#).\n- A [user access token]',
      'token app is only documented',
    ],
    [
      'a query parameter',
      '- `after`',
      '- `before` — String\n- `after`',
      'query parameter before is only documented',
    ],
    ['a body member', '- `title`', '- `topic` — String\n- `title`', 'body member topic is only documented'],
    [
      'what must be sent',
      '- `after` — Integer',
      '- `after` — String, **Required**. A cursor.',
      'query parameter after is documented as required, and is not so here',
    ],
    ['a name', '## Get Polls {', '## Get Many Polls {', 'is named "Get Polls" here'],
  ])('%s of an operation', async (_, ours, theirs, message) => {
    const { differences } = await foundWith(polls, (text) =>
      text
        .replace(ours, theirs)
        .replace('[Get Polls]', theirs.startsWith('##') ? '[Get Many Polls]' : '[Get Polls]'),
    )
    expect(differences.map((difference) => difference.message)).toContain(message)
  })

  test('a scope and a condition of a type', async () => {
    const { differences } = await foundWith(channel, (text) =>
      text
        .replace('**channel:read:ads**', '**channel:read:breaks**')
        .replace(
          '- `condition.from_broadcaster_user_id`',
          '- `condition.title` — String\n  - `condition.from_broadcaster_user_id`',
        ),
    )
    expect(differences.map(({ subject, message }) => `${subject} ${message}`).sort()).toEqual([
      'channel.ad_break.begin 1 scope channel:read:ads is only here',
      'channel.ad_break.begin 1 scope channel:read:breaks is only documented',
      'channel.raid 1 condition title is only documented',
    ])
  })

  test('a newer entry of the change log: one line', async () => {
    const { differences } = await foundWith('change-log.md', (text) => `## 2099-01-02 — More\n\n${text}`)
    expect(differences).toEqual([
      { page: 'change-log.md', subject: '2099-01-02', message: `is newer than ${documentedUntil}` },
    ])
  })
})

describe('a difference that is meant', () => {
  const meant = new Set(['GET /polls query parameter before is only documented'])

  test('is no difference', async () => {
    const found = await foundWith(
      polls,
      (text) => text.replace('- `after`', '- `before` — String\n- `after`'),
      meant,
    )
    expect(found).toEqual({
      ...nothing,
      explained: [
        { page: polls, subject: 'GET /polls', message: 'query parameter before is only documented' },
      ],
    })
  })

  test('is explained for something that is there', () => {
    const subjects = [...declared.operations, ...declared.types].map(({ id }) => `${id} `)
    const explained = [...explainedDifferences()]
    expect(explained.length).toBeGreaterThan(0)
    expect(explained.filter((line) => !subjects.some((subject) => line.startsWith(subject)))).toEqual([])
  })
})

describe('what cannot be read is said', () => {
  test('a page without an entry; then nothing is said to be undocumented', async () => {
    expect(await foundWith(polls, () => '<html>Moved</html>')).toEqual({
      ...nothing,
      unread: [{ page: polls, reason: 'no entry was recognized in it' }],
    })
  })

  test('a page that the index lists and that is not there', async () => {
    const { differences, unread } = await foundWith(channel, () => undefined)
    expect(differences).toEqual([])
    expect(unread.map(({ page }) => page)).toEqual([channel])
  })

  test('an index without pages, a change log without days', async () => {
    expect((await foundWith('llms.txt', () => '# Docs')).unread).toEqual([
      { page: 'llms.txt', reason: 'it lists no page of the reference' },
    ])
    expect((await foundWith('change-log.md', () => '# Soon')).unread).toEqual([
      { page: 'change-log.md', reason: 'no day was recognized in it' },
    ])
  })

  test('an authorization and parameters in other words', async () => {
    const { differences, notCompared } = await foundWith(polls, (text) =>
      text
        .replace('Requires one of the following:\n\n- A [user access token]', 'See [below]')
        .replace('- `after` —', '- after:'),
    )
    expect(differences).toEqual([])
    expect(notCompared.map(({ message }) => message)).toEqual([
      'its authorization was not recognized',
      'its query parameters were not recognized',
    ])
  })

  test('an operation without its endpoint is looked for by its name', async () => {
    const { differences, notCompared } = await foundWith(polls, (text) =>
      text.replace('`GET https://api', '`https://api'),
    )
    expect(differences).toEqual([])
    expect(notCompared).toEqual([
      {
        page: polls,
        subject: 'Get Polls',
        message: 'its method and path were not recognized; looked for by its name',
      },
    ])
  })
})

test('the days of a change log, however they are written', () => {
  const log = [
    '## 2026-11-10 — Headings',
    '| 2026‑02‑05 | Rows of a table, with hyphens that do not break |',
    '- **2026-04-17** An item of a list',
    '### November 3, 2026',
    '[2026-05-01](#a)',
    'Since 2027-01-01 nothing of this is an entry, nor is',
    'May 2027.',
  ]
  expect(entryDays(log.join('\n'))).toEqual([
    '2026-11-10',
    '2026-11-03',
    '2026-05-01',
    '2026-04-17',
    '2026-02-05',
  ])
})
