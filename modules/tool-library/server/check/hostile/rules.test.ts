/** Rules that run away or reach out. */
import { expect, test } from 'vitest'
import { type Hostile, refusesAll } from '../../../testing/hostile.ts'
import { borrowing, bytesOf, spoilt } from '../../../testing/sample.ts'
import { checkBytes } from '../check.ts'

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

test('the example itself is sound, so that each refusal here and beside is for what was spoilt', () => {
  expect(checkBytes(bytesOf(borrowing())).faults).toEqual([])
})

refusesAll(ruleFamily, 60)
