/** Screens show people what they may open. */
import { expect, it } from 'vitest'
import { guest, mayOpen, sessionOf } from './session.ts'

const told = {
  account: { id: 'a', displayName: '林', personId: null, areaCode: '440104001001', unitId: null },
  roles: [{ role: 'gridWorker', area: '440104001001', unitId: null }],
}

it('without a login module everybody is a guest who may see what is open to all', () => {
  expect(sessionOf(undefined)).toBe(guest)
  expect(mayOpen(guest, [], 'anyone')).toBe(true)
  expect(mayOpen(guest, [], 'signed-in')).toBe(false)
})

it('a grid worker opens what the server says she may, and nothing else', () => {
  const lin = sessionOf(told)
  expect(lin).toMatchObject({ kind: 'account', name: '林' })
  expect(mayOpen(lin, ['case.report'], 'case.report')).toBe(true)
  expect(mayOpen(lin, ['case.report'], 'case.dispatch')).toBe(false)
})
