/** What the command centre sees of its cases: by stage, by clock, by category, on the map, and of the day. */
import { randomUUID } from 'node:crypto'
import { matters } from '@liren/matters/contract'
import type { Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, here, nextDoor, openTown, spot } from '../testing/small-town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown('2026-11-23T10:00:00+08:00')
})
afterAll(() => town.close())
const as = (role: string, area: string) => town.as({ name: role, roles: [{ role, area, unitId: null }] })

test('a dispatcher finds cases by stage, clock, category and source; a neighbour community’s worker does not', async () => {
  const yu = as('acceptor', district)
  const chen = as('resident', here)
  const rubbish = { id: randomUUID(), text: '垃圾冇人收', place: spot, categoryCode: 'E0102' }
  await chen.ask(cases, 'report', { body: rubbish })
  await yu.ask(cases, 'report', { body: { id: randomUUID(), text: '路灯不亮了', areaCode: here, source: 'hotline' } })

  const all = await yu.ask(cases, 'list', { query: { state: 'intake', order: 'due' } })
  expect(all.items).toHaveLength(2)
  expect(all.items[0]).toMatchObject({ areaCode: here, state: 'intake' })
  const byCategory = await yu.ask(cases, 'list', { query: { category: 'E0102' } })
  expect(byCategory.items.map((one) => one.id)).toEqual([rubbish.id])
  expect(byCategory.items[0]?.categoryName).toBeTruthy()
  expect((await yu.ask(cases, 'list', { query: { source: 'hotline' } })).items).toMatchObject([{ title: '路灯不亮了' }])
  expect((await yu.ask(cases, 'list', { query: { due: 'overdue' } })).items).toHaveLength(0)
  const pages = await yu.ask(cases, 'list', { query: { order: 'due', limit: 1 } })
  const second = await yu.ask(cases, 'list', { query: { order: 'due', limit: 1, after: pages.next ?? '' } })
  expect(second.items[0]?.id).not.toBe(pages.items[0]?.id)
  expect((await as('communityWorker', nextDoor).ask(cases, 'list', {})).items).toHaveLength(0)

  town.clock.advance(3 * 3_600_000)
  expect((await yu.ask(cases, 'list', { query: { due: 'overdue' } })).items).toHaveLength(2)
  const heat = await yu.ask(matters, 'heat', { query: { process: 'case-handling' } })
  expect(heat.cells.reduce((sum, cell) => sum + cell.overdue, 0)).toBe(2)
  expect(heat.dots).toMatchObject([{ id: rubbish.id, isOverdue: true }])
  expect(await yu.ask(matters, 'day', {})).toEqual({ opened: 2, closed: 0, closedSameDay: 0 })
})

test('what a caller wants is read from the words, said by the hotline, or corrected on acceptance; the desk filters by it', async () => {
  const yu = as('acceptor', district)
  const chen = as('resident', here)
  const report = async (who: typeof yu, more: object) => {
    const id = randomUUID()
    await who.ask(cases, 'report', { body: { id, areaCode: here, ...more } })
    return id
  }
  const asked = await report(chen, { text: '请问居住证怎么办理' })
  const told = await report(yu, { text: '三楼住户的事', source: 'hotline', orderKind: 'tipOff' })
  const thanks = await report(chen, { text: '多谢小林，楼道灯修好了' })
  const found = async (orderKind: 'inquiry' | 'tipOff' | 'praise' | 'complaint') =>
    (await yu.ask(cases, 'list', { query: { orderKind } })).items.map((one) => one.id)
  expect([await found('inquiry'), await found('tipOff'), await found('praise')]).toEqual([[asked], [told], [thanks]])
  await yu.ask(cases, 'accept', { params: { id: told }, body: { categoryCode: 'E0102', orderKind: 'complaint' } })
  expect(await found('complaint')).toEqual([told])
  expect((await chen.ask(cases, 'read', { params: { id: asked } })).matter.orderKind).toBe('inquiry')
})

test('a category says where it stands in the tree in the reader’s language', async () => {
  const chen = as('resident', here)
  const inChinese = await chen.ask(cases, 'category', { params: { code: 'E0102' } })
  const reply = await chen.raw('GET', '/api/cases/categories/E0102', undefined, { 'accept-language': 'en' })
  const inEnglish = (await reply.json()) as { path: string[] }
  expect(inChinese.path).toEqual(['事件', '市容环境'])
  expect(inEnglish.path).toEqual(['Events', 'City appearance'])
})
