/** Whatever people say is answered in time: words, bad ratings, thanks; what cannot be answered is left out by somebody else's word. */

import files from '@liren/files/server'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { notices as noticesContract } from '@liren/notices/contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import {
  area,
  day,
  hour,
  lamps,
  newcomers,
  openLampTown,
  photoOf,
  power,
  refusal,
  water,
} from '../testing/lamp-town.ts'
import plug from './module.ts'

const monday = '2025-01-06T09:00:00+08:00'
const { town, someone, dispatcher, leader, electrician, grid, chen, report, read, move, fix, dispatched, closed } =
  await openLampTown([territory, organisation, identity, files, notices])
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

const social = someone('communityWorker', '社工小谢')
const say = (who: typeof chen, id: string, text: string, isPublic = true) =>
  who.ask(matters, 'say', { params: { id }, body: { text, isPublic } })
const owed = async (id: string) => (await read(chen, id)).owed
const told = async (event: string, id: string) => {
  await town.settle()
  return (await town.told(`matters/${event}`)).filter((fact) => fact.matterId === id)
}

describe('a resident’s word', () => {
  test('is owed a reply within eight work hours, which both sides see; a reply ends it, a note among colleagues does not', async () => {
    const id = await dispatched()
    await say(chen, id, '什么时候来修?')
    const [due] = await owed(id)
    expect(due).toMatchObject({ kind: 'word', isMissed: false })
    expect(due?.dueAt).toContain('2025-01-07T01:30')
    expect((await read(electrician, id)).owed).toEqual([due])
    await say(electrician, id, '明天有料再去', false)
    expect(await owed(id)).toEqual([due])
    const waiting = await dispatcher.ask(matters, 'unanswered', { query: {} })
    expect(waiting.items.map((one) => one.matterId)).toContain(id)
    await say(electrician, id, '明天上午来')
    expect(await owed(id)).toEqual([])
    await say(chen, id, '好的，要记得')
    expect(await owed(id)).toHaveLength(1)
  })

  test('nobody answered is told once to whoever holds it and whoever oversees it', async () => {
    const id = await dispatched()
    await say(chen, id, '有人吗?')
    town.clock.advance(2 * day)
    await town.run(plug, 'chase')
    await town.run(plug, 'chase')
    expect(await told('replyMissed', id)).toHaveLength(1)
    expect(await owed(id)).toMatchObject([{ kind: 'word', isMissed: true }])
    expect((await read(grid, id)).steps.map((step) => step.move)).toContain('replyMissed')
    await say(electrician, id, '抱歉，今天下午到')
    expect(await owed(id)).toEqual([])
  })

  test('is answered by work the resident can see, too', async () => {
    const id = await dispatched()
    await say(chen, id, '有人吗?')
    town.clock.advance(hour)
    await fix(electrician, id)
    town.clock.advance(2 * day)
    await town.run(plug, 'chase')
    expect(await told('replyMissed', id)).toEqual([])
    expect(await owed(id)).toEqual([])
  })

  test('comes from a guest as well, by number and query code, and their progress says until when and what comes next', async () => {
    const { id, number, queryCode } = await town.guest.ask(lamps, 'report', {
      body: { title: '路灯不亮', areaCode: area },
    })
    const code = { number, code: queryCode }
    await town.guest.ask(matters, 'sayByCode', { body: { ...code, text: '是第三根灯杆' } })
    const seen = await town.guest.ask(matters, 'progress', { body: code })
    expect(seen.replyBy).toContain('2025-01-07T01:30')
    expect(seen.messages).toMatchObject([{ side: 'resident', text: '是第三根灯杆' }])
    expect(seen.next).toEqual({ state: 'fixing', phase: 'doing', by: seen.dueAt })
    await say(dispatcher, id, '收到')
    expect((await town.guest.ask(matters, 'progress', { body: code })).replyBy).toBe(null)
  })
})

