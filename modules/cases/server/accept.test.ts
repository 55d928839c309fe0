/** Accepting a report: what it is and where it really is, and what follows from that for hands and lists. */
import { matters } from '@liren/matters/contract'
import { type OrganisationPort, organisation } from '@liren/organisation/contract'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { elsewhere, here, nextDoor, street } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())

const centreOf = (area: string) =>
  town.work('cases', async (work) =>
    (work.use(organisation as never) as OrganisationPort).unitOfArea(area, 'commandCentre'),
  )
const accept = (id: string, categoryCode: string, more: object = {}) =>
  who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode, ...more } })

test('a report put in the wrong street goes to the command centre of the right one, and that is one hop', async () => {
  const { id } = await report()
  const before = (await who.wen.ask(cases, 'read', on(id))).matter
  const [old, now] = [await centreOf(here), await centreOf(elsewhere)]
  expect(before.holderUnitId).toBe(old?.id)
  expect(now?.id).not.toBe(old?.id)
  await accept(id, 'E0102', { areaCode: elsewhere })
  const after = (await who.wen.ask(cases, 'read', on(id))).matter
  expect(after).toMatchObject({ areaCode: elsewhere, holderUnitId: now?.id, hops: before.hops + 1, state: 'filing' })
})

test('a place corrected inside the same street stays in the same hands, and the map follows', async () => {
  const { id } = await report()
  const before = (await who.wen.ask(cases, 'read', on(id))).matter
  await accept(id, 'E0102', { areaCode: nextDoor })
  expect((await who.wen.ask(cases, 'read', on(id))).matter).toMatchObject({
    areaCode: nextDoor,
    holderUnitId: before.holderUnitId,
    hops: before.hops,
  })
  const other = await report()
  const place = { lon: 113.2605, lat: 23.1472 }
  await accept(other.id, 'E0102', { place })
  expect((await who.wen.ask(cases, 'read', on(other.id))).matter.place).toEqual(place)
})

test('residents find published cases by great kind, by type and by one kind, page after page', async () => {
  const heaps: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const { id } = await report()
    await accept(id, 'E0102')
    heaps.push(id)
  }
  const peddlers = await report()
  await accept(peddlers.id, 'E0501')
  const unknown = await report()
  const found = async (kind: string, more: object = {}) =>
    town.guest.ask(matters, 'publicList', { query: { area: street, process: 'case-handling', kind, ...more } })
  const ids = async (kind: string) => (await found(kind)).items.map((one) => one.id)
  for (const kind of ['E', 'E01', 'E0102']) expect(await ids(kind)).toEqual(expect.arrayContaining(heaps))
  expect(await ids('E01')).not.toContain(peddlers.id)
  expect(await ids('E05')).toEqual([peddlers.id])
  expect(await ids('P')).not.toContain(heaps[0])
  expect(await ids('E')).not.toContain(unknown.id)
  const first = await found('E0102', { limit: 2 })
  const second = await found('E0102', { limit: 2, after: first.next ?? '' })
  expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(
    first.items.length + second.items.length,
  )
  expect(first.items).toHaveLength(2)
  const counts = async (kind?: string) =>
    (
      await town.guest.ask(matters, 'publicCounts', { query: { area: street, ...(kind ? { kind } : {}) } })
    ).areas.reduce((sum, one) => sum + one.opened, 0)
  expect(await counts('E05')).toBe(1)
  expect(await counts()).toBeGreaterThan(await counts('E'))
  const staff = await who.wu.ask(cases, 'list', { query: { category: 'E0501' } })
  expect(staff.items.map((one) => one.id)).toEqual([peddlers.id])
})

test('what its words asked for is the least, the category’s own grade stands above it, and a person’s word over both', async () => {
  const gradeOf = async (id: string) => (await who.wen.ask(cases, 'read', on(id))).matter.grade
  const usual = (await town.guest.ask(cases, 'category', { params: { code: 'E0102' }, query: {} })).grade
  expect(usual).toBeLessThan(3)
  const graded = async (more: object) => {
    const { id } = await report()
    await accept(id, 'E0102', more)
    return gradeOf(id)
  }
  expect(await graded({})).toBe(usual)
  expect(await graded({ leastGrade: 3 })).toBe(3)
  expect(await graded({ leastGrade: 1 })).toBe(usual)
  expect(await graded({ leastGrade: 3, grade: usual })).toBe(usual)
})
