import { dataOf } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { labelsIn, locales } from './labels.ts'
import { ContentClassificationLabel } from './schema.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-content-classification-labels */
export const contentClassificationLabels: Resource = {
  routes: (_store, helix) =>
    helix('CCLs').get(
      '/content_classification_labels',
      ({ query: { locale = 'en-US' } }) => ({ data: labelsIn(locale) }),
      {
        auth: { token: 'any' },
        query: query({ locale: t.Optional(t.Enum(locales)) }),
        response: dataOf(ContentClassificationLabel),
        detail: { summary: 'Get Content Classification Labels' },
      },
    ),
}
