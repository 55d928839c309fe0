/** The same caller about the same thing within thirty days is one case, not two. */
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { refusal } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, minutes, report, on } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const day = 24 * 60
const repeatsOf = async (id: string, by = who.yu) => (await by.ask(cases, 'repeats', on(id))).items
const call = (phone: string, more: object = {}) =>
  report(who.yu, { source: 'hotline', text: '门口积水', contact: { phone }, categoryCode: 'E0406', ...more })

test('an acceptor sees that the caller rang before about the same kind, and joins the call to the older case', async () => {
  const first = await call('13800001111')
  const other = await call('13800001111', { categoryCode: 'E0102', text: '有垃圾' })
  await call('13900002222')
  minutes(3 * day)
  const again = await call('138 0000 1111')
  expect(await repeatsOf(again.id)).toMatchObject([
    { id: first.id, isSameKind: true, isOpen: true },
    { id: other.id, isSameKind: false },
  ])
  expect(await repeatsOf(first.id)).toEqual([])
  await who.yu.ask(matters, 'merge', { ...on(first.id), body: { childIds: [again.id], because: '重复来电' } })
  const code = { number: again.number, code: again.queryCode }
  expect((await town.guest.ask(matters, 'progress', { body: code })).state).toBe('intake')
})

test('a resident’s own earlier report counts as well, but not after thirty days, and not for anonymous ones', async () => {
  const who1 = town.as({ name: '老街坊', roles: [{ role: 'resident', area: '440104001001', unitId: null }] })
  const first = await report(who1)
  minutes(20 * day)
  const second = await report(who1)
  expect((await repeatsOf(second.id)).map((one) => one.id)).toEqual([first.id])
  minutes(20 * day)
  const third = await report(who1)
  expect((await repeatsOf(third.id)).map((one) => one.id)).toEqual([second.id])
  const unnamed = await report(who1, { isAnonymous: true })
  expect(await repeatsOf(unnamed.id)).toEqual([])
  expect((await refusal(repeatsOf(second.id, who.zhou))).status).toBe(403)
})

test('what was closed is taken up again by the duty leader, and the new call joins it', async () => {
  const first = await call('13700003333')
  await who.yu.ask(cases, 'decline', { ...on(first.id), body: { reason: 'handledAlready', text: '已有人处理' } })
  minutes(day)
  const again = await call('13700003333')
  expect(await repeatsOf(again.id)).toMatchObject([{ id: first.id, isOpen: false }])
  const because = '三十天内重复来电'
  await who.wen.ask(matters, 'reopen', { ...on(first.id), body: { because } })
  await who.wen.ask(matters, 'merge', { ...on(first.id), body: { childIds: [again.id], because } })
  const older = await who.wen.ask(cases, 'read', on(first.id))
  expect(older.matter).toMatchObject({ reopens: 1, closedAt: null })
})
