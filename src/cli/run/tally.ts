import { requireMock } from '../mock-server.ts'

interface Requested {
  id: number
  status: number
  nearest: string | null
}

interface Delivered {
  id: number
  message_type: string
}

/** Counts the requests to a mock and EventSub's deliveries from a moment on. */
export class Tally {
  readonly #url: string
  readonly #before: Record<'requests' | 'deliveries', number>

  private constructor(url: string, before: Record<'requests' | 'deliveries', number>) {
    this.#url = url
    this.#before = before
  }

  /** @throws CliError if the mock does not answer */
  static async from(url: string): Promise<Tally> {
    const [requests, deliveries] = [await lastOf(url, 'requests'), await lastOf(url, 'deliveries')]
    return new Tally(url, { requests, deliveries })
  }

  /**
   * The summary in one line.
   *
   * @throws CliError if the mock no longer answers
   */
  async text(): Promise<string> {
    const requests = await since<Requested>(this.#url, 'requests', this.#before.requests)
    const refused = requests.filter(({ status }) => status >= 400)
    const unknown = requests.filter(({ nearest }) => nearest !== null)
    const deliveries = await since<Delivered>(this.#url, 'deliveries', this.#before.deliveries)
    const events = deliveries.filter(({ message_type }) => message_type === 'notification')
    return (
      `twitch run: ${counted(requests.length, 'request')}, ${refused.length} refused, ` +
      `${unknown.length} to unknown routes, ${counted(events.length, 'event')}`
    )
  }
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

async function lastOf(url: string, journal: string): Promise<number> {
  return (await since<{ id: number }>(url, journal, 0)).at(-1)?.id ?? 0
}

async function since<Entry>(url: string, journal: string, after: number): Promise<Entry[]> {
  const response = await requireMock(url, `/units/${journal}?after=${after}`)
  return ((await response.json()) as { data: Entry[] }).data
}
