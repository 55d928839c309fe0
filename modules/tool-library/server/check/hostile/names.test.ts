/** Names that reach where no document may. */
import { describe } from 'vitest'
import { type Hostile, refusesAll, refusesEach } from '../../../testing/hostile.ts'
import { borrowing, bytesOf, spoilt } from '../../../testing/sample.ts'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf']
const raw = (path: string, key: string) => {
  const marker = '"@@"'
  const text = JSON.stringify(spoilt(path, '@@'))
  return bytesOf(text.replace(marker, `{${JSON.stringify(key)}:{"x":1}}`))
}
const nameFamily: Hostile[] = [
  ...names.flatMap((name): Hostile[] => [
    [`${name} as a key`, raw('/texts', name)],
    [`${name} as a state`, raw('/processes/0/states', name)],
    [`${name} as a field`, bytesOf(spoilt('/forms/0/fields/0/key', name))],
    [`${name} as a choice`, raw('/forms/0/fields/0/choices', name)],
    [`${name} as an id`, bytesOf(spoilt('/id', name))],
  ]),
  ['an escaped prototype', bytesOf(JSON.stringify(borrowing()).replace('"summary"', '"__pro\\u0074o__"'))],
  ...[
    '../../etc/passwd',
    'a/b',
    'a\\b',
    '..',
    'a%2f..',
    'C:',
    'a\u0000b',
    'A',
    'a_b',
    '-a',
    'a-',
    'ａ',
    'а',
    'con',
    'native',
    'x'.repeat(41),
    '',
  ].map((id): Hostile => [`id ${id}`, bytesOf(spoilt('/id', id))]),
  ...['1', '1.0', '1.0.0-beta', '01.0.0', '1.0.0.0', '99999999.0.0', '1.0.0; drop table', '１.0.0'].map(
    (version): Hostile => [`version ${version}`, bytesOf(spoilt('/version', version))],
  ),
]

/** A key that only looks like one that is known: what it carries is neither read nor let through. */
const renamed = (from: string, to: string): Hostile => [
  `${from} written ${JSON.stringify(to)}`,
  bytesOf(JSON.stringify(borrowing()).replace(`"${from}"`, JSON.stringify(to))),
]
const beside = (key: string, other: string): Hostile => [
  `${JSON.stringify(other)} beside ${key}`,
  bytesOf(JSON.stringify(borrowing()).replace(`"${key}":`, `${JSON.stringify(other)}:[],"${key}":`)),
]
const lookAlikes: Hostile[] = [
  renamed('audience', '\u0430udience'),
  renamed('permissions', 'p\u0435rmissions'),
  renamed('retention', 'r\u0435t\u0435ntion'),
  renamed('forms', 'f\u03bfrms'),
  renamed('data', 'd\u0430t\u0430'),
  renamed('licence', 'l\u0131cence'),
  renamed('points', 'points\u200b'),
  renamed('examples', '\u202eselpmaxe'),
  beside('audience', '\u0430udience'),
  beside('audience', '\uff41udience'),
  beside('audience', 'AUDIENCE'),
  beside('audience', 'audience\u00ad'),
  beside('permissions', 'permissions\u200d'),
  beside('data', '\u1d48ata'),
  beside('id', '\u2170d'),
  beside('forms', 'forms\u0000'),
]

/** As a key such a name is forbidden wherever it stands; as a field it is, unless no field may be written so; an id is reserved or misshapen. */
const becauseOf = (name: string): string => {
  if (name === 'an escaped prototype' || / as a (?:key|state|choice)$/.test(name)) return 'forbidden-name'
  if (name.endsWith(' as a field')) return name.startsWith('__') ? 'shape' : 'forbidden-name'
  return ['constructor as an id', 'prototype as an id', 'id con', 'id native'].includes(name) ? 'reserved' : 'shape'
}
refusesEach(
  nameFamily,
  60,
  Object.groupBy(
    nameFamily.map(([name]) => name),
    becauseOf,
  ),
)
describe('by look-alikes', () => refusesAll(lookAlikes, 16, /^(?:shape|duplicate-key|invisible|not-json)$/))
