/** A sheet of paper entered after the platform was away becomes a case like any other, with the time at which it was written. */
import { cases } from '@liren/cases/contract'
import { command } from '@liren/command/contract'
import module from '@liren/command/server'
import { afterAll, expect, test } from 'vitest'
import { here } from '../../modules/cases/testing/small-town.ts'
import { openStreet } from '../../modules/cases/testing/street.ts'

const { town, who, on, unit } = await openStreet([module])
afterAll(() => town.close())

test('what was dispatched on paper stands among the cases, is told once, and its reporter can be rung', async () => {
  town.clock.set('2026-11-24T09:00:00+08:00')
  const { numbers } = await who.wu.ask(command, 'handOutPapers', { body: { area: here, count: 1 } })
  town.clock.set('2026-11-24T15:00:00+08:00')
  const body = {
    title: '水管爆了',
    text: '水管爆了，路面都是水',
    unitId: unit.other,
    dispatchedAt: '2026-11-24T09:30:00+08:00',
    newCase: { area: here, address: '应元路 2 号', reporterName: '陈大文', reporterPhone: '13800138000' },
  }
  await who.wu.ask(command, 'enterPaper', { params: { number: numbers[0] ?? '' }, body })
  await town.settle()
  const [told] = await town.told('command/paper-reported')
  const seen = await who.wu.ask(cases, 'read', on(String(told?.caseId)))
  expect(seen).toMatchObject({ text: '水管爆了，路面都是水', source: { code: 'desk' } })
  expect(seen.matter).toMatchObject({
    state: 'intake',
    areaCode: here,
    address: '应元路 2 号',
    openedAt: new Date(body.dispatchedAt).toISOString(),
  })
  // Nobody could have been in time for what lay on paper: the clock of accepting began with the entry.
  const accepting = seen.matter.clocks.find(({ name }) => name === 'accept')
  expect(Date.parse(accepting?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse('2026-11-24T15:00:00+08:00'))
  expect(await town.told('cases/reported')).toHaveLength(1)
  expect(JSON.stringify(seen)).not.toContain('13800138000')
})
