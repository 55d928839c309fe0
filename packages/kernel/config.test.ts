/** The operator's configuration: nothing unknown, no secret by default, nothing to change afterwards. */
import { expect, test } from 'vitest'
import { isOwnMachine, readConfig } from './config.ts'

const key = `k1:${'x'.repeat(40)}`

test('a mistyped key is refused by name', () => {
  expect(() => readConfig({ LIREN_PROT: '1' })).toThrow('LIREN_PROT: is not known')
})

test('production does not start without keys and origin', () => {
  expect(() => readConfig({ LIREN_MODE: 'production', LIREN_ORIGIN: 'https://a.example' })).toThrow('LIREN_KEYS')
  expect(() => readConfig({ LIREN_MODE: 'production', LIREN_KEYS: key })).toThrow('LIREN_ORIGIN')
  expect(readConfig({ LIREN_MODE: 'production', LIREN_KEYS: key, LIREN_ORIGIN: 'https://a.example' }).mode).toBe(
    'production',
  )
})

test.each([
  ['PORT', 'eighty'],
  ['LIREN_POOL', '0'],
  ['LIREN_SCHEMA', 'Robert; drop'],
  ['LIREN_CIPHER', 'rot13'],
  ['LIREN_MODE', 'prod'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test('a demo listens on this machine only, and its configuration cannot be changed later', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ mode: 'demo', host: '127.0.0.1', port: 8080, keys: null })
  expect(Object.isFrozen(config)).toBe(true)
})

test('a machine is one’s own while nobody else can reach it', () => {
  for (const host of ['127.0.0.1', '127.0.0.53', 'localhost', '::1'])
    expect(isOwnMachine({ host, trustedProxies: 0 })).toBe(true)
  for (const host of ['0.0.0.0', '::', '10.0.0.5', '127.0.0.1.example.org'])
    expect(isOwnMachine({ host, trustedProxies: 0 })).toBe(false)
  expect(isOwnMachine({ host: '127.0.0.1', trustedProxies: 1 })).toBe(false)
})
