/** Owners' committees, property firms and social organisations have a space of their own, and see nobody else's. */
import type { Grant } from '@liren/kernel'
import territory from '@liren/territory/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organisation } from '../contract.ts'
import { community, type Demo, demoDistrict, district } from '../testing/demo-district.ts'
import module from './module.ts'

let demo: Demo
beforeAll(async () => {
  demo = await demoDistrict(territory)
})
afterAll(() => demo?.town.close())

const unitBy = async (code: string) => {
  const found = await demo.town.work(module, (work) => work.use(organisation).unitByCode(code))
  if (!found) throw new Error(`no unit ${code}`)
  return found
}
const representing = (...unitIds: readonly string[]) =>
  demo.town.as({ roles: unitIds.map((unitId): Grant => ({ role: 'representative', area: community, unitId })) })
const spaces = async (person: ReturnType<typeof representing>) => (await person.ask(organisation, 'ownUnits', {})).items

test('the head of an owners’ committee finds the committee, its people, and what the owners answer for', async () => {
  const { id, name } = await unitBy(`${community}-YW`)
  const [own, ...rest] = await spaces(representing(id))
  expect(rest).toEqual([])
  expect(own).toMatchObject({ id, name, kind: 'ownersCommittee' })
  expect(own?.areaName).toContain('社区')
  expect(own?.people.length).toBeGreaterThan(0)
  expect(own?.answersFor.some(({ isLead }) => isLead)).toBe(true)
})

test('a property firm answers for other things than the committee, and a firm that serves two communities finds both', async () => {
  const [firm, owners] = [await unitBy(`${community}-WY`), await unitBy(`${community}-YW`)]
  const next = await unitBy('440104001002-WY')
  const [own] = await spaces(representing(firm.id))
  const [committee] = await spaces(representing(owners.id))
  const leads = (unit: typeof own) => unit?.answersFor.flatMap(({ title, isLead }) => (isLead ? [title] : [])) ?? []
  expect(leads(own).filter((title) => leads(committee).includes(title))).toEqual([])
  expect((await spaces(representing(firm.id, next.id))).map(({ id }) => id)).toEqual([firm.id, next.id])
})

test('a colleague whose term is over, and a unit that has closed, are there no longer', async () => {
  const { id } = await unitBy('440104001002-YW')
  const person = representing(id)
  const before = await spaces(person)
  const [member] = before[0]?.people ?? []
  const steward = demo.as('systemAdmin', district)
  await steward.ask(organisation, 'endTerm', { params: { id: member?.id ?? '' }, body: { endsOn: '2026-11-20' } })
  const [left] = await spaces(person)
  expect(left?.people.map((one) => one.id)).not.toContain(member?.id)
  await steward.ask(organisation, 'closeUnit', { params: { id }, body: { reason: '业委会换届终止' } })
  expect(await spaces(person)).toEqual([])
})

test('a representative has no look into the directory of offices, and an officer without a unit finds an empty page', async () => {
  const { id } = await unitBy(`${community}-YW`)
  const units = await representing(id).raw('GET', '/api/organisation/units')
  expect(units.status).toBe(403)
  expect(await spaces(demo.as('handler', community))).toEqual([])
})
