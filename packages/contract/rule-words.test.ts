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
