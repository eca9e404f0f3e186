import type { AnyElysia } from 'elysia'
import type { Store } from '../engine/store.ts'
import type { RouteBuilder } from '../helix/route-builder.ts'
import type { SeedContext, Stage } from './seed-context.ts'
import type { Units } from './unit.ts'

/** One resource of Helix: its state, its share of the generated data, its contract. */
export interface Resource {
  /** CREATE TABLE and CREATE INDEX, each with IF NOT EXISTS. */
  tables?: string
  /** Declares the routes, on the Elysia instance of `helix(tag)`. */
  routes?: (store: Store, helix: RouteBuilder) => AnyElysia
  /** Generates rows, by the stage of the generation. */
  seed?: { [stage in Stage]?: (store: Store, context: SeedContext) => void }
  /** Its listings under /units, by their names in the path. */
  units?: Units
  /** Registers the handlers of the resource's timers, and of events of other resources. */
  timers?: (store: Store) => void
}
