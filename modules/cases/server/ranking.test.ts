/** Dispatchers are shown what decisions taught: arbitration goes before the duty lists, who gave it back comes last. */
import { defineContract } from '@liren/contract'
import { defineModule } from '@liren/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { openStreet } from '../testing/street.ts'
import type { GivenToCases, Placed } from './ranking.ts'

let placed: Placed = { unitId: null, isArbitrated: false, refused: [] }
/** Stands for whoever learns from decisions. */
const teacher = defineModule({
  contract: defineContract({ name: 'teacher' }),
  locales: { 'zh-CN': { title: '样例' }, en: { title: 'lessons' } },
  gives: { cases: { placed: async () => placed } satisfies GivenToCases },
})

let street: Awaited<ReturnType<typeof openStreet>>
let id = ''
beforeAll(async () => {
  street = await openStreet([teacher])
  id = (await street.report()).id
  await street.who.yu.ask(cases, 'accept', { ...street.on(id), body: { categoryCode: 'E0102' } })
  await street.who.wen.ask(cases, 'file', { ...street.on(id), body: {} })
})
afterAll(() => street.town.close())
const proposals = async () => (await street.who.wu.ask(cases, 'proposals', street.on(id))).items

test('what arbitration gave to another unit is proposed to it first, and the reason is said', async () => {
  const { unit } = street
  placed = { unitId: null, isArbitrated: false, refused: [] }
  expect((await proposals())[0]).toMatchObject({ unitId: unit.lead, part: 'lead' })
  placed = { unitId: unit.other, isArbitrated: true, refused: [] }
  const [first, ...rest] = await proposals()
  expect(first).toMatchObject({ unitId: unit.other, part: 'lead', clause: '', why: ['此地同类案件曾裁定由其承办'] })
  expect(rest.some(({ unitId }) => unitId === unit.lead)).toBe(true)
})

test('the unit that gave such a case back is proposed last', async () => {
  const { unit } = street
  placed = { unitId: null, isArbitrated: false, refused: [unit.lead] }
  const items = await proposals()
  const at = items.findIndex(({ unitId }) => unitId === unit.lead)
  expect(items.slice(at).every(({ unitId }) => unitId === unit.lead)).toBe(true)
  expect(items[at]?.why).toContain('此地同类案件曾退单')
})
