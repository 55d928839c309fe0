/** Bytes and shapes made to choke a reader. */
import { describe } from 'vitest'
import { type Hostile, refusesAll, refusesEach } from '../../../testing/hostile.ts'
import { borrowing, bytesOf, spoilt } from '../../../testing/sample.ts'

const manyRules = () => {
  const copy = borrowing()
  const field = copy.forms[0]?.fields[0]
  const form = copy.forms[0]
  if (!field || !form) throw new Error('the sample has a form')
  const fields = Array.from({ length: 40 }, (_, n) => ({
    ...field,
    key: n === 0 ? 'tool' : `f${n}`,
    ...(n === 0 ? {} : { when: Array.from({ length: 90 }, () => `answers.tool == 'x'`).join(' || ') }),
  }))
  return { ...copy, forms: [{ ...form, fields }, ...copy.forms.slice(1)] }
}

const doubled = (key: string) => {
  const text = JSON.stringify(borrowing())
  return bytesOf(text.replace(`"${key}":`, `"${key}":null,"${key}":`))
}
const ten = 'x'.repeat(10_000)
const shapeFamily: Hostile[] = [
  ...['id', 'version', 'retention', 'data', 'kind', 'audience'].map((key): Hostile => [`${key} twice`, doubled(key)]),
  ['a key twice by looks', bytesOf(JSON.stringify(borrowing()).replace('"id":', '"ID":1,"id":'))],
  ['a deep list', bytesOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['a deep object', bytesOf(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`)],
  ['a wide object', bytesOf(`{${Array.from({ length: 30_000 }, (_, n) => `"k${n}":0`).join()}}`)],
  ['a huge text', bytesOf(spoilt('/summary/en', 'x'.repeat(400_000)))],
  ['a huge number', bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', '"keepDays":1e400'))],
  [
    'a number of many digits',
    bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', `"keepDays":${'9'.repeat(300)}`)),
  ],
  [
    'a number past safety',
    bytesOf(JSON.stringify(borrowing()).replace('"amountFen":40000', '"amountFen":9007199254740993')),
  ],
  ['a negative cost', bytesOf(spoilt('/cost/amountFen', -1))],
  ['half a day of keeping', bytesOf(spoilt('/retention/keepDays', 0.5))],
  ['kept for ever', bytesOf(spoilt('/retention/keepDays', 1e9))],
  ['minus zero as digits', bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', '"keepDays":0365'))],
  ['a hexadecimal number', bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', '"keepDays":0x10'))],
  ['not a number', bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', '"keepDays":NaN'))],
  ['a comment', bytesOf(`/* */${JSON.stringify(borrowing())}`)],
  ['a trailing document', bytesOf(`${JSON.stringify(borrowing())}{}`)],
  ['a trailing comma', bytesOf(JSON.stringify(borrowing()).replace(/\}$/, ',}'))],
  ['single quotes', bytesOf("{'format':'liren-tool/1'}")],
  ['a byte order mark', bytesOf(`\ufeff${JSON.stringify(borrowing())}`)],
  ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['an overlong slash', new Uint8Array([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00])],
  ['a zip', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00])],
  ['an empty zip', new Uint8Array([0x50, 0x4b, 0x05, 0x06])],
  ['a gzip', new Uint8Array([0x1f, 0x8b, 0x08])],
  ['a zip behind a document', new Uint8Array([...bytesOf(borrowing()), 0x50, 0x4b, 0x03, 0x04])],
  ['nothing', new Uint8Array()],
  ['null', bytesOf('null')],
  ['a list', bytesOf('[]')],
  ['a reference', bytesOf(spoilt('/forms/0/fields/0/schema', { $ref: '#' }))],
  [
    'a recursive definition',
    bytesOf(spoilt('/forms/0/fields/0/schema', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } })),
  ],
  ['a remote reference', bytesOf(spoilt('/forms/0/fields/0/schema', { $ref: 'http://127.0.0.1/schema.json' }))],
  [
    'all of everything',
    bytesOf(spoilt('/forms/0/fields/0/schema', { allOf: Array.from({ length: 500 }, () => ({ type: 'string' })) })),
  ],
  ['a pattern', bytesOf(spoilt('/forms/0/fields/0/schema', { type: 'string', maxLength: 40, pattern: '^(a+)+$' }))],
  [
    'a pattern of keys',
    bytesOf(spoilt('/forms/0/fields/0/schema', { type: 'object', patternProperties: { '(a+)+$': {} } })),
  ],
  ['an object in a field', bytesOf(spoilt('/forms/0/fields/0/schema', { type: 'object', properties: {} }))],
  [
    'a list of lists',
    bytesOf(spoilt('/forms/0/fields/0/schema', { type: 'array', maxItems: 5, items: { type: 'array' } })),
  ],
  ['a text without end', bytesOf(spoilt('/forms/0/fields/4/schema', { type: 'string' }))],
  [
    'a list without end',
    bytesOf(spoilt('/forms/0/fields/4/schema', { type: 'array', items: { type: 'string', maxLength: 5 } })),
  ],
  ['a number without end', bytesOf(spoilt('/forms/0/fields/3/schema', { type: 'number' }))],
  ['bounds that cross', bytesOf(spoilt('/forms/0/fields/3/schema', { type: 'integer', minimum: 9, maximum: 1 }))],
  [
    'a format of its own',
    bytesOf(spoilt('/forms/0/fields/4/schema', { type: 'string', maxLength: 9, format: 'regex' })),
  ],
  ['a default', bytesOf(spoilt('/forms/0/fields/4/schema', { type: 'string', maxLength: 9, default: 'x' }))],
  [
    'too many choices',
    bytesOf(
      spoilt('/forms/0/fields/0/schema', { type: 'string', enum: Array.from({ length: 500 }, (_, n) => `c${n}`) }),
    ),
  ],
  [
    'a hundred fields',
    bytesOf(
      spoilt(
        '/forms/0/fields',
        Array.from({ length: 100 }, (_, n) => ({ ...borrowing().forms[0]?.fields[0], key: `f${n}` })),
      ),
    ),
  ],
  ['a field of its own making', bytesOf(spoilt('/forms/0/fields/0/onChange', 'alert(1)'))],
  ['code', bytesOf(spoilt('/code', 'module.exports = 1'))],
  ['a hook', bytesOf(spoilt('/scripts', { install: 'curl x | sh' }))],
  ['an image by address', bytesOf(spoilt('/icon', 'https://example.org/x.svg'))],
  ['styles', bytesOf(spoilt('/style', 'body{background:url(//x)}'))],
  ['very many rules', bytesOf(manyRules())],
  ['long keys', bytesOf(spoilt('/texts', { [ten]: { 'zh-CN': '字', en: 'x' } }))],
  ['another format', bytesOf(spoilt('/format', 'liren-tool/99'))],
  ['no format', bytesOf(spoilt('/format', undefined))],
  ['a licence of one’s own', bytesOf(spoilt('/licence', '<b>mine</b>'))],
  ['a day that is none', bytesOf(spoilt('/retention/endsOn', '2026-02-30'))],
]

/** Ten of ten of ten: small to write, endless to follow. */
const laughs = (levels: number) => ({
  $ref: '#/$defs/l0',
  $defs: Object.fromEntries(
    Array.from({ length: levels }, (_, n) => [
      `l${n}`,
      { allOf: Array.from({ length: 10 }, () => ({ $ref: `#/$defs/l${(n + 1) % levels}` })) },
    ]),
  ),
})
const field = '/forms/0/fields/0/schema'
const schemaFamily: Hostile[] = [
  ['a billion laughs', bytesOf(spoilt(field, laughs(10)))],
  ['two references that chase each other', bytesOf(spoilt(field, laughs(2)))],
  ['a billion laughs beside the document', bytesOf({ ...borrowing(), ...laughs(8) })],
  ['a reference that moves', bytesOf(spoilt(field, { $dynamicRef: '#a', $dynamicAnchor: 'a' }))],
  ['a recursive reference', bytesOf(spoilt(field, { $recursiveRef: '#' }))],
  ['a reference by address', bytesOf(spoilt(field, { $ref: 'https://evil.example.net/s.json' }))],
  ['a reference to a file', bytesOf(spoilt(field, { $ref: 'file:///etc/passwd' }))],
  ['a schema under another name', bytesOf(spoilt(field, { $id: 'https://liren.example/schemas/liren-tool-1.json' }))],
  [
    'another dialect',
    bytesOf(spoilt(field, { $schema: 'https://evil.example.net/dialect', type: 'string', maxLength: 9 })),
  ],
  ['a vocabulary of its own', bytesOf(spoilt(field, { $vocabulary: { x: true }, type: 'string', maxLength: 9 }))],
  ['a choice of schemas', bytesOf(spoilt(field, { anyOf: [{ type: 'string' }, { type: 'number' }] }))],
  ['exactly one of many', bytesOf(spoilt(field, { oneOf: Array.from({ length: 300 }, () => ({ type: 'string' })) }))],
  ['not anything', bytesOf(spoilt(field, { not: {} }))],
  ['if, then and else', bytesOf(spoilt(field, { if: {}, then: { $ref: '#' }, else: {} }))],
  ['names by a pattern', bytesOf(spoilt(field, { type: 'object', propertyNames: { pattern: '(a|a)*$' } }))],
  ['schemas that depend', bytesOf(spoilt(field, { dependentSchemas: { a: { $ref: '#' } } }))],
  ['unevaluated', bytesOf(spoilt(field, { type: 'array', maxItems: 2, unevaluatedItems: { $ref: '#' } }))],
  ['a list of its own kinds', bytesOf(spoilt(field, { type: 'array', maxItems: 2, prefixItems: [{}] }))],
  ['a content that is read', bytesOf(spoilt(field, { type: 'string', maxLength: 9, contentMediaType: 'text/html' }))],
  ['a script as a comment', bytesOf(spoilt(field, { type: 'string', maxLength: 9, $comment: '<script>' }))],
  ['several types', bytesOf(spoilt(field, { type: ['string', 'object'], maxLength: 9 }))],
]
/** Languages in which a name may stand for a text, and that text for another. */
const languageFamily: Hostile[] = [
  ['anchors of YAML', bytesOf('a: &a ["lol"]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]')],
  ['entities of XML', bytesOf('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><l>&b;</l>')],
  ['an outside entity', bytesOf('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')],
  ['a script', bytesOf('module.exports = {}')],
  ['a call with a document', bytesOf(`callback(${JSON.stringify(borrowing())})`)],
  ['lines of documents', bytesOf(`${JSON.stringify(borrowing())}\n${JSON.stringify(borrowing())}`)],
  ['a guard before it', bytesOf(`)]}',\n${JSON.stringify(borrowing())}`)],
  ['names without quotes', bytesOf('{format:"liren-tool/1"}')],
  ['infinity', bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', '"keepDays":Infinity'))],
  ['an underscore in a number', bytesOf(JSON.stringify(borrowing()).replace('"keepDays":365', '"keepDays":3_6_5'))],
]

/** Each for its own reason. */
const because = {
  'duplicate-key': ['id twice', 'version twice', 'retention twice', 'data twice', 'kind twice', 'audience twice'],
  shape: [
    'a key twice by looks',
    'a negative cost',
    'half a day of keeping',
    'kept for ever',
    'null',
    'a list',
    'a reference',
    'a recursive definition',
    'a remote reference',
    'all of everything',
    'a pattern',
    'a pattern of keys',
    'an object in a field',
    'a list of lists',
    'a list without end',
    'a format of its own',
    'a default',
    'too many choices',
    'a hundred fields',
    'a field of its own making',
    'code',
    'a hook',
    'an image by address',
    'styles',
    'a licence of one’s own',
    'a day that is none',
  ],
  'too-deep': ['a deep list', 'a deep object'],
  'too-large': ['a wide object', 'a huge text'],
  number: ['a huge number', 'a number of many digits', 'a number past safety'],
  'not-json': [
    'minus zero as digits',
    'a hexadecimal number',
    'not a number',
    'a comment',
    'a trailing document',
    'a trailing comma',
    'single quotes',
    'a byte order mark',
    'UTF-16',
    'a zip',
    'an empty zip',
    'a gzip',
    'a zip behind a document',
    'nothing',
  ],
  'not-utf8': ['no UTF-8', 'an overlong slash'],
  unbounded: ['a text without end', 'a number without end'],
  'empty-range': ['bounds that cross'],
  'too-long': ['long keys'],
  format: ['another format', 'no format'],
  'too-many-rules': ['very many rules'],
} as const
refusesEach(shapeFamily, 62, because)
describe('of schemas', () => refusesAll(schemaFamily, 20, /^shape$/))
describe('of other languages', () => refusesAll(languageFamily, 10, /^not-json$/))
