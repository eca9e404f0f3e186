import { callerOf } from '../../access/callers.ts'
import { keptAnswer } from '../../http/kept-answer.ts'
import { keptBody } from '../../http/received-body.ts'
import { Journal } from '../journal.ts'
import { type Exchange, entryOf, type Named, type RequestEntry } from './entry.ts'
import { matches, type RequestMatch } from './match.ts'

/** Of how many exchanges the answers are kept: long lists would fill the memory, and make every read slower. */
const ANSWERS_KEPT = 100

/** The last exchanges with the apps. */
export class RequestJournal extends Journal<Exchange, RequestEntry, RequestMatch> {
  constructor(length: number, nameOf: Named) {
    super({ length, entryOf: (exchange) => entryOf(exchange, nameOf), matches })
  }

  /** Keeps what was received and seen by the apps, and how it was answered. */
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
