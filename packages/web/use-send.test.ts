/** A refusal is said once: at its field where the screen draws it, and else in passing. */
import { Refused } from '@liren/contract'
import { expect, it } from 'vitest'
import { isShownAt, noting } from './use-send.ts'

const refused = (field: string) =>
  new Refused({ type: 'x', title: '事项已有新的变化', status: 409, code: 'matters/changed-meanwhile', field })

it('whoever draws the field reads the refusal there', () => {
  const read = new Set<string | symbol>()
  expect(noting({ unitId: '不能派给自己' }, read).unitId).toBe('不能派给自己')
  expect(isShownAt(read, refused('unitId'))).toBe(true)
})

it('a dispatcher whose form has no such field is told all the same', () => {
  const read = new Set<string | symbol>()
  expect(noting({}, read).unitId).toBeUndefined()
  expect(isShownAt(read, refused('seen'))).toBe(false)
})

it('a form that looks for any of its rows draws them all', () => {
  const read = new Set<string | symbol>()
  expect(Object.entries(noting({ 'stops/2': '没有这个点位' }, read))).toEqual([['stops/2', '没有这个点位']])
  expect(isShownAt(read, refused('stops/2'))).toBe(true)
})

it('a refusal that names no field is always said', () => {
  const read = new Set<string | symbol>()
  Object.keys(noting({}, read))
  expect(isShownAt(read, new TypeError('Failed to fetch'))).toBe(false)
})
