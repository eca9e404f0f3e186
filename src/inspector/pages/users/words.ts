import { nameOf } from '../../components/picker.tsx'
import type { Row } from '../../rows.ts'

/** What a row is called, or else what it says: what was redeemed, cheered or subscribed to. */
export function wordsOf(row: Row): string {
  const { reward, product_data, bits, message, tier, level, type, system_message } = row
  if (typeof system_message === 'string') return system_message
  const name = nameOf(row) || String(memberOf(reward, 'title') ?? memberOf(product_data, 'displayName') ?? '')
  if (name) return name
  if (typeof bits === 'number') return `${bits} Bits: ${message}`
  if (typeof tier === 'string') return `Tier ${Number(tier) / 1000}`
  if (typeof level === 'number') return `Level ${level}`
  return typeof type === 'string' ? type.replaceAll('_', ' ') : ''
}

const memberOf = (value: unknown, name: string): unknown => (value as Row | null | undefined)?.[name]
