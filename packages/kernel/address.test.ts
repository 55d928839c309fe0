/** Limits by address hold for whoever owns a whole network of them. */
import { expect, test } from 'vitest'
import { networkOf } from './address.ts'

test('an IPv4 address is one caller, also when it is written as IPv6', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
})

test('addresses of one IPv6 network are one caller, however they are written; the next network is another', () => {
  const home = networkOf('2001:db8:1:2::1')
  for (const same of [
    '2001:0db8:1:2:ffff:0:0:9',
    '2001:DB8:1:2::',
    '2001:db8:1:2:0:0:192.0.2.1',
    '2001:db8:1:2::5%eth0',
  ])
    expect(networkOf(same)).toBe(home)
  expect(networkOf('2001:db8:1:3::1')).not.toBe(home)
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('2001:db8::')).toBe('2001:db8:0:0::/64')
})
