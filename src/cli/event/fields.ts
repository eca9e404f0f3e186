import { CliError } from '../errors.ts'
import { momentValue, wholeNumber } from '../values.ts'

/** The flags of `twitch event trigger` about the fields of the event, as typed. */
export interface FieldArgs {
  anonymous?: boolean
  'event-status'?: string
  'item-id'?: string
  'item-name'?: string
  'game-id'?: string
  'gift-user'?: string
  cost?: string
  description?: string
  tier?: string
  'charity-current-value'?: string
  'charity-target-value'?: string
  'ban-start'?: string
  'ban-end'?: string
}

type FlagName = keyof FieldArgs

/** The field of an event that each flag sets, by types; the first row whose type matches applies. */
const places: Readonly<Partial<Record<FlagName, readonly (readonly [RegExp, string])[]>>> = {
  'event-status': [[/redemption|\.end$|unban_request\.resolve/, 'status']],
  'item-id': [
    [/custom_reward_redemption/, 'reward.id'],
    [/custom_power_up/, 'custom_power_up.id'],
    [/custom_reward\./, 'id'],
    [/channel\.update/, 'category_id'],
    [/drop\./, 'benefit_id'],
    [/extension\./, 'product.sku'],
    [/./, 'id'],
  ],
  'item-name': [
    [/custom_reward_redemption/, 'reward.title'],
    [/custom_power_up/, 'custom_power_up.title'],
    [/custom_reward\./, 'title'],
    [/channel\.update/, 'category_name'],
    [/drop\./, 'category_name'],
    [/extension\./, 'product.name'],
    [/goal\./, 'type'],
  ],
  'game-id': [[/channel\.update|drop\./, 'category_id']],
  cost: [
    [/custom_reward_redemption/, 'reward.cost'],
    [/custom_power_up/, 'custom_power_up.bits'],
    [/custom_reward\./, 'cost'],
    [/cheer|bits\.use/, 'bits'],
    [/subscription\.gift/, 'total'],
    [/subscription\.message/, 'cumulative_months'],
    [/extension\./, 'product.bits'],
    [/raid/, 'viewers'],
    [/hype_train/, 'total'],
  ],
  description: [
    [/user\.update|goal\./, 'description'],
    [/channel\.update|poll\.|prediction\./, 'title'],
  ],
  tier: [[/subscri/, 'tier']],
  'charity-current-value': [
    [/charity_campaign\.donate/, 'amount.value'],
    [/charity/, 'current_amount.value'],
  ],
  'charity-target-value': [[/charity_campaign\.(start|progress|stop)/, 'target_amount.value']],
}

const LARGEST = 1_000_000_000
const numeric: readonly FlagName[] = ['cost', 'charity-current-value', 'charity-target-value']

/**
 * The fields of the event by the flags; a flag without a meaning for the type is ignored.
 *
 * @throws CliError for an invalid value
 */
export function fieldsOf(type: string, args: FieldArgs, now: Date): Record<string, unknown> {
  if (args.tier !== undefined && !/^[123]000$/.test(args.tier))
    throw new CliError('invalid value for --tier', 'give 1000, 2000 or 3000')
  const fields: Record<string, unknown> = {}
  for (const [flag, rows] of Object.entries(places) as [FlagName, (readonly [RegExp, string])[]][]) {
    const text = args[flag]
    if (typeof text !== 'string') continue
    const value = numeric.includes(flag) ? wholeNumber(text, `--${flag}`, 0, LARGEST) : text
    const [, place] = rows.find(([fits]) => fits.test(type)) ?? []
    if (place) put(fields, place, value)
  }
  if (args.anonymous) fields.is_anonymous = true
  if (args['gift-user'] !== undefined && type === 'channel.subscribe') fields.is_gift = true
  return { ...fields, ...(type === 'channel.ban' && banOf(args, now)) }
}

function put(fields: Record<string, unknown>, place: string, value: unknown): void {
  const [name = '', within] = place.split('.')
  fields[name] = within ? { ...(fields[name] as object), [within]: value } : value
}

/** The fields of a ban, which is permanent without an end. */
function banOf({ 'ban-start': start, 'ban-end': end }: FieldArgs, now: Date): object {
  const banned_at = start === undefined ? undefined : toNanosecond(momentValue(zoned(start), '--ban-start'))
  if (end === undefined) return { ...(banned_at && { banned_at }), is_permanent: true, ends_at: null }
  return { ...(banned_at && { banned_at }), is_permanent: false, ends_at: endOf(end, now) }
}

/** The end of a timeout: a moment, a number of seconds, or a duration such as 10d4h12m55s. */
function endOf(text: string, now: Date): string {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^(?=.)(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s?)?$/i.exec(text) ?? []
  const duration = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
  if (duration > 0) return toNanosecond(new Date(now.getTime() + duration * 1000))
  return toNanosecond(momentValue(zoned(text), '--ban-end'))
}

/** The time with a zone: without one, as in the official CLI's documentation, it is in UTC. */
const zoned = (text: string) => (/T[\d:.]+$/.test(text) ? `${text}Z` : text)

const toNanosecond = (moment: Date) => moment.toISOString().replace('Z', '000000Z')
