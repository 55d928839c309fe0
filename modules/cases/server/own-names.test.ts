/** A community calls things what its people call them: everywhere there, nowhere else, and it can be taken back. */
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { here, nextDoor, refusal, street } from '../testing/small-town.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())
const admin = (area: string) => town.as({ name: '梁丽华', roles: [{ role: 'communityAdmin', area, unitId: null }] })
const call = (name: string | null, area: string = here, code = 'E0102', nameEn?: string) =>
  admin(area).ask(cases, 'nameHere', {
    params: { code },
    body: { area, name, ...(nameEn === undefined ? {} : { nameEn }) },
  })
const namesOf = async (area: string, code = 'E0102') => {
  const all = await town.guest.ask(cases, 'categories', { query: { area } })
  const found = all.items.find((one) => one.code === code)
  return { name: found?.name, usualName: found?.usualName, type: found?.path.at(-1) }
}
const usual = (await namesOf(nextDoor)).name ?? ''
const filed = async (areaCode: string) => {
  const { id } = await report(who.chen, { place: undefined, areaCode })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
  return id
}

test('what is renamed here is said here by form, case, card and list; next door nothing changes, and the code is the same', async () => {
  const [mine, theirs] = [await filed(here), await filed(nextDoor)]
  await call('楼下垃圾冇人收', here, 'E0102', 'Rubbish downstairs')
  expect(await namesOf(here)).toMatchObject({ name: '楼下垃圾冇人收', usualName: usual })
  expect(await namesOf(nextDoor)).toMatchObject({ name: usual, usualName: null })
  const seen = await Promise.all([mine, theirs].map((id) => who.wu.ask(cases, 'read', on(id))))
  expect(seen.map(({ category }) => [category?.code, category?.name, category?.usualName])).toEqual([
    ['E0102', '楼下垃圾冇人收', usual],
    ['E0102', usual, null],
  ])
  const cards = await who.wu.ask(cases, 'cards', { query: { ids: [mine, theirs] } })
  const nameOn = (id: string) => cards.items.find((one) => one.id === id)?.categoryName
  expect([nameOn(mine), nameOn(theirs)]).toEqual(['楼下垃圾冇人收', usual])
  const listed = await who.wu.ask(cases, 'list', { query: { category: 'E0102' } })
  const rowOf = (id: string) => listed.items.find((one) => one.id === id)?.categoryName
  expect([rowOf(mine), rowOf(theirs)]).toEqual(['楼下垃圾冇人收', usual])
  const text = '门口垃圾冇人收'
  const [there, away] = await Promise.all(
    [here, nextDoor].map((area) => town.guest.ask(cases, 'consider', { body: { text, area } })),
  )
  const likely = (of: typeof there) => of?.categories.find((one) => one.code === 'E0102')?.name
  expect([likely(there), likely(away)]).toEqual(['楼下垃圾冇人收', usual])
  const titled = await report(who.chen, { place: undefined, areaCode: here, categoryCode: 'E0102', text: '好臭' })
  expect((await who.wu.ask(cases, 'read', on(titled.id))).matter.title).toBe('楼下垃圾冇人收：好臭')
  expect(await town.told('cases/namedHere')).toMatchObject([
    { areaCode: here, code: 'E0102', name: '楼下垃圾冇人收', nameEn: 'Rubbish downstairs' },
  ])
})

test('a street names its types for all its communities; a community with a name of its own keeps it, and gives it back', async () => {
  await call('环境卫生', street, 'E01')
  await call('街面垃圾', street)
  expect(await namesOf(here)).toMatchObject({ name: '楼下垃圾冇人收', type: '环境卫生' })
  expect(await namesOf(nextDoor)).toMatchObject({ name: '街面垃圾', usualName: usual, type: '环境卫生' })
  await call(null)
  expect(await namesOf(here)).toMatchObject({ name: '街面垃圾' })
  await call(null, street)
  expect(await namesOf(here)).toMatchObject({ name: usual, usualName: null })
  const { items } = await admin(here).ask(cases, 'ownNames', { query: { area: here } })
  expect(items.filter((one) => one.areaCode === here)).toMatchObject([
    { code: 'E0102', name: '楼下垃圾冇人收', byName: '梁丽华', endedAt: expect.any(String) },
  ])
  expect(items.filter((one) => one.endedAt === null)).toMatchObject([{ areaCode: street, code: 'E01' }])
})

test('one name for two things of a tree is refused by its field; so are a foreign community, a cell, and a code that is none', async () => {
  const other = (await namesOf(here, 'E0101')).name ?? ''
  expect(await refusal(call(other))).toEqual({ code: 'cases/name-taken', status: 409, field: 'name' })
  expect(await refusal(call('   '))).toMatchObject({ status: 422, field: 'name' })
  const foreign = admin(nextDoor).ask(cases, 'nameHere', {
    params: { code: 'E0102' },
    body: { area: here, name: '垃圾' },
  })
  expect(await refusal(foreign)).toMatchObject({ status: 403 })
  expect(await refusal(admin(nextDoor).ask(cases, 'ownNames', { query: { area: here } }))).toMatchObject({
    status: 403,
  })
  expect(await refusal(call('垃圾', here, 'E9999'))).toMatchObject({ status: 404 })
  expect(await refusal(call('垃圾', `${here}001`))).toMatchObject({ field: 'area' })
  expect(await refusal(call('垃圾', '440104001999'))).toMatchObject({ code: 'cases/outside-district', field: 'area' })
})
