/** Texts that run or mislead. */
import { at, type Hostile, refusesAll } from '../../../testing/hostile.ts'
import { bytesOf, spoilt } from '../../../testing/sample.ts'

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

refusesAll(textFamily, 60)
