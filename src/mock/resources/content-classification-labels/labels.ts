import { type ContentClassificationLabel, type LabelId, labelIds } from './schema.ts'
import { translations } from './translations.ts'

/** The documented locales; "pt-BT" is the documentation's name for pt-BR. */
export const locales = [
  'bg-BG',
  'cs-CZ',
  'da-DK',
  'de-DE',
  'el-GR',
  'en-GB',
  'en-US',
  'es-ES',
  'es-MX',
  'fi-FI',
  'fr-FR',
  'hu-HU',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nl-NL',
  'no-NO',
  'pl-PL',
  'pt-BR',
  'pt-BT',
  'pt-PT',
  'ro-RO',
  'ru-RU',
  'sk-SK',
  'sv-SE',
  'th-TH',
  'tr-TR',
  'vi-VN',
  'zh-CN',
  'zh-TW',
] as const
/** A locale that the labels are translated to. */
export type Locale = (typeof locales)[number]

/** The name and the description of each label in a language. */
export type Translation = Record<LabelId, readonly [name: string, description: string]>

const english: Translation = {
  DebatedSocialIssuesAndPolitics: [
    'Politics and Sensitive Social Issues',
    'Discussions or debates about politics or sensitive social issues such as elections, civic ' +
      'integrity, military conflict, and civil rights in a polarizing manner.',
  ],
  DrugsIntoxication: [
    'Drugs, Intoxication, or Excessive Tobacco Use',
    'Excessive tobacco glorification or promotion, any marijuana consumption/use, legal drug and alcohol ' +
      'induced intoxication, discussions of illegal drugs.',
  ],
  Gambling: [
    'Gambling',
    'Participating in online or in-person gambling, poker or fantasy sports, that involve the exchange of real money.',
  ],
  MatureGame: ['Mature-rated game', 'Games that are rated Mature or less suitable for a younger audience.'],
  ProfanityVulgarity: [
    'Significant Profanity or Vulgarity',
    'Prolonged, and repeated use of obscenities, profanities, and vulgarities, especially as a regular part of speech.',
  ],
  SexualThemes: [
    'Sexual Themes',
    'Content that focuses on sexualized physical attributes and activities, sexual topics, or experiences.',
  ],
  ViolentGraphic: [
    'Violent and Graphic Depictions',
    'Simulations and/or depictions of realistic violence, gore, extreme injury, or death.',
  ],
}

/** All labels in a locale; in English if there is no translation. */
export function labelsIn(locale: Locale): ContentClassificationLabel[] {
  const words = translations[locale.slice(0, 2)] ?? english
  return labelIds.map((id) => {
    const [name, description] = words[id]
    return { id, description, name }
  })
}
