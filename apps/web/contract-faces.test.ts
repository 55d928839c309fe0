/** Boards know where to ask and carry no schemas. */
import { defineContract, Type } from '@liren/contract'
import { expect, it } from 'vitest'
import { faceOf, sourceOf } from './contract-faces.ts'

const sample = defineContract({
  name: 'sample',
  routes: {
    open: { method: 'POST', path: '/things/:id', may: 'signed-in', body: Type.Object({ text: Type.String() }) },
  },
})

it('a board knows where to ask, and carries no schema', () => {
  expect(faceOf(sample)).toEqual({
    name: 'sample',
    version: '0.1.0',
    routes: { open: { method: 'POST', path: '/things/:id' } },
  })
})

it('lists that a screen shows stay as they are', () => {
  expect(sourceOf({ kinds: ['a', 'b'], sample })).toContain('export const kinds = ["a","b"]')
})

it('a contract that exports code is left alone', () => {
  expect(sourceOf({ sample, total: () => 1 })).toBeNull()
})
