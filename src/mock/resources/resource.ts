import type { AnyElysia } from 'elysia'
import type { Store } from '../engine/store.ts'
import type { RouteBuilder } from '../helix/route-builder.ts'
import type { SeedContext, Stage } from './seed-context.ts'
import type { Units } from './unit.ts'

/** One resource of Helix: its state, its share of the generated data, its contract. */
export interface Resource {
  /** CREATE TABLE and CREATE INDEX, each with IF NOT EXISTS. */
  tables?: string
  /** The contract. `helix(tag)` begins it. */
  routes?: (store: Store, helix: RouteBuilder) => AnyElysia
  /** Rows for the generated users, by the stage of the generation that they belong to. */
  seed?: { [stage in Stage]?: (store: Store, context: SeedContext) => void }
  /** Its listings under /units, by their names in the path. */
  units?: Units
  /** What happens to the resource by itself: when one of its timers is due, or with what happens elsewhere. */
  timers?: (store: Store) => void
}
