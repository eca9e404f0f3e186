import { describe, expect, test } from 'bun:test'
import {
  createClient,
  findClient,
  firstClient,
  InvalidRedirectUri,
  registerRedirectUris,
} from '../../../src/mock/resources/accounts/store.ts'
import { World } from '../../support/world.ts'
import { App } from './app.ts'

describe('createClient()', () => {
  test('makes a confidential client that may be sent back to port 3000', () => {
    const { store } = new World()
    const client = createClient(store, 'An app')
    expect(client).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{30}$/),
      secret: expect.stringMatching(/^[a-z0-9]{30}$/),
      name: 'An app',
      is_extension: false,
      type: 'confidential',
      redirect_uris: ['http://localhost:3000'],
    })
    expect(findClient(store, client.id)).toEqual(client)
  })

  test('makes a public client without a secret; it is not the one to start with', () => {
    const { store, client } = new World()
    store.run('UPDATE clients SET is_extension = 1')
    expect(createClient(store, 'On a television', { type: 'public' })).toMatchObject({ secret: '' })
    expect(firstClient(store)).toBeUndefined()
    store.run('UPDATE clients SET is_extension = 0 WHERE id = $id', { id: client.id })
    expect(firstClient(store)).toEqual(client)
  })
})

describe('registerRedirectUris()', () => {
  test('replaces what was registered', async () => {
    const app = new App()
    const wanted = { redirect_uri: 'https://app.example/back', scope: '' }
    expect(registerRedirectUris(app.world.store, app.client.id, ['https://app.example/back'])).toBe(true)
    expect((await app.consent(wanted)).origin).toBe('https://app.example')
    expect((await app.consent()).searchParams.get('error')).toBe('redirect_mismatch')
  })

  test('knows no client that is not there', () => {
    expect(registerRedirectUris(new World().store, 'nobody', [])).toBe(false)
  })

  test.each([
    ['/back', 'is not an absolute URI'],
    ['http://localhost:3000#', 'must not have a fragment'],
    ['javascript:alert(1)', 'has a scheme that a browser must not be sent to'],
    ['data:text/html,x', 'has a scheme that a browser must not be sent to'],
  ])('refuses %s', (uri, reason) => {
    const { store, client } = new World()
    const register = () => registerRedirectUris(store, client.id, [uri])
    expect(register).toThrow(new InvalidRedirectUri(`"${uri}" ${reason}`))
    expect(findClient(store, client.id)).toEqual(client)
  })
})
