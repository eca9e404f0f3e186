import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import { type SeedContext, some } from '../seed-context.ts'
import { findTeam, insertTeam, insertTeamMember, type TeamRow } from './store.ts'

const USERS_PER_TEAM = 20
const MEMBERS = { min: 3, max: 12 }

/** A team for every twenty users, at least one; the first user is in the first two. */
export function seedTeams(store: Store, { faker, users }: SeedContext): void {
  const [first] = users
  if (!first) return
  const teams = Math.ceil(users.length / USERS_PER_TEAM)
  for (let index = 0; index < teams; index++) {
    const team = newTeam(store, faker)
    insertTeam(store, team)
    const members = some(faker, users, faker.number.int(MEMBERS), first)
    for (const { id } of index < 2 ? [first, ...members] : members) insertTeamMember(store, team.id, id)
  }
}

function newTeam(store: Store, faker: Faker): TeamRow {
  const team_display_name = freeName(store, faker)
  const created = faker.date.past({ years: 6, refDate: store.now() })
  return {
    id: freeId(store),
    team_name: teamName(team_display_name),
    team_display_name,
    info: `<p>${faker.company.catchPhrase()}.</p>`,
    background_image_url: faker.helpers.arrayElement([
      null,
      image(store, 'team-background_image', '1920x1080'),
    ]),
    banner: faker.helpers.arrayElement([null, image(store, 'team-banner_image', '1140x380')]),
    thumbnail_url: image(store, 'team-team_logo_image', '600x600'),
    created_at: toSecond(created),
    updated_at: toSecond(faker.date.between({ from: created, to: store.now() })),
  }
}

function freeName(store: Store, faker: Faker): string {
  for (;;) {
    const words = [
      faker.word.adjective(),
      faker.animal.type(),
      faker.helpers.arrayElement(['crew', 'gang', 'squad']),
    ]
    const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
    if (!findTeam(store, { name: teamName(name) })) return name
  }
}

const teamName = (displayName: string) => displayName.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

function freeId(store: Store): string {
  for (;;) {
    const id = store.random.digits(5)
    if (!findTeam(store, { id })) return id
  }
}

const image = (store: Store, kind: string, size: string) =>
  `https://static-cdn.jtvnw.net/jtv_user_pictures/${kind}-${store.id().replaceAll('-', '')}-${size}.png`
