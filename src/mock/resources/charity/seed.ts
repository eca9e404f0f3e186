import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import { type SeedContext, some } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { insertCampaign, insertDonation } from './store.ts'

const SHARE_WITH_CAMPAIGN = 0.1

/** The number of donations: to the first user's campaign, and at most to others. */
const DONORS = { first: 120, other: 5 }

const charities = [
  { name: 'Trees for Tomorrow', description: 'Plants trees where forests were.' },
  { name: 'Open Water', description: 'Wells and clean water for everybody.' },
  { name: 'Second Paw', description: 'A home for animals that nobody wants.' },
]

/** A campaign with donations for the first user and a few other partners and affiliates. */
export function seedCampaigns(store: Store, { faker, users }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    if (broadcaster.broadcaster_type === '') continue
    if (index > 0 && faker.number.float() > SHARE_WITH_CAMPAIGN) continue
    const wanted = index === 0 ? DONORS.first : faker.number.int({ max: DONORS.other })
    seedCampaign(store, faker, broadcaster, some(faker, users, wanted, broadcaster))
  }
}

function seedCampaign(store: Store, faker: Faker, { id: broadcaster_id }: User, donors: User[]): void {
  const id = store.id()
  const charity = faker.helpers.arrayElement(charities)
  const website = `https://www.example.org/${charity.name.toLowerCase().replaceAll(' ', '-')}`
  const currency = { decimal_places: 2, currency: faker.helpers.arrayElement(['USD', 'EUR', 'GBP']) }
  const started = shifted(store.now(), -faker.number.int({ min: 2, max: 20 }) * Milliseconds.day)
  insertCampaign(store, {
    id,
    broadcaster_id,
    charity_name: charity.name,
    charity_description: charity.description,
    charity_logo: `${website}/100.png`,
    charity_website: website,
    current_amount: { value: 0, ...currency },
    target_amount: { value: faker.number.int({ min: 5, max: 100 }) * 10_000, ...currency },
    started_at: toSecond(started),
  })
  for (const { id: user_id } of donors) {
    const after = faker.number.int({ max: store.now().getTime() - started.getTime() })
    insertDonation(store, {
      id: store.id(),
      campaign_id: id,
      user_id,
      amount: { value: faker.helpers.arrayElement([100, 500, 1000, 1337, 2500, 10_000]), ...currency },
      donated_at: toSecond(shifted(started, after)),
    })
  }
}
