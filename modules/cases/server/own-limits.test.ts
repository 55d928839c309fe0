/** Two communities of one street differ: what one promises holds there from the next case on, and nothing changes for the other. */
import { kernel } from '@liren/kernel/kernel-contract'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here, nextDoor } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, unit, report, on } = await openStreet()
afterAll(() => town.close())
const admin = town.as({ name: '梁丽华', roles: [{ role: 'communityAdmin', area: here, unitId: null }] })

const handleLimit = async (areaCode: string) => {
  const { id } = await report(who.chen, { place: undefined, areaCode })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
  await who.wen.ask(cases, 'file', { ...on(id), body: {} })
  await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
  const { matter } = await who.wu.ask(cases, 'read', on(id))
  return matter.clocks.find(({ name }) => name === 'handle')?.limit
}

test('the administrator promises two working hours for rubbish: here it is due sooner, next door as before, and taken back it is as before here too', async () => {
  const before = [await handleLimit(here), await handleLimit(nextDoor)]
  expect(before[0]).toEqual(before[1])
  const promise = (value: unknown) =>
    admin.ask(kernel, 'changeSettings', {
      params: { module: 'cases' },
      body: { area: here, values: { ownLimits: value } },
    })
  await promise([{ categories: 'E01', clock: 'handle', amount: 2, unit: 'workHours' }])
  const now = [await handleLimit(here), await handleLimit(nextDoor)]
  expect(now).toEqual([{ amount: 2, unit: 'workHours' }, before[1]])
  expect(now[0]).not.toEqual(before[0])
  const shown = await town.guest.ask(cases, 'category', { params: { code: 'E0102' }, query: { area: here } })
  expect(shown.limits.handle).toEqual({ amount: 2, unit: 'workHours' })
  await promise([])
  expect(await handleLimit(here)).toEqual(before[0])
})
