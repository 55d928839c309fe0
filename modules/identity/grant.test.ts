/** Two people give a role; three administrators stay three. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Role, roleNames } from './contract.ts'
import { administratorRoles, conflicts, excludes, isAbsence, lendable, mayAdminister, mayDecide } from './grant.ts'

const district = '440104000000'
const street = '440104001000'
const community = '440104001001'
const elsewhere = '440104003001'
const side = (accountId: string, role: Role, area = district) => ({ accountId, holds: [{ role, area }] })

describe('the three administrators', () => {
  test('shut each other out, both ways', () => {
    expect(conflicts(['auditAdmin', 'resident'], 'systemAdmin')).toEqual(['auditAdmin'])
    expect(conflicts(['resident', 'gridWorker'], 'securityAdmin')).toEqual([])
    fc.assert(
      fc.property(fc.constantFrom(...roleNames), fc.constantFrom(...roleNames), (one, other) => {
        expect(excludes(one).includes(other)).toBe(excludes(other).includes(one))
      }),
    )
  })
  test('never meet in one hand, however grants are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...roleNames), { maxLength: 40 }), (asked) => {
        const held: Role[] = []
        for (const role of asked) if (conflicts(held, role).length === 0) held.push(role)
        expect(new Set(held.filter((role) => administratorRoles.some((one) => one === role))).size).toBeLessThan(2)
      }),
    )
  })
  test('cannot be lent while away', () => {
    expect(lendable(['systemAdmin', 'auditAdmin', 'securityAdmin', 'dispatcher', 'resident'])).toEqual(['dispatcher'])
  })
})

describe('who may give a role', () => {
  test('a street appoints the administrators of its communities, a community does not appoint its own', () => {
    expect(mayAdminister([{ role: 'communityAdmin', area: street }], { role: 'communityAdmin', area: community })).toBe(
      true,
    )
    expect(
      mayAdminister([{ role: 'communityAdmin', area: community }], { role: 'communityAdmin', area: community }),
    ).toBe(false)
  })
  test('a community gives its own workers roles, and no other community’s', () => {
    const holds = [{ role: 'communityAdmin', area: community }]
    expect(mayAdminister(holds, { role: 'gridWorker', area: community })).toBe(true)
    expect(mayAdminister(holds, { role: 'gridWorker', area: elsewhere })).toBe(false)
    expect(mayAdminister(holds, { role: 'dataSteward', area: community })).toBe(false)
  })
  test('a dispatcher gives nobody anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roleNames), (role) => {
        expect(mayAdminister([{ role: 'dispatcher', area: district }], { role, area: community })).toBe(false)
      }),
    )
  })
})

describe('the second administrator', () => {
  const request = {
    accountId: 'lin',
    role: 'gridWorker' as const,
    area: community,
    askedBy: side('he', 'communityAdmin', community),
  }
  test('is somebody else', () => {
    expect(mayDecide(side('he', 'securityAdmin'), request)).toBe('same-administrator')
    expect(mayDecide(side('lin', 'securityAdmin'), request)).toBe('same-administrator')
    expect(mayDecide(side('su', 'securityAdmin'), request)).toBe('yes')
  })
  test('reaches the place', () => {
    expect(mayDecide(side('su', 'communityAdmin', elsewhere), request)).toBe('role-out-of-reach')
  })
  test('is of the other kind when an administrator is made', () => {
    const asked = { accountId: 'lin', role: 'auditAdmin' as const, area: district, askedBy: side('he', 'systemAdmin') }
    expect(mayDecide(side('su', 'systemAdmin'), asked)).toBe('role-out-of-reach')
    expect(mayDecide(side('su', 'securityAdmin'), asked)).toBe('yes')
  })
  test('is never the one who asked, whoever asks for whatever', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roleNames), fc.constantFrom(...roleNames), (asking, role) => {
        const he = side('he', asking)
        expect(mayDecide(he, { accountId: 'lin', role, area: community, askedBy: he })).not.toBe('yes')
      }),
    )
  })
})

test('one may be away for two weeks, not for a year, and not backwards', () => {
  const now = new Date('2026-11-23T00:00:00Z')
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000)
  expect(isAbsence(now, day(14), now)).toBe(true)
  expect(isAbsence(now, day(365), now)).toBe(false)
  expect(isAbsence(day(3), day(1), now)).toBe(false)
  expect(isAbsence(day(-3), day(-1), now)).toBe(false)
})
