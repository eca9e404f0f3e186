/** What an app answered to a request, before it became JSON. */
export interface KeptAnswer {
  body: unknown
  headers: Headers | Readonly<Record<string, unknown>>
}

const answers = new WeakMap<Request, KeptAnswer>()

/** Keeps an answer while its request is kept: to copy the Response would cost a tenth of a read. */
export function keepAnswer(request: Request, body: unknown, headers: KeptAnswer['headers']): void {
  answers.set(request, { body, headers })
}

/** What was answered to a request; undefined where the app made a Response itself. */
export const keptAnswer = (request: Request): KeptAnswer | undefined => answers.get(request)