describe('a bad rating', () => {
  const rate = (id: string, score: number, reasons: ('slow' | 'attitude')[] = []) =>
    chen.ask(matters, 'rate', { params: { id }, body: { score, reasons } })
  const figures = () => leader.ask(matters, 'dissatisfaction', { query: { area } })

  test('waits for a follow-up that says its cause, tells the resident, and counts as turned when they are content', async () => {
    const before = await figures()
    const id = await closed()
    await rate(id, 1, ['attitude'])
    expect(await owed(id)).toMatchObject([{ kind: 'rating' }])
    const done = {
      result: '是缺货，已说明',
      isSatisfiedNow: true,
      cause: 'beyondMeans',
      reply: '灯头已到货，今天换好了',
    } as const
    await social.ask(matters, 'finishFollowUp', { params: { id }, body: done })
    expect(await owed(id)).toEqual([])
    const seen = await read(chen, id)
    expect(seen.messages.map((message) => message.text)).toEqual(['灯头已到货，今天换好了'])
    expect(JSON.stringify(seen)).not.toContain('是缺货，已说明')
    await say(chen, id, '看到了，谢谢')
    const after = await figures()
    expect([after.rated - before.rated, after.bad - before.bad, after.turned - before.turned]).toEqual([1, 1, 1])
    expect(after.byCause).toContainEqual({ cause: 'beyondMeans', bad: 1, turned: 1 })
    expect(after.byUnit.find((one) => one.unitId === power)).toMatchObject({ unitName: '供电所' })
  })

  test('stays counted when the matter is reopened, and turns when the same person then rates well', async () => {
    const before = await figures()
    const id = await closed()
    await rate(id, 2, ['slow'])
    await chen.ask(matters, 'reopen', { params: { id }, body: { because: '还是不亮' } })
    expect((await read(chen, id)).ratings).toEqual([])
    expect((await figures()).turned).toBe(before.turned)
    await fix(electrician, id)
    await move(grid, id, 'pass')
    town.clock.advance(hour)
    await rate(id, 5)
    const after = await figures()
    expect([after.rated - before.rated, after.bad - before.bad, after.turned - before.turned]).toEqual([2, 1, 1])
    const listed = await leader.ask(matters, 'badRatings', { query: { area, cause: 'slow', unit: power } })
    expect(listed.items.find((one) => one.matterId === id)).toMatchObject({ score: 2, isTurned: true })
  })
})

describe('leaving a matter out of the figures', () => {
  const ask = async (who: typeof chen, id: string, body: object) =>
    who.ask(matters, 'ask', { params: { id }, body: { kind: 'exclude', reason: '三次都没人接', ...body } as never })
  const tryOnce = (id: string) =>
    social.ask(matters, 'followUp', { params: { id }, body: { channel: 'phone', isReached: false } })

  test('needs three tries to reach somebody, and somebody else’s word', async () => {
    const id = await closed()
    for (const _ of [1, 2]) await tryOnce(id)
    expect(await refusal(ask(leader, id, { reasonCode: 'notReached' }))).toBe('matters/tries-missing')
    await tryOnce(id)
    const request = await ask(leader, id, { reasonCode: 'notReached' })
    const decide = (who: typeof chen) =>
      who.ask(matters, 'decide', { params: { id: request.id }, body: { isGranted: true, decision: '同意' } })
    expect(await refusal(decide(leader))).toBe('matters/not-open-to-you')
    await decide(dispatcher)
    expect((await read(leader, id)).excludedBecause).toBe('notReached')
    expect((await read(chen, id)).excludedBecause).toBe(null)
    expect(await refusal(ask(social, id, { reasonCode: 'notReached' }))).toBe('matters/asked-already')
  })

  test('is not for somebody who was reached, nor without a paper for any other ground, nor before it is done', async () => {
    const id = await closed()
    for (const _ of [1, 2]) await tryOnce(id)
    await social.ask(matters, 'followUp', {
      params: { id },
      body: { channel: 'phone', isReached: true, isSolved: true, satisfaction: 4 },
    })
    expect(await refusal(ask(social, id, { reasonCode: 'notReached' }))).toBe('matters/tries-missing')
    expect(await refusal(ask(social, id, { reasonCode: 'legalProcedure' }))).toBe('matters/evidence-missing')
    const proof = await photoOf(social)
    expect((await ask(social, id, { reasonCode: 'legalProcedure', files: [proof] })).kind).toBe('exclude')
    expect(await refusal(ask(electrician, await dispatched(), { reasonCode: 'notReached' }))).toBe(
      'matters/wrong-state',
    )
  })
})

