/** The four linked stages say whose turn it is and until when. */
import { expect, test } from 'vitest'
import { stagesOf } from './stages.tsx'
import type { Summons } from './summons-acts.tsx'

const call = (name: string, more: Partial<Summons['calls'][number]> = {}): Summons['calls'][number] => ({
  ...{
    id: name,
    rung: 'grid',
    unitName: '居委会',
    name,
    isThroughPlatform: true,
    calledAt: '2026-11-03T01:00:00.000Z',
  },
  ...{ dueAt: '2026-11-03T01:03:00.000Z', answeredAt: null, answer: null, reason: null },
  ...more,
})
const summons = (more: Partial<Summons>): Summons => ({
  ...{ id: 's', caseId: 'c', number: '1', title: '水管爆了', areaCode: '440104001001', grade: 4, because: '特急' },
  ...{ ladder: ['grid'], state: 'open', startedByName: '系统', startedAt: '2026-11-03T01:00:00.000Z' },
  ...{ answeredAt: null, endedAt: null, calls: [call('林网格员')] },
  ...more,
})

test('while somebody is called the answer is theirs and due; once they come, dispatch and handling follow, each with its clock', () => {
  const waiting = stagesOf(summons({}), {}, '指挥中心')
  expect(waiting.map(({ name, owner }) => [name, owner])).toEqual([
    ['call', '系统'],
    ['answer', '林网格员'],
    ['steer', '指挥中心'],
    ['handle', null],
  ])
  expect(waiting[1]).toMatchObject({ dueAt: '2026-11-03T01:03:00.000Z', doneAt: null })
  const met = summons({
    state: 'answered',
    calls: [call('林网格员', { answer: 'accepted', answeredAt: '2026-11-03T01:02:00.000Z' })],
  })
  const clocks = [
    { name: 'dispatch', dueAt: '2026-11-03T02:00:00.000Z', stoppedAt: '2026-11-03T01:10:00.000Z' },
    { name: 'handle', dueAt: '2026-11-03T05:00:00.000Z', stoppedAt: null },
  ]
  expect(stagesOf(met, { clocks, holderUnitName: '水务局' }, '指挥中心').slice(1)).toMatchObject([
    { owner: '林网格员', doneAt: '2026-11-03T01:02:00.000Z' },
    { doneAt: '2026-11-03T01:10:00.000Z' },
    { owner: '水务局', dueAt: '2026-11-03T05:00:00.000Z', doneAt: null },
  ])
})
