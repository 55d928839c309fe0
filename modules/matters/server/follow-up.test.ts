/** After the work: thanks, ratings without an account, and the question whether it was really solved. */

import files from '@liren/files/server'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { notices as noticesContract } from '@liren/notices/contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, day, lamps, openLampTown, power, refusal } from '../testing/lamp-town.ts'
import plug from './module.ts'

const monday = '2025-01-06T09:00:00+08:00'
const { town, someone, dispatcher, electrician, grid, chen, read, move, fix, closed } = await openLampTown([
  territory,
  organisation,
  identity,
  files,
  notices,
])
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

/** Reported by a guest, mended and closed. */
const closedForGuest = async (worker = electrician) => {
  const { id, number, queryCode } = await town.guest.ask(lamps, 'report', {
    body: { title: '路灯不亮', areaCode: area },
  })
  await move(dispatcher, id, 'dispatch', { unitId: power })
  await fix(worker, id)
  await move(grid, id, 'pass')
  return { id, code: { number, code: queryCode } }
}
const progress = (code: { number: string; code: string }) => town.guest.ask(matters, 'progress', { body: code })

describe('a guest with number and query code', () => {
  test('rates once; a bad score opens a follow-up as anybody’s does', async () => {
    const { id, code } = await closedForGuest()
    expect((await progress(code)).acts).toEqual(['rate', 'reopen'])
    const rating = { body: { ...code, score: 1, reasons: ['notSolved' as const], text: '半夜又灭了' } }
    expect(await town.guest.ask(matters, 'rateByCode', rating)).toMatchObject({ score: 1, followUp: 'open' })
    expect(await refusal(town.guest.ask(matters, 'rateByCode', rating))).toBe('matters/rated-already')
    expect((await progress(code)).acts).toEqual(['reopen'])
    expect((await read(dispatcher, id)).ratings).toMatchObject([{ score: 1, followUp: 'open' }])
    const wrong = { body: { ...rating.body, code: 'AAAAAAAAAA' } }
    expect(await refusal(town.guest.ask(matters, 'rateByCode', wrong))).toBe('matters/wrong-code')
  })

  test('has it taken up again within the days allowed, and not after', async () => {
    const { id, code } = await closedForGuest()
    const again = { body: { ...code, because: '昨晚又不亮了' } }
    expect((await town.guest.ask(matters, 'reopenByCode', again)).state).toBe('fixing')
    expect((await read(dispatcher, id)).reopens).toBe(1)
    const late = await closedForGuest()
    town.clock.advance(8 * day)
    expect(await refusal(town.guest.ask(matters, 'reopenByCode', { body: { ...late.code, because: '又坏' } }))).toBe(
      'matters/too-late',
    )
    expect((await progress(late.code)).acts).toEqual(['rate'])
    town.clock.advance(10 * day)
    expect((await progress(late.code)).acts).toEqual([])
  })
})

describe('a follow-up', () => {
  const ask = (who: typeof dispatcher, id: string, body: object) =>
    who.ask(matters, 'followUp', { params: { id }, body: { channel: 'phone', ...body } as never })

  test('asks whether it was solved and how content they are; what was not solved comes back to the hands', async () => {
    const id = await closed()
    const social = someone('communityWorker', '社工小谢')
    expect(await refusal(ask(social, id, { isReached: true }))).toBe('matters/facts-wrong')
    await ask(social, id, { isReached: false, note: '无人接听' })
    await ask(social, id, { isReached: true, isSolved: false, satisfaction: 2, note: '还是一闪一闪' })
    const seen = await read(social, id)
    expect(seen.followUps).toMatchObject([
      { isReached: false, isSolved: null, satisfaction: null },
      { isReached: true, isSolved: false, satisfaction: 2, byName: '社工小谢' },
    ])
    expect((await read(chen, id)).followUps).toEqual([])
    await town.settle()
    const asked = (await town.told('matters/followUpAsked')).filter((fact) => fact.matterId === id)
    expect(asked.map((fact) => fact.why)).toEqual(['notSolved'])
  })

  test('is made neither by whoever did the work nor before there is a reply', async () => {
    const id = await closed()
    expect(await refusal(ask(electrician, id, { isReached: false }))).toBe('matters/not-open-to-you')
    const { id: open } = await chen.ask(lamps, 'report', { body: { title: '新的', areaCode: area } })
    expect(await refusal(ask(dispatcher, open, { isReached: false }))).toBe('matters/wrong-state')
  })
})

test('a resident’s five stars reach the electrician who earned them', async () => {
  const id = await town.work(plug, (work) =>
    work.use(identityContract).createAccount({
      loginName: 'thanked',
      displayName: '电工阿强',
      kind: 'staff',
      areaCode: area,
      roles: [{ role: 'handler', area, unitId: power }],
    }),
  )
  const worker = town.as({ id, name: '电工阿强', roles: [{ role: 'handler', area, unitId: power }] })
  const { code } = await closedForGuest(worker)
  await town.guest.ask(matters, 'rateByCode', { body: { ...code, score: 5 } })
  await town.settle()
  const { items } = await worker.ask(noticesContract, 'mine', { query: {} })
  expect(items.map((one) => one.text).join('\n')).toContain('谢谢您')
})
