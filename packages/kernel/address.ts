/** Where a request comes from, for limits that count by it: of IPv6 the network, for whoever has one has all its addresses. */
import { isIPv6 } from 'node:net'

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** An IPv4 address whole; of an IPv6 address the first 64 bits, `2001:db8:0:1::/64`. */
export const networkOf = (ip: string): string => {
  const v4 = mapped.exec(ip)?.[1]
  if (v4) return v4
  const bare = ip.split('%')[0] ?? ip
  if (!isIPv6(bare)) return ip
  const [head = '', tail] = bare.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':').length + (tail.includes('.') ? 1 : 0) : 0
  const filled =
    tail === undefined ? groups : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after)).fill('0')]
  const whole = tail ? [...filled, ...tail.split(':')] : filled
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
