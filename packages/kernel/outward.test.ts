/** The way out leads to the open Internet alone, even where a name first leads there and then home. */
import { expect, test } from 'vitest'
import { guardedLookup } from './outward.ts'

const resolved = (addresses: readonly string[]) =>
  new Promise<string>((done) => {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    guardedLookup(resolve)('tool.yuexiu-buses.cn', { all: false }, (error, address) =>
      done(error ? 'refused' : String(address)),
    )
  })

test.each([
  [['127.0.0.1']],
  [['10.1.2.3']],
  [['169.254.169.254']],
  [['::1']],
  [['::ffff:10.0.0.1']],
  [['fd00::1']],
  [['93.184.216.34', '192.168.1.1']],
  [[]],
])('a name that resolves to %j is not called', async (addresses) => {
  expect(await resolved(addresses)).toBe('refused')
})

test('a name of the open Internet is', async () => {
  expect(await resolved(['93.184.216.34'])).toBe('93.184.216.34')
})
