import type { ChatBadge } from './schema.ts'

export type BadgeVersion = ChatBadge['versions'][number]

/** A badge with its pictures; the picture's ID is a UUID. */
export function badgeVersion(
  id: string,
  title: string,
  picture: string,
  click: Partial<Pick<BadgeVersion, 'click_action' | 'click_url'>> = {},
): BadgeVersion {
  const url = `https://static-cdn.jtvnw.net/badges/v1/${picture}`
  return {
    id,
    image_url_1x: `${url}/1`,
    image_url_2x: `${url}/2`,
    image_url_4x: `${url}/3`,
    title,
    description: title,
    click_action: null,
    click_url: null,
    ...click,
  }
}

export const visit = (click_url: string) => ({ click_action: 'visit_url', click_url })
export const subscribe = { click_action: 'subscribe_to_channel', click_url: null }
