/** A rule is said in plain words in both languages, and what cannot be said plainly is shown as it is. */
import { expect, test } from 'vitest'
import { plainClause } from './rule-words.ts'
import { compileRule } from './rules.ts'

const facts = { age: 'int', tags: 'list<string>', livesAlone: 'bool', areaCode: 'string', sex: 'string' } as const
const clauses = (source: string) =>
  compileRule(source, facts)
    .judge({})
    .because.map(({ clause }) => plainClause(clause))

test('what an administrator writes is said again in plain parts, one by one', () => {
  expect(
    clauses(`age >= 70 && '独居' in tags && !('军人' in tags) && !livesAlone && areaCode.startsWith('4401')`),
  ).toEqual([
    { kind: 'compare', fact: 'age', how: 'atLeast', value: 70 },
    { kind: 'compare', fact: 'tags', how: 'has', value: '独居' },
    { kind: 'compare', fact: 'tags', how: 'hasNot', value: '军人' },
    { kind: 'flag', fact: 'livesAlone', is: false },
    { kind: 'compare', fact: 'areaCode', how: 'begins', value: '4401' },
  ])
})

test('one of several is said as one of several; what is too clever is shown as it was written', () => {
  expect(clauses(`age < 5 || sex == "F"`)).toEqual([
    {
      kind: 'any',
      of: [
        { kind: 'compare', fact: 'age', how: 'under', value: 5 },
        { kind: 'compare', fact: 'sex', how: 'is', value: 'F' },
      ],
    },
  ])
  expect(clauses('size(tags) > 2')).toEqual([null])
})

test('that something is true is said like the thing itself, that it is not like its opposite', () => {
  const yes = { kind: 'flag', fact: 'livesAlone', is: true }
  const no = { kind: 'flag', fact: 'livesAlone', is: false }
  expect(clauses('livesAlone == true && livesAlone != false')).toEqual([yes, yes])
  expect(clauses('livesAlone == false && livesAlone != true')).toEqual([no, no])
})

test('a rule is read as it was written too: quotes of one stroke, several ways, parts in parentheses', () => {
  expect(plainClause(`share.marriage.state != '10' || share.marriage.spouse == ''`)).toEqual({
    kind: 'any',
    of: [
      { kind: 'compare', fact: 'share.marriage.state', how: 'isNot', value: '10' },
      { kind: 'compare', fact: 'share.marriage.spouse', how: 'is', value: '' },
    ],
  })
  const both = {
    kind: 'all',
    of: [
      { kind: 'compare', fact: 'age', how: 'over', value: 5 },
      { kind: 'flag', fact: 'livesAlone', is: true },
    ],
  }
  expect(plainClause('age > 5 && livesAlone')).toEqual(both)
  expect(plainClause(`(age > 5 && livesAlone) || sex == "a || b"`)).toEqual({
    kind: 'any',
    of: [both, { kind: 'compare', fact: 'sex', how: 'is', value: 'a || b' }],
  })
  expect(plainClause(`name == 'it\\'s "so"'`)).toEqual({
    kind: 'compare',
    fact: 'name',
    how: 'is',
    value: `it's "so"`,
  })
  expect(plainClause(`residence in ['permanent', "floating"]`)).toEqual({
    kind: 'any',
    of: [
      { kind: 'compare', fact: 'residence', how: 'is', value: 'permanent' },
      { kind: 'compare', fact: 'residence', how: 'is', value: 'floating' },
    ],
  })
})

test('what cannot be said in parts is not said by halves', () => {
  for (const clever of ['a ? b || c : d', 'livesAlone && size(tags) > 2', 'untilOn > fromOn', '(age > 5', ''])
    expect(plainClause(clever)).toBeNull()
})
