/** Data and permissions nobody declared. */
import { type Hostile, linked, ported, refusesEach } from '../../../testing/hostile.ts'
import { bytesOf, spoilt } from '../../../testing/sample.ts'

const privateFamily: Hostile[] = [
  ['reads without saying so', bytesOf(spoilt('/data/reads', []))],
  [
    'binds to the number on the identity card, not marked personal',
    bytesOf(spoilt('/forms/0/fields/4/binds', 'person.idNumber')),
  ],
  ['takes the seal off the phone', bytesOf(spoilt('/forms/0/fields/5/isPersonal', undefined))],
  ['asks without a ground in law', bytesOf(spoilt('/forms/0/fields/5/basis', undefined))],
  ['shows a phone in a list', bytesOf(spoilt('/lists/0/columns', ['tool', 'phone']))],
  ['shows a phone to everybody', bytesOf(spoilt('/lists/1/columns', ['phone']))],
  ['names records by phone', bytesOf(spoilt('/processes/0/titleField', 'phone'))],
  ['reads the age without saying so', bytesOf(spoilt('/audience/0/rule', 'age > 60'))],
  ['reads tags without saying so', bytesOf(spoilt('/audience/0/rule', 'tags.exists(t, t == "hiv")'))],
  ['reads who lives alone', bytesOf(spoilt('/audience/0/rule', 'livesAlone'))],
  ['binds to an entry of nobody’s', bytesOf(spoilt('/forms/0/fields/4/binds', 'kernel_audit; drop table'))],
  ['moves nobody was allowed', bytesOf(spoilt('/permissions', [{ who: 'admin', may: 'read' }]))],
  ['a permission of its own', bytesOf(spoilt('/permissions/0/may', 'account.administer'))],
  ['points without end', bytesOf(spoilt('/points/0/points', 1_000_000))],
  ['points without a cap', bytesOf(spoilt('/points/0/perDay', 1e6))],
  ['points for nothing', bytesOf(spoilt('/points/0/on', 'breathe'))],
  [
    'claims beyond the allowed',
    bytesOf({ ...linked('https://tool.gz.gov.cn/'), link: { url: 'https://tool.gz.gov.cn/', claims: ['idNumber'] } }),
  ],
  [
    'comes back elsewhere',
    bytesOf({
      ...linked('https://tool.gz.gov.cn/'),
      link: { url: 'https://tool.gz.gov.cn/', claims: [], redirectUrls: ['https://evil.gz.net/cb'] },
    }),
  ],
  [
    'sends what it does not declare',
    bytesOf({
      ...ported('https://api.gz.gov.cn/'),
      port: {
        url: 'https://api.gz.gov.cn/',
        perMinute: 60,
        answerWithinMs: 2000,
        sends: ['person.idNumber'],
        receives: [],
        healthPath: '/h',
      },
    }),
  ],
  [
    'a health path that climbs',
    bytesOf({
      ...ported('https://api.gz.gov.cn/'),
      port: {
        url: 'https://api.gz.gov.cn/',
        perMinute: 60,
        answerWithinMs: 2000,
        sends: [],
        receives: [],
        healthPath: '/../x',
      },
    }),
  ],
  [
    'floods a port',
    bytesOf({
      ...ported('https://api.gz.gov.cn/'),
      port: {
        url: 'https://api.gz.gov.cn/',
        perMinute: 1e6,
        answerWithinMs: 2000,
        sends: [],
        receives: [],
        healthPath: '/h',
      },
    }),
  ],
]

/** Each for its own reason. */
const because = {
  'undeclared-read': [
    'reads without saying so',
    'reads the age without saying so',
    'reads tags without saying so',
    'reads who lives alone',
    'sends what it does not declare',
  ],
  'undeclared-personal': [
    'binds to the number on the identity card, not marked personal',
    'takes the seal off the phone',
  ],
  basis: ['asks without a ground in law'],
  'private-read': ['shows a phone in a list', 'shows a phone to everybody', 'names records by phone'],
  shape: [
    'binds to an entry of nobody’s',
    'a permission of its own',
    'points without end',
    'points without a cap',
    'claims beyond the allowed',
    'a health path that climbs',
    'floods a port',
  ],
  'undeclared-permission': ['moves nobody was allowed'],
  reference: ['points for nothing'],
  address: ['comes back elsewhere'],
} as const
refusesEach(privateFamily, 21, because)
