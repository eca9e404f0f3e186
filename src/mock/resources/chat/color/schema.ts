import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-user-chat-color */
export const UserChatColor = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  /** Like #9146FF; empty if the user never chose one. */
  color: t.String(),
})
export type UserChatColor = Static<typeof UserChatColor>

/**
 * The named colors, which every user may choose, with their hexadecimal values.
 * Source: https://dev.twitch.tv/docs/api/reference/#update-user-chat-color
 */
export const namedColors = {
  blue: '#0000FF',
  blue_violet: '#8A2BE2',
  cadet_blue: '#5F9EA0',
  chocolate: '#D2691E',
  coral: '#FF7F50',
  dodger_blue: '#1E90FF',
  firebrick: '#B22222',
  golden_rod: '#DAA520',
  green: '#008000',
  hot_pink: '#FF69B4',
  orange_red: '#FF4500',
  red: '#FF0000',
  sea_green: '#2E8B57',
  spring_green: '#00FF7F',
  yellow_green: '#9ACD32',
} as const

/** A named color, or any by its hexadecimal digits. */
export const chatColorPattern = `^(${Object.keys(namedColors).join('|')}|#[0-9a-fA-F]{6})$`

/** The hexadecimal value of a named or hexadecimal color. */
export const hexOf = (color: string): string => namedColors[color as keyof typeof namedColors] ?? color
