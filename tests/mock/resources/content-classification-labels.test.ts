import { describe, expect, test } from 'bun:test'
import { describeAuthorization } from '../../support/authorization.ts'
import { describeRefusals } from '../../support/refusals.ts'
import { World } from '../../support/world.ts'

const labelsIn = async (locale?: string) => {
  const reply = await new World().asApp().get('/content_classification_labels', { locale })
  return reply.body.data
}

describeAuthorization('GET /content_classification_labels', { token: 'any' }, () => ({}))

describe('GET /content_classification_labels', () => {
  test('tells all seven labels, in English unless told otherwise', async () => {
    const labels = await labelsIn()
    expect(labels.map(({ id }: { id: string }) => id)).toEqual([
      'DebatedSocialIssuesAndPolitics',
      'DrugsIntoxication',
      'Gambling',
      'MatureGame',
      'ProfanityVulgarity',
      'SexualThemes',
      'ViolentGraphic',
    ])
    expect(labels[2]).toEqual({
      id: 'Gambling',
      description:
        'Participating in online or in-person gambling, poker or fantasy sports, that involve the ' +
        'exchange of real money.',
      name: 'Gambling',
    })
    expect(await labelsIn('en-GB')).toEqual(labels)
  })

  test.each([
    ['de-DE', 'Glücksspiel'],
    ['es-MX', 'Juegos de azar'],
    ['fr-FR', "Jeux d'argent"],
    ['pt-BT', 'Jogos de azar'],
  ])('speaks %s', async (locale, name) => {
    expect((await labelsIn(locale))[2].name).toBe(name)
  })
})

describeRefusals(
  'GET /content_classification_labels',
  { caller: (world) => world.asApp(), valid: () => ({}) },
  [
    {
      condition: '400 (undocumented) a locale that is not supported',
      query: { locale: 'tlh' },
      message: expect.stringContaining('The parameter "locale" was malformed: value must be one of "bg-BG"'),
    },
  ],
)
