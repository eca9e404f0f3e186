import { describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { type Client, createClient } from '../../src/mock/resources/accounts/store.ts'
import { createSecret } from '../../src/mock/resources/extensions/secrets/store.ts'
import { insertExtension, type StoredExtension } from '../../src/mock/resources/extensions/store.ts'
import { type Api, type Call, World } from './world.ts'

const view = { viewer_url: 'https://example.ext-twitch.tv/view.html', can_link_external_content: false }

/** What a version of an extension says of itself. */
export const listing: StoredExtension['listing'] = {
  author_name: 'Broadcaster',
  bits_enabled: true,
  can_install: true,
  configuration_location: 'hosted',
  description: 'A test',
  eula_tos_url: '',
  has_chat_support: true,
  icon_url: '',
  icon_urls: { '100x100': '', '24x24': '', '300x200': '' },
  privacy_policy_url: '',
  request_identity_link: true,
  screenshot_urls: [],
  subscriptions_support_level: 'optional',
  summary: 'A test',
  support_email: 'broadcaster@testing.mocks',
  viewer_summary: 'A test',
  views: {
    mobile: { viewer_url: view.viewer_url },
    panel: { ...view, height: 300 },
    video_overlay: view,
    component: {
      ...view,
      aspect_ratio_x: 1,
      aspect_ratio_y: 1,
      autoscale: true,
      scale_pixels: 1024,
      target_height: 5000,
    },
    config: view,
  },
  allowlisted_config_urls: [],
  allowlisted_panel_urls: [],
}

/** An extension of the world's broadcaster: released, and with a newer version that needs a configuration. */
export class TestExtension {
  readonly client: Client
  readonly secret: string

  constructor(readonly world: World) {
    this.client = createClient(world.store, 'Extension', { isExtension: true })
    this.add({ version: '1.0.0', state: 'Released' })
    this.add({ version: '1.1.0', state: 'InTest', required_configuration: 'RCS' })
    this.secret = createSecret(world.store, this.client.id, 0).content
  }

  get id(): string {
    return this.client.id
  }

  add(version: Partial<StoredExtension>): void {
    insertExtension(this.world.store, {
      id: this.id,
      version: '1.0.0',
      owner_id: this.world.broadcaster.id,
      state: 'Released',
      name: 'Extension',
      types: ['component', 'mobile', 'overlay', 'panel'],
      required_configuration: '',
      listing,
      ...version,
    })
  }

  /** The extension's backend, with a signed JWT. */
  backend(claims: object = {}, secret = this.secret, header: object = { alg: 'HS256', typ: 'JWT' }): Api {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const exp = this.world.store.now().getTime() / 1000 + 600
    const signed = `${part(header)}.${part({ exp, user_id: '1001', role: 'external', ...claims })}`
    const signature = createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64url')
    return this.world.with({ Authorization: `Bearer ${signed}.${signature}`, 'Client-Id': this.id })
  }

  /** An app access token of the extension's client. */
  app(): Api {
    return this.world.asApp(this.client)
  }
}

/**
 * The questions about the JWT that every operation for an extension's backend answers alike.
 *
 * @param isOwn whether the request names the extension, which must be the backend's own
 */
export function describeJwt(
  operation: string,
  request: (extension: TestExtension) => Call & { claims?: object },
  isOwn = true,
): void {
  const [method = '', path = ''] = operation.split(' ')
  const valid = 'The JWT token is not valid.'
  const refusals: [string, (extension: TestExtension, claims?: object) => Api, string][] = [
    ['no token', ({ world, id }) => world.with({ 'Client-Id': id }), 'JWT token is missing'],
    [
      'no Client-Id',
      ({ world }) => world.with({ Authorization: 'Bearer x.y.z' }),
      'The Client-Id header is required.',
    ],
    ['an app access token', ({ world, client }) => world.asApp(client), valid],
    ['another secret', (extension, claims) => extension.backend(claims, 'bm90IHRoZSBzZWNyZXQ='), valid],
    [
      'another algorithm',
      (extension, claims) => extension.backend(claims, undefined, { alg: 'none' }),
      valid,
    ],
    ['an expired token', (extension, claims) => extension.backend({ ...claims, exp: 1 }), valid],
    [
      'a token that expires now',
      (extension, claims) => {
        const exp = extension.world.store.now().getTime() / 1000
        return extension.backend({ ...claims, exp })
      },
      valid,
    ],
    ['another role', (extension, claims) => extension.backend({ ...claims, role: 'viewer' }), valid],
    ['no user_id', (extension, claims) => extension.backend({ ...claims, user_id: undefined }), valid],
  ]
  describe(`${operation} and its JWT`, () => {
    test.each(refusals)('refuses %s', async (_, caller, message) => {
      const extension = new TestExtension(new World())
      const { claims, ...call } = request(extension)
      const reply = await caller(extension, claims).send(method, path, call)
      expect(reply.body).toEqual({ error: 'Unauthorized', status: 401, message })
    })
    test(`${isOwn ? 'refuses' : 'takes'} that of another extension`, async () => {
      const extension = new TestExtension(new World())
      const { claims, ...call } = request(extension)
      const { status, body } = await new TestExtension(extension.world)
        .backend(claims)
        .send(method, path, call)
      if (isOwn) expect(body).toEqual({ error: 'Unauthorized', status: 401, message: valid })
      else expect(status).toBeLessThan(300)
    })
    test('accepts what the backend signed', async () => {
      const extension = new TestExtension(new World())
      const { claims, ...call } = request(extension)
      expect((await extension.backend(claims).send(method, path, call)).status).toBeLessThan(300)
    })
  })
}
