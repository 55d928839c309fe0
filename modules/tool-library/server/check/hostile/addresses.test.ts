/** Addresses that point home. */
import { expect, test } from 'vitest'
import { type Hostile, linked, ported, refusesAll } from '../../../testing/hostile.ts'
import { bytesOf } from '../../../testing/sample.ts'
import { checkBytes } from '../check.ts'

const addresses = [
  'http://example.org/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0x7f.0.0.1/',
  'https://017700000001/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.8/',
  'https://172.20.1.1/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.100.100.200/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fd00::1]/',
  'https://[fe80::1%25eth0]/',
  'https://[2001:db8::1]/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://db.internal/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://127.0.0.1.nip.io/',
  'https://10-0-0-1.sslip.io/',
  'https://7f000001.rbndr.us/',
  'https://app.localtest.me/',
  'https://kubernetes.default.svc/',
  'https://intranet/',
  'https://user:secret@example.org/',
  'https://example.org@127.0.0.1/',
  'https://example.org%40127.0.0.1/',
  'https://example.org:8443/',
  'https://example.org:22/',
  'https://example.org#@127.0.0.1/',
  'https:\\\\example.org\\',
  'https:/\\127.0.0.1/',
  'https://１２７.0.0.1/',
  'https://①②⑦.0.0.1/',
  'https://exаmple.org/',
  'https://xn--exmple-4nf.org/',
  'https://example。org/',
  'https://example.org/\u200b',
  'https://example.org/?url=http://127.0.0.1/',
  'https://example.org/login?redirect_uri=https://evil.example.net/',
  'https://example.org/r?next=//127.0.0.1',
  'https://example.org/%2e%2e/%2e%2e/etc/passwd',
  'https://example.org/../../admin',
  'https://example.org/%0d%0aHost:%20x',
  'https://example.org/a/https://127.0.0.1/',
  'ftp://example.org/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'javascript:alert(1)',
  'data:text/html,x',
  '//example.org/',
  'example.org',
  '',
]
const addressFamily: Hostile[] = addresses.flatMap((url): Hostile[] => [
  [`link to ${url}`, bytesOf(linked(url))],
  [`port to ${url}`, bytesOf(ported(url))],
])

test('addresses of the open Internet are taken', () => {
  for (const url of ['https://tool.gz.gov.cn/', 'https://www.gdzwfw.gov.cn/portal/v2/index?region=440104'])
    expect(checkBytes(bytesOf(linked(url))).faults.filter(({ level }) => level === 'refuse')).toEqual([])
})

refusesAll(addressFamily, 100)
