/** Rules that run away or reach out. */
import { compileRule, ruleFault } from '@liren/kernel'
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
  'a text said a million times': `"a".repeat(1000000).size() > 0`,
  'a text times a number': '"a" * 1000000 == "x"',
  'a sum of two hundred texts': `(${Array.from({ length: 200 }, () => `"${'a'.repeat(15)}"`).join(' + ')}).size() > 0`,
  'a list made of lists of lists': `[[[[[[1]]]]]].all(a, a.all(b, b.all(c, c.all(d, d.all(e, e.all(f, f == 1))))))`,
  'exactly one of one of one': '[1].exists_one(a, [1].exists_one(b, [1].exists_one(c, a == c)))',
  'five hundred questions in a row': `${'true ? '.repeat(500)}true${' : true'.repeat(500)}`,
  'a thousand alternatives': Array.from({ length: 900 }, (_, n) => `${n}==0`).join('||'),
  'a pattern that doubles': `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".matches("(a|a)*$")`,
  'a pattern of patterns': `"x".matches("([a-zA-Z]+)*$")`,
  'a pattern with a look back': `"x".matches("(?<=(a+)+)b")`,
  'a pattern as a function': `matches("aaaaaaaaaaaaaaaaaaaaaaa!", "^(([a-z])+.)+$")`,
  'a replacement': `"a".replace("a", "aa") == "aa"`,
  'a split': `"a,b".split(",").size() > 1`,
  'a join of a list': `["a","b"].join("x") == "axb"`,
  'a power of ten': '1e400 > 1.0',
  'a split joined by itself, again and again': `"${'a'.repeat(400)}"${`.split("").join("${'b'.repeat(400)}")`.repeat(4)}.size() > 0`,
  'a type': 'type(1) == int',
  'the clock': 'now() > timestamp("2020-01-01T00:00:00Z")',
  'a look-alike fact': 'isM\u0435mber',
  'a fact with a hidden sign': 'is\u200bMember',
  'a comment that hides the end': 'true // \u202e eurt',
  'a message of a type': 'google.protobuf.Any{} == 1',
  'an environment': '$' + '{HOME}' + ' == "x"',
  'a fact nobody declares': 'salary > 1000',
}
const ruleFamily: Hostile[] = ruleAt.flatMap((path) =>
  Object.entries(rules).map(([name, rule]): Hostile => [`${name} at ${path}`, bytesOf(spoilt(path, rule))]),
)

test('the example itself is sound, so that each refusal here and beside is for what was spoilt', () => {
  expect(checkBytes(bytesOf(borrowing())).faults).toEqual([])
})

test.each(['99999999999999999999999999 > 1', 'b"abc" == b"abc"', '{"a": 1}["a"] == 1'])(
  'odd but harmless, %s is judged or refused, and never more than that',
  (rule) => {
    const fault = ruleFault(rule, { isMember: 'bool' })
    if (fault === null)
      expect([true, false, 'unknown']).toContain(compileRule(rule, { isMember: 'bool' }).judge({}).verdict)
    else expect(fault.code).toBeTruthy()
  },
)

refusesAll(ruleFamily, 200, /^(?:rule-|too-many-rules|shape|invisible)/)
