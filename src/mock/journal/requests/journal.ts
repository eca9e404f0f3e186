import { callerOf } from '../../access/callers.ts'
import { keptAnswer } from '../../http/kept-answer.ts'
import { keptBody } from '../../http/received-body.ts'
import { Journal } from '../journal.ts'
import { type Exchange, entryOf, type Named, type RequestEntry } from './entry.ts'
import { matches, type RequestMatch } from './match.ts'

/** The number of exchanges whose answers are kept: more long lists would take memory, and slow every read. */
const ANSWERS_KEPT = 100

/** The journal of the last exchanges with the apps. */
export class RequestJournal extends Journal<Exchange, RequestEntry, RequestMatch> {
  constructor(length: number, nameOf: Named) {
    super({ length, entryOf: (exchange) => entryOf(exchange, nameOf), matches })
  }

  /** Adds an exchange: the request as received, as the apps got it, and the result. */
  add(received: Request, request: Request, answered: Pick<Exchange, 'at' | 'status' | 'duration'>): void {
    const id = this.nextId
    this.keep({
      id,
      at: answered.at,
      method: received.method,
      url: received.url,
      path: request.url,
      headers: received.headers,
      body: keptBody(request),
      caller: callerOf(request),
      answer: keptAnswer(request),
      status: answered.status,
      duration: answered.duration,
    })
    const older = this.at(id - ANSWERS_KEPT)
    if (older && older.status < 400) older.answer = undefined
  }
}