test('a unit that sent a matter back gets it again from the arbitrator alone', async () => {
  const id = await dispatched()
  const asked = await electrician.ask(matters, 'ask', {
    params: { id },
    body: { kind: 'return', reason: '不归我们管', reasonCode: 'notOurs' },
  })
  await dispatcher.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意' } })
  expect((await read(dispatcher, id)).passedOnBy).toBe(1)
  expect(await refusal(move(dispatcher, id, 'dispatch', { unitId: power }))).toBe('matters/ping-pong')
  await move(dispatcher, id, 'dispatch', { unitId: water })
  // Handed on once more by the office: both units have let it go now, and neither is simply given it again.
  await dispatcher.ask(matters, 'assign', { params: { id }, body: { unitId: newcomers } })
  expect((await read(dispatcher, id)).passedOnBy).toBe(2)
  const again = { params: { id }, body: { unitId: water } }
  expect(await refusal(dispatcher.ask(matters, 'assign', again))).toBe('matters/ping-pong')
  await leader.ask(matters, 'assign', again)
  expect((await read(dispatcher, id)).holderUnitName).toBe('水务所')
})

test('a repeat joins the closed matter it repeats, which is taken up again in the same act or not at all', async () => {
  const old = await closed()
  const { id: repeat } = await report('路灯又不亮')
  const join = (who: typeof chen, isReopening: boolean) =>
    who.ask(matters, 'merge', { params: { id: old }, body: { childIds: [repeat], because: '同一盏灯', isReopening } })
  expect(await refusal(join(dispatcher, false))).toBe('matters/wrong-state')
  const gone = await report('另一件')
  await someone('dutyLeader', '何').ask(matters, 'void', { params: { id: gone.id }, body: { because: '误报' } })
  const withGone = { params: { id: old }, body: { childIds: [repeat, gone.id], because: '同', isReopening: true } }
  expect(await refusal(dispatcher.ask(matters, 'merge', withGone))).toBe('matters/not-mergeable')
  expect((await read(dispatcher, old)).phase).toBe('done')
  await join(dispatcher, true)
  expect(await read(dispatcher, old)).toMatchObject({ phase: 'doing', reopens: 1 })
  expect((await read(dispatcher, repeat)).state).toBe('merged')
})

describe('thanks', () => {
  const account = (name: string) =>
    town.work(plug, (work) =>
      work.use(identityContract).createAccount({
        loginName: `praised-${name}`,
        displayName: name,
        kind: 'staff',
        areaCode: area,
        roles: [{ role: 'gridWorker', area }],
      }),
    )
  const notesOf = async (id: string, name: string) => {
    const who = town.as({ id, name, roles: [{ role: 'gridWorker', area, unitId: null }] })
    const { items } = await who.ask(noticesContract, 'mine', { query: {} })
    return items.map((one) => `${one.title}\n${one.text}`).join('\n')
  }
  const praise = (text: string) =>
    town.work(plug, (work) =>
      work.use(matters).open({
        process: 'lamp',
        title: text,
        areaCode: area,
        source: 'resident',
        letter: 'R',
        orderKind: 'praise',
      }),
    )

  test('that name a colleague in full reach them by themselves', async () => {
    const id = await account('李春燕')
    await praise('多谢李春燕，昨晚帮阿婆换了灯泡')
    await town.settle()
    expect(await notesOf(id, '李春燕')).toContain('有人表扬您')
  })

  test('to 小周 are passed on by whoever takes them in, who sees whom that may mean', async () => {
    const id = await account('周建国')
    const opened = await praise('网格员小周真好')
    await town.settle()
    expect(await notesOf(id, '周建国')).not.toContain('有人表扬您')
    const { items } = await social.ask(matters, 'colleagues', { params: { id: opened.id } })
    expect(items.filter(({ isNamed }) => isNamed).map(({ name }) => name)).toEqual(['周建国'])
    await social.ask(matters, 'passPraise', { params: { id: opened.id }, body: { accountIds: [id] } })
    await town.settle()
    expect(await notesOf(id, '周建国')).toContain('有人表扬您')
  })
})
