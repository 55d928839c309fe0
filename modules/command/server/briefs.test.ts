/** The daily report is written from the day's records, put into words, issued, and then stays as it is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../contract.ts'
import { district, elsewhere, here, openDistrict, refusal } from '../testing/small-district.ts'

let there: Awaited<ReturnType<typeof openDistrict>>
beforeAll(async () => {
  there = await openDistrict()
})
afterAll(() => there.town.close())

test('a day’s report counts what came and left, names emergencies, leaves out what is restricted, and is not changed once issued', async () => {
  const { leader, someone, report, closed, settle } = there
  await closed({ category: 'A0508' })
  const urgent = await report({ title: '燃气泄漏', grade: 4, category: 'A0508' })
  await report({ title: '保密的事', grade: 4, isRestricted: true })
  await settle()
  const body = { area: district, onDay: '2026-11-03' }
  const draft = await leader.ask(command, 'writeBrief', { body })
  expect(draft).toMatchObject({ state: 'draft', text: '' })
  expect(draft.facts).toMatchObject({
    reported: 2,
    closed: 1,
    sameDay: 1,
    open: 1,
    overdue: 0,
    emergencies: [{ id: urgent, title: '燃气泄漏', grade: 4 }],
    topics: [{ categoryCode: 'A0508', reported: 2 }],
  })
  const params = { id: draft.id }
  await leader.ask(command, 'editBrief', { params, body: { text: '燃气泄漏已控制' } })
  await report({ areaCode: elsewhere, cellCode: undefined })
  await settle()
  const again = await leader.ask(command, 'writeBrief', { body })
  expect(again).toMatchObject({ id: draft.id, text: '燃气泄漏已控制', facts: { reported: 3 } })

  const reader = someone('acceptor', '受理员', district)
  expect((await reader.ask(command, 'briefs', { query: {} })).items).toEqual([])
  expect(await refusal(reader.ask(command, 'brief', { params }))).toBe('command/not-found')
  await leader.ask(command, 'issueBrief', { params })
  expect((await reader.ask(command, 'briefs', { query: {} })).items).toMatchObject([{ id: draft.id, state: 'issued' }])
  expect(await reader.ask(command, 'brief', { params })).toMatchObject({
    text: '燃气泄漏已控制',
    issuedByName: '何值班长',
  })
  expect(await refusal(leader.ask(command, 'editBrief', { params, body: { text: '改写' } }))).toBe(
    'command/issued-already',
  )
  expect(await refusal(leader.ask(command, 'issueBrief', { params }))).toBe('command/issued-already')
  // A correction is a report of its own beside the issued one.
  const correction = await leader.ask(command, 'writeBrief', { body })
  expect(correction.id).not.toBe(draft.id)
})

test('nobody reports of a day that has not come, nor of a place not theirs; past ones are paged', async () => {
  const { leader, someone } = there
  const ours = someone('dutyLeader', '街道值班长', here)
  expect(await refusal(leader.ask(command, 'writeBrief', { body: { area: district, onDay: '2026-11-04' } }))).toBe(
    'command/day-not-come',
  )
  expect(await refusal(ours.ask(command, 'writeBrief', { body: { area: elsewhere, onDay: '2026-11-03' } }))).toBe(
    'kernel/forbidden',
  )
  for (const onDay of ['2026-11-01', '2026-11-02'])
    await leader.ask(command, 'writeBrief', { body: { area: here, onDay } })
  expect((await ours.ask(command, 'briefs', { query: {} })).items).toHaveLength(2)
  const first = await ours.ask(command, 'briefs', { query: { limit: 1 } })
  const second = await ours.ask(command, 'briefs', { query: { limit: 1, after: first.next ?? '' } })
  expect([first, second].map(({ items }) => items[0]?.onDay)).toEqual(['2026-11-02', '2026-11-01'])
  expect(second.next).toBeNull()
})
