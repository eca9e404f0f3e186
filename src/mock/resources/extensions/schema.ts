import { type Static, t } from '../../http/schema.ts'

const View = t.Object({ viewer_url: t.String(), can_link_external_content: t.Boolean() })

const Views = t.Object({
  mobile: t.Object({ viewer_url: t.String() }),
  panel: t.Object({ ...View.properties, height: t.Integer() }),
  video_overlay: View,
  component: t.Object({
    ...View.properties,
    aspect_ratio_x: t.Integer(),
    aspect_ratio_y: t.Integer(),
    autoscale: t.Boolean(),
    scale_pixels: t.Integer(),
    target_height: t.Integer(),
  }),
  config: View,
})

/** A version of an extension. Source: https://dev.twitch.tv/docs/api/reference/#get-extensions */
export const Extension = t.Object({
  id: t.String(),
  version: t.String(),
  state: t.Enum([
    'Approved',
    'AssetsUploaded',
    'Deleted',
    'Deprecated',
    'InReview',
    'InTest',
    'PendingAction',
    'Rejected',
    'Released',
  ]),
  name: t.String(),
  author_name: t.String(),
  bits_enabled: t.Boolean(),
  can_install: t.Boolean(),
  configuration_location: t.Enum(['hosted', 'custom', 'none']),
  description: t.String(),
  eula_tos_url: t.String(),
  has_chat_support: t.Boolean(),
  icon_url: t.String(),
  icon_urls: t.Object({ '100x100': t.String(), '24x24': t.String(), '300x200': t.String() }),
  privacy_policy_url: t.String(),
  request_identity_link: t.Boolean(),
  screenshot_urls: t.Array(t.String()),
  subscriptions_support_level: t.Enum(['none', 'optional']),
  summary: t.String(),
  support_email: t.String(),
  viewer_summary: t.String(),
  views: Views,
  allowlisted_config_urls: t.Array(t.String()),
  allowlisted_panel_urls: t.Array(t.String()),
})
export type Extension = Static<typeof Extension>
