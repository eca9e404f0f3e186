import type { Store } from '../../engine/store.ts'
import { conflict } from '../../http/errors.ts'
import { t } from '../../http/schema.ts'
import { chosenId, creates, fixture, type Units } from '../unit.ts'
import { boxArt } from './known.ts'
import { addedCategories, categoryUnits, findGame, insertGame, listGames } from './store.ts'

const body = {
  ...chosenId,
  name: t.String({ maxLength: 100 }),
  box_art_url: t.Optional(t.String()),
  igdb_id: t.Optional(t.String()),
  is_clippable: t.Optional(t.Boolean({ default: true, description: 'Whether clips may be made in it' })),
}

interface NewCategory {
  id?: string
  name: string
  box_art_url?: string
  igdb_id?: string
  is_clippable?: boolean
}

/** The units of categories. */
export const units: Units = {
  categories: {
    description: 'Categories and games.',
    rows: () => categoryUnits,
    named: { by: 'name' },
    create: creates('Add a category', body, add),
    fixture: fixture(body, add, { rows: addedCategories }),
  },
}

function add(store: Store, { id = store.random.digits(9), igdb_id = '', ...category }: NewCategory): string {
  if (findGame(store, id)) throw conflict(`There is a category with the id ${id} already.`)
  if (listGames(store, { ids: [], names: [category.name], igdb_ids: [] }).length > 0) {
    throw conflict(`There is a category with the name ${category.name} already.`)
  }
  insertGame(store, { box_art_url: boxArt(id), ...category, id, igdb_id })
  return id
}
