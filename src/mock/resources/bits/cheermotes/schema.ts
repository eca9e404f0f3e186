import { type Static, t } from '../../../http/schema.ts'

/** URLs by size. */
const Images = t.Object({
  '1': t.String(),
  '1.5': t.String(),
  '2': t.String(),
  '3': t.String(),
  '4': t.String(),
})

const Theme = t.Object({ animated: Images, static: Images })

const Tier = t.Object({
  min_bits: t.Integer(),
  id: t.Enum(['1', '100', '500', '1000', '5000', '10000', '100000']),
  color: t.String(),
  images: t.Object({ dark: Theme, light: Theme }),
  can_cheer: t.Boolean(),
  show_in_bits_card: t.Boolean(),
})

/** Source: https://dev.twitch.tv/docs/api/reference/#get-cheermotes */
export const Cheermote = t.Object({
  prefix: t.String(),
  tiers: t.Array(Tier),
  type: t.Enum(['global_first_party', 'global_third_party', 'channel_custom', 'display_only', 'sponsored']),
  order: t.Integer(),
  last_updated: t.Timestamp(),
  is_charitable: t.Boolean(),
})
export type Cheermote = Static<typeof Cheermote>
