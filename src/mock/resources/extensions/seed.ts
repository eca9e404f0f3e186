import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { createClient } from '../accounts/store.ts'
import type { SeedContext } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import type { Extension } from './schema.ts'
import { createSecret } from './secrets/store.ts'
import { type ExtensionType, insertExtension, type StoredExtension } from './store.ts'

const everywhere: ExtensionType[] = ['component', 'mobile', 'overlay', 'panel']

/** Extensions of other users, for every user to install. */
const popular: { name: string; types: ExtensionType[] }[] = [
  { name: 'Stream Countdown', types: ['panel'] },
  { name: 'Clip of the Day', types: ['mobile', 'panel'] },
  { name: 'Heat Map', types: ['overlay'] },
]

/** An extension of the first user with a released and a newer version, its client and its secret; and popular ones. */
export function seedExtensions(store: Store, { faker, users: [owner, ...others] }: SeedContext): void {
  if (!owner) return
  const { id } = createClient(store, 'Mock Extension', { isExtension: true })
  const own = { owner, id, name: 'Mock Extension', types: everywhere }
  insertExtension(store, version(faker, { ...own, number: '1.0.0', state: 'Released' }))
  const newer = version(faker, { ...own, number: '1.1.0', state: 'InTest' })
  insertExtension(store, { ...newer, required_configuration: 'RCS-2' })
  createSecret(store, id, 0)
  for (const [index, extension] of popular.entries()) {
    const maker = others[index]
    if (!maker) break
    const foreign = { ...extension, owner: maker, id: store.random.token(30) }
    insertExtension(store, version(faker, { ...foreign, number: `1.${index}.2`, state: 'Released' }))
  }
}

interface NewVersion {
  id: string
  owner: User
  name: string
  types: ExtensionType[]
  number: string
  state: Extension['state']
}

function version(faker: Faker, { id, owner, name, types, number, state }: NewVersion): StoredExtension {
  return {
    id,
    version: number,
    owner_id: owner.id,
    state,
    name,
    types,
    required_configuration: '',
    listing: {
      author_name: owner.display_name,
      bits_enabled: true,
      can_install: state === 'Released',
      configuration_location: 'hosted',
      description: faker.commerce.productDescription(),
      eula_tos_url: '',
      has_chat_support: true,
      ...pictures(id, number),
      privacy_policy_url: '',
      request_identity_link: true,
      subscriptions_support_level: 'optional',
      summary: faker.company.catchPhrase(),
      support_email: `${owner.login}@testing.mocks`,
      viewer_summary: faker.company.catchPhrase(),
      views: views(id, number),
      allowlisted_config_urls: [],
      allowlisted_panel_urls: [],
    },
  }
}

function pictures(id: string, version: string) {
  const base = `https://extensions-discovery-images.twitch.tv/${id}/${version}`
  return {
    icon_url: `${base}/logo`,
    icon_urls: { '100x100': `${base}/logo`, '24x24': `${base}/taskbar`, '300x200': `${base}/discovery` },
    screenshot_urls: [`${base}/screenshot`],
  }
}

function views(id: string, version: string): Extension['views'] {
  const view = (page: string) => ({
    viewer_url: `https://${id}.ext-twitch.tv/${id}/${version}/${page}.html`,
    can_link_external_content: false,
  })
  return {
    mobile: { viewer_url: view('mobile').viewer_url },
    panel: { ...view('panel'), height: 300 },
    video_overlay: view('video_overlay'),
    component: {
      ...view('component'),
      aspect_ratio_x: 48_000,
      aspect_ratio_y: 18_000,
      autoscale: true,
      scale_pixels: 1024,
      target_height: 5333,
    },
    config: view('config'),
  }
}
