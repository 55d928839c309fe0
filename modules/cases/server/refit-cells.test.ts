/** When a grid cell is divided, open cases stand in the half their place lies in, and nothing else about them changes. */
import { territory } from '@liren/territory/contract'
import { afterAll, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { openStreet } from '../testing/street.ts'

const { town, who, report, on } = await openStreet()
afterAll(() => town.close())

test('an open case goes to the new cell of its place, and its place, number and steps stay; a closed one keeps the old cell', async () => {
  const steward = town.as({ name: '数据管理员', roles: [{ role: 'dataSteward', area: '440104000000', unitId: null }] })
  const open = await report()
  const over = await report()
  await who.yu.ask(cases, 'decline', { ...on(over.id), body: { reason: 'handledAlready', text: '已有人处理' } })
  const before = await who.wu.ask(cases, 'read', on(open.id))
  const code = before.matter.cellCode ?? ''
  const { area } = await town.guest.ask(territory, 'area', { params: { code } })
  const { lon = 0, lat = 0 } = area.centre ?? {}
  const line = [
    { lon, lat: lat - 0.0001 },
    { lon, lat: lat + 0.0001 },
  ]
  const { cells } = await steward.ask(territory, 'divideCell', { params: { code }, body: { line } })
  await town.settle()
  const after = await who.wu.ask(cases, 'read', on(open.id))
  expect(cells.map((cell) => cell.code)).toContain(after.matter.cellCode)
  expect(after.matter).toMatchObject({
    place: before.matter.place,
    number: before.matter.number,
    seen: before.matter.seen,
  })
  const closed = await who.wu.ask(cases, 'read', on(over.id))
  expect(closed.matter.cellCode).toBe(code)
  // The old cell is still read by its name.
  expect(closed.areaPath.at(-1)).toMatch(/网格/)
})
