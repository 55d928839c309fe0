/** Whoever adds, renames or removes a field need not think of pages. */
import { expect, test } from 'vitest'
import { check } from './check.ts'
import type { FormDefinition } from './definition.ts'
import { withFields } from './layout.ts'

const field = (key: string) => ({ key, label: key })
const form: FormDefinition = {
  code: 'x',
  title: 'x',
  audience: 'person',
  fields: [field('a'), field('b')],
  pages: [
    { title: '1', groups: [{ fields: ['a'] }] },
    { title: '2', groups: [{ fields: ['b'] }] },
  ],
}
const groupsOf = ({ pages = [] }: FormDefinition) =>
  pages.map(({ groups }) => groups.flatMap(({ fields }) => fields).join())

test.each([
  [
    ['a', 'b', 'c'],
    ['a', 'b,c'],
  ],
  [['b'], ['', 'b']],
  [
    ['z', 'b'],
    ['z', 'b'],
  ],
  [
    ['b', 'a'],
    ['a', 'b'],
  ],
] as const)('fields %j stand on pages %j', (keys, pages) => {
  const next = withFields(form, keys.map(field))
  expect(groupsOf(next)).toEqual(pages)
  expect(check(next)).toEqual([])
})

test('a form without pages stays without', () => {
  const { pages: _, ...flat } = form
  expect(withFields(flat, [field('c')])).toEqual({ ...flat, fields: [field('c')] })
})
