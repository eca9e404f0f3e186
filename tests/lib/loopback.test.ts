import { expect, test } from 'bun:test'
import { isLoopback } from '../../src/lib/loopback.ts'

test.each([
  'localhost',
  'LOCALHOST',
  'app.localhost',
  'a.b-c.localhost',
  '127.0.0.1',
  '127.255.0.3',
  '[::1]',
  '::1',
])('%s is this machine', (host) => expect(isLoopback(host)).toBe(true))

test.each([
  '',
  'localhost.evil.example',
  'evil-localhost',
  'evil.example/.localhost',
  '127.0.0.1.evil.example',
  '127.0.0.1@evil.example',
  '128.0.0.1',
  '0.0.0.0',
  '::',
  '[::2]',
  '.localhost',
])('%s is not', (host) => expect(isLoopback(host)).toBe(false))
