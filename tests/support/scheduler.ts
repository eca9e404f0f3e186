import type { Scheduler } from '../../src/mock/engine/scheduler.ts'

interface Planned {
  at: number
  work: () => void
}

/** A scheduler whose time is that of a clock moved by hand. */
export class HandScheduler implements Scheduler {
  readonly #planned = new Set<Planned>()

  constructor(readonly now: () => number) {}

  after(milliseconds: number, work: () => void): () => void {
    const planned = { at: this.now() + milliseconds, work }
    this.#planned.add(planned)
    return () => void this.#planned.delete(planned)
  }

  /** Whether what is to be done soon waits until it is called up; otherwise nothing else is ever at hand. */
  putsOff = false
  #putOff: (() => void)[] = []

  soon(work: () => void): void {
    if (this.putsOff) this.#putOff.push(work)
    else work()
  }

  /** Does what was put off so far. */
  runPutOff(): void {
    for (const work of this.#putOff.splice(0)) work()
  }

  /** When the next work is to be done. */
  get next(): number {
    return Math.min(...[...this.#planned].map(({ at }) => at))
  }

  /** How much is planned. */
  get size(): number {
    return this.#planned.size
  }

  /** Does what is to be done by now. */
  run(): void {
    const due = [...this.#planned].filter(({ at }) => at <= this.now()).sort((a, b) => a.at - b.at)
    for (const planned of due) if (this.#planned.delete(planned)) planned.work()
  }
}
