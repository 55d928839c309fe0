/** Where a case stands: the same spot is the same spot, whatever system a phone speaks. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { metresApart } from '../photo-doubt.ts'
import { spot } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

/** The spot as phones of the Chinese map services give it: half a kilometre to the east. */
const gcj02 = { lon: 113.265517323, lat: 23.144366496, crs: 'gcj02' } as const
const bd09 = { lon: 113.271952607, lat: 23.150610264, crs: 'bd09' } as const

test('a report given in GCJ-02 or BD-09 stands within a metre of the same report in CGCS2000, and so does what acceptance corrects', async () => {
  const standing = async (place: object) => {
    const id = randomUUID()
    await who.chen.ask(cases, 'report', { body: { id, text: '应元路口有垃圾', place: { ...spot, ...place } } })
    const { matter } = await who.yu.ask(cases, 'read', on(id))
    return { id, matter }
  }
  const plain = (await standing({})).matter
  for (const place of [gcj02, bd09]) {
    const { matter } = await standing(place)
    expect(metresApart(matter.place ?? spot, spot)).toBeLessThan(1)
    expect(matter.cellCode).toBe(plain.cellCode)
  }
  const { id } = await standing({ lat: spot.lat - 0.0002 })
  await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102', place: gcj02 } })
  const { matter } = await who.yu.ask(cases, 'read', on(id))
  expect(metresApart(matter.place ?? gcj02, spot)).toBeLessThan(1)
})

test('by how much a place may be off, and in which system it came, is kept with the step', async () => {
  const id = randomUUID()
  const place = { ...gcj02, accuracyMetres: 38.4 }
  await who.chen.ask(cases, 'report', { body: { id, text: '应元路口有垃圾', place } })
  const { matter } = await who.yu.ask(cases, 'read', on(id))
  expect(matter.steps[0]?.facts).toMatchObject({ accuracyMetres: 38, givenAs: 'gcj02' })
})
