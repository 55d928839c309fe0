/** Addresses a tool may lead to or call: public, https, by name. Whatever could point back into the district's own network is refused. */

/** Names under which machines at home are known, or which resolve to whatever number stands in them. */
const homeNames =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|test|example|invalid|onion|arpa|svc|cluster|consul|docker|kubernetes|nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|traefik\.me|burpcollaborator\.net|oast\.(?:pro|live|site|online|fun|me)|rbndr\.us|1u\.ms|metadata(?:\.google)?(?:\.internal)?|metadata\.tencentyun\.com|localdomain\d*|readme\.localtest\.me|yoogle\.com|ulh\.us|spoofed\.burpcollaborator\.net|ip6\.name|backname\.io|wildcard\.wtf)$/i

/** Is this IPv4 address one of the open Internet? */
export const isPublicV4 = (address: string): boolean => {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some((one) => !Number.isInteger(one) || one < 0 || one > 255)) return false
  const [a = 0, b = 0, c = 0] = parts
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false
  if (a === 100 && b >= 64 && b <= 127) return false
  if (a === 169 && b === 254) return false
  if (a === 172 && b >= 16 && b <= 31) return false
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)) || (b === 88 && c === 99))) return false
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false
  if (a === 203 && b === 0 && c === 113) return false
  return true
}

const groupsOf = (address: string): readonly number[] | null => {
  let text = address.toLowerCase().split('%')[0] ?? ''
  const dotted = /(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (dotted) {
    const parts = (dotted[2] ?? '').split('.').map(Number)
    text = `${dotted[1]}${(((parts[0] ?? 0) << 8) | (parts[1] ?? 0)).toString(16)}:${(((parts[2] ?? 0) << 8) | (parts[3] ?? 0)).toString(16)}`
  }
  const [head = '', tail] = text.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const middle = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0')
  const groups = [...left, ...middle, ...right].map((one) => Number.parseInt(one, 16))
  return groups.length === 8 && groups.every((one) => one >= 0 && one <= 0xffff) ? groups : null
}

/** Is this IPv6 address one of the open Internet, and not an IPv4 address of home in other clothes? */
export const isPublicV6 = (address: string): boolean => {
  const groups = groupsOf(address)
  if (!groups) return false
  const [a = 0, b = 0] = groups
  // Only 2000::/3 is given out; of it, tunnels (6to4, Teredo), documentation and benchmarks lead elsewhere.
  if (a < 0x2000 || a > 0x3fff) return false
  if (a === 0x2002) return false
  if (a === 0x2001 && (b === 0 || b === 2 || (b >= 0x10 && b <= 0x2f) || b === 0xdb8)) return false
  if (a === 0x3fff && b < 0x1000) return false
  return true
}

export const isPublicAddress = (address: string) => (address.includes(':') ? isPublicV6(address) : isPublicV4(address))

/** Why an address is refused, or null. Names are resolved when called, and looked at again then. */
export const addressFault = (text: string): { readonly code: string; readonly reason: string } | null => {
  const refuse = (reason: string) => ({ code: 'address', reason })
  if (/[^\x21-\x7e]|\\/.test(text)) return refuse('an address is written in plain ASCII, without blanks or backslashes')
  // Readers of addresses do not agree where a host ends when an @ follows, and a star stands for anything.
  if (/[@*]/.test(text)) return refuse('no @ and no * in an address')
  if (!/^https:\/\/[^/]/.test(text)) return refuse('an address begins with https://')
  if (/[%@]/.test(text.slice(8).split(/[/?#]/)[0] ?? '')) return refuse('no user, password or percent sign in the host')
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return refuse('this is no address')
  }
  if (url.protocol !== 'https:') return refuse('an address begins with https://')
  if (url.username || url.password) return refuse('no user or password in an address')
  if (url.port && url.port !== '443') return refuse('the port is 443')
  if (url.hash) return refuse('no fragment in an address')
  const host = url.hostname.replace(/\.$/, '')
  // The URL reader turns 0x7f.1, 017700000001 and 2130706433 into 127.0.0.1, so that every notation ends here.
  if (/^\[/.test(host) || /^\d+(\.\d+)*$/.test(host)) return refuse('a host has a name, not a number')
  if (!/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(host))
    return refuse('a host is a full public name')
  if (host.includes('xn--')) return refuse('a host in other letters can look like another')
  if (homeNames.test(host)) return refuse('this name belongs to a network at home')
  if (/(?:^|[.-])(?:\d{1,3}[.-]){3}\d{1,3}(?:[.-]|$)|(?:^|[.-])(?:0x)?[0-9a-f]{8}(?:\.|$)/.test(host))
    return refuse('a number hides in the host')
  const route = `${url.pathname}${url.search}`
  if (/(?:^|\/|%2f)(?:\.|%2e){2}(?:\/|%2f|$)/i.test(text.slice(8)) || /%(?:00|0a|0d|2e|2f|5c|25)/i.test(route))
    return refuse('the path climbs or hides')
  if (
    /[?&](?:url|uri|u|next|redirect(?:_?ur[il])?|return(?:_?(?:to|url))?|dest(?:ination)?|target|continue|goto|callback|forward|link|to|out|redir|rurl|jump(?:_?(?:to|url))?|back_?url|ref_?url|go)=/i.test(
      route,
    )
  )
    return refuse('an address that leads on to another (redirect)')
  if (/(?:https?:|%3a%2f%2f|\/\/)/i.test(route)) return refuse('another address inside the address')
  return null
}
