/** A report's whole way, as the people along it walk it. */
import { randomUUID } from 'node:crypto'
import { matters } from '@liren/matters/contract'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, here, photos, refusal, spot, street } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, unit, minutes, report, on, dispatched, signedIn, replied, askReturn } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

describe('from a photo to a closed case', () => {
  test('a resident’s photo passes through the right hands and ends with five stars', async () => {
    const taken = await photos(who.chen)
    const sent = await report(who.chen, { photos: taken })
    expect(sent.number).toMatch(/^20261123440104S\d{5}$/)
    expect(sent.state).toBe('intake')
    const { id } = sent
    const waiting = await who.yu.ask(matters, 'list', { query: { state: 'intake' } })
    expect(waiting.items.map((one) => one.id)).toContain(id)

    minutes(5)
    await who.yu.ask(cases, 'askVerification', { ...on(id), body: { text: '请看一下是否属实' } })
    const task = await who.lin.ask(matters, 'inbox', { query: {} })
    const other = await who.luo.ask(matters, 'inbox', { query: {} })
    const verifier = task.items.some((one) => one.id === id) ? who.lin : who.luo
    expect([...task.items, ...other.items].filter((one) => one.id === id)).toHaveLength(1)
    minutes(30)
    await verifier.ask(cases, 'answerVerification', {
      ...on(id),
      body: { finding: 'genuine', text: '属实，约两平方米', files: await photos(verifier) },
    })
    minutes(5)
    await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
    await who.wen.ask(cases, 'file', { ...on(id), body: {} })
    const { items } = await who.wu.ask(cases, 'proposals', on(id))
    expect(items[0]).toMatchObject({ unitId: unit.lead, part: 'lead' })
    expect(items[0]?.clause).toBeTruthy()
    expect(items[0]?.why.length).toBeGreaterThan(0)
    await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
    const inbox = await who.zhou.ask(matters, 'inbox', { query: {} })
    expect(inbox.items.find((one) => one.id === id)).toMatchObject({ part: 'unit', state: 'assigned' })
    minutes(10)
    await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
    minutes(60)
    await who.zhou.ask(cases, 'reply', {
      ...on(id),
      body: { outcome: 'fixed', text: '已安排环卫工人清运并冲洗地面', files: await photos(who.zhou, 2) },
    })
    const seen = await who.wen.ask(cases, 'read', on(id))
    const checker = seen.matter.holderAccountId === who.lin.actor.id ? who.lin : who.luo
    expect(seen.matter.holderAccountId).toBe(checker.actor.id)
    minutes(20)
    await checker.ask(cases, 'check', { ...on(id), body: { isPassed: true, files: await photos(checker) } })
    await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } })
    await who.chen.ask(matters, 'rate', { ...on(id), body: { score: 5 } })

    const end = await who.chen.ask(cases, 'read', on(id))
    expect(end).toMatchObject({ outcome: 'fixed', matter: { state: 'closed', phase: 'done' } })
    expect(end.matter.steps.map((step) => step.move)).toEqual([
      'opened',
      'askVerification',
      'answerVerification',
      'accept',
      'file',
      'dispatch',
      'signIn',
      'reply',
      'pass',
      'close',
      'rated',
    ])
    expect(end.evidence.map((one) => one.part).sort()).toEqual(['after', 'after', 'check', 'report', 'verification'])
    await town.settle()
    expect((await town.told('cases/closed')).map((fact) => fact.caseId)).toContain(id)
  })

  test('a guest leaves a number, gets a query code, and follows the case without logging in', async () => {
    const body = { id: randomUUID(), text: '东华西路口路灯不亮', place: spot }
    expect(await refusal(town.guest.ask(cases, 'report', { body }))).toMatchObject({ field: 'contact' })
    expect(
      await refusal(town.guest.ask(cases, 'report', { body: { ...body, contact: { phone: '12345' } } })),
    ).toMatchObject({ code: 'cases/phone-wrong' })
    const sent = await town.guest.ask(cases, 'report', {
      body: { ...body, contact: { name: '李大文', phone: '138 0000 1234' } },
    })
    const seen = await town.guest.ask(matters, 'progress', { body: { number: sent.number, code: sent.queryCode } })
    expect(JSON.stringify(seen)).toContain(sent.number)
    expect(JSON.stringify(seen)).not.toContain('1234"')
    const kept = await town.owner.query('select * from cases_contacts where case_id = $1', [body.id])
    expect(kept.rows[0]).toMatchObject({ name_masked: '李**', phone_masked: '138****1234' })
    expect(JSON.stringify(kept.rows)).not.toContain('13800001234')
    const purpose = { ...on(body.id), body: { purpose: '核实地点' } }
    expect(await who.lin.ask(cases, 'contact', purpose)).toEqual({ name: '李大文', phone: '13800001234' })
    expect((await refusal(who.strangerGrid.ask(cases, 'contact', purpose))).status).toBe(404)
  })

  test('a report sent twice, or from a phone that lost the answer, is one case and the same answer', async () => {
    const body = { id: randomUUID(), text: '路灯不亮', place: spot }
    const first = await who.chen.ask(cases, 'report', { body })
    const again = await who.chen.ask(cases, 'report', { body })
    expect([again.number, again.queryCode]).toEqual([first.number, first.queryCode])
    // Ids of published cases are public: they must not buy a stranger the query code.
    expect(await refusal(who.stranger.ask(cases, 'report', { body }))).toMatchObject({ code: 'cases/id-taken' })
    const unnamed = { id: randomUUID(), text: '有人占道', place: spot, isAnonymous: true }
    const hidden = await who.chen.ask(cases, 'report', { body: unnamed })
    expect((await who.chen.ask(cases, 'report', { body: unnamed })).queryCode).toBe(hidden.queryCode)
    expect((await refusal(who.stranger.ask(cases, 'report', { body: unnamed }))).code).toBe('cases/id-taken')
  })

  test('whoever guesses whose telephone stands behind a public case learns neither that nor its query code', async () => {
    const guest = {
      ...{ id: randomUUID(), text: '积水', place: spot, contact: { phone: '13800001234' } },
      sendKey: randomUUID(),
    }
    const sent = await town.guest.ask(cases, 'report', { body: guest })
    // The phone that lost the answer has its secret, and leaves a trace each time without a second report.
    expect((await town.guest.ask(cases, 'report', { body: guest })).queryCode).toBe(sent.queryCode)
    const { rows } = await town.owner.query(
      `select result from kernel_audit where action = 'cases.report' and object = $1`,
      [`matter:${guest.id}`],
    )
    expect(rows).toEqual([{ result: 'done' }, { result: 'done' }])
    expect((await town.told('cases/reported')).filter(({ caseId }) => caseId === guest.id)).toHaveLength(1)
    const { sendKey: _, ...known } = guest
    for (const guess of [known, { ...known, contact: { phone: '13900001234' } }, { ...known, sendKey: randomUUID() }])
      expect((await refusal(town.guest.ask(cases, 'report', { body: guess }))).code).toBe('cases/id-taken')
    town.clock.advance(25 * 3_600_000)
    expect((await refusal(town.guest.ask(cases, 'report', { body: guest }))).code).toBe('cases/id-taken')
  })

  test('what a caller told the hotline is the caller’s case, not the acceptor’s', async () => {
    const sent = await report(who.yu, {
      source: 'hotline',
      text: '市民来电：门口积水',
      contact: { name: '李大文', phone: '13800002222' },
    })
    expect(sent.number).toContain('H')
    const mine = await who.yu.ask(matters, 'mine', { query: {} })
    expect(mine.items.map((one) => one.id)).not.toContain(sent.id)
    const seen = await town.guest.ask(matters, 'progress', { body: { number: sent.number, code: sent.queryCode } })
    expect(JSON.stringify(seen)).toContain(sent.number)
  })

  test('many people reporting at the same moment get numbers of their own', async () => {
    const sent = await Promise.all(Array.from({ length: 40 }, () => report()))
    expect(new Set(sent.map(({ number }) => number)).size).toBe(40)
  })

  test('nothing said, nowhere, or outside the district is refused by the field', async () => {
    const id = randomUUID()
    const ask = (body: object) => refusal(who.chen.ask(cases, 'report', { body: { id, ...body } }))
    expect(await ask({ place: spot })).toMatchObject({ code: 'cases/nothing-said', field: 'text' })
    expect(await ask({ text: '噪音' })).toMatchObject({ code: 'cases/place-missing', field: 'place' })
    expect(await ask({ text: '噪音', place: { lon: 116.4, lat: 39.9 } })).toMatchObject({
      code: 'cases/outside-district',
    })
    expect(await ask({ text: '噪音', place: spot, categoryCode: 'E9999' })).toMatchObject({ field: 'categoryCode' })
  })
})

describe('when it goes another way', () => {
  test('what the law leaves to the courts is declined with its ground', async () => {
    const { id } = await report()
    const decline = (ground?: string) =>
      who.yu.ask(cases, 'decline', {
        ...on(id),
        body: { reason: 'legalProcedure', text: '该纠纷已在法院审理', ...(ground ? { ground } : {}) },
      })
    expect(await refusal(decline())).toMatchObject({ code: 'cases/ground-missing', field: 'ground' })
    expect((await decline('《信访工作条例》第三十一条')).state).toBe('declined')
    const [fact] = (await town.told('cases/declined')).slice(-1)
    expect(fact).toMatchObject({ caseId: id, reason: 'legalProcedure' })
  })

  test('a community worker cannot decline what waits to be filed; the duty leader can', async () => {
    const filed = async () => {
      const { id } = await report()
      await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
      return id
    }
    const id = await filed()
    const decline = (by: typeof who.social) =>
      by.ask(cases, 'decline', { ...on(id), body: { reason: 'notGenuine', text: '现场未发现' } })
    for (const by of [who.social, who.yu])
      expect(await refusal(decline(by))).toMatchObject({ code: 'matters/not-open-to-you' })
    const moves = async (by: typeof who.social) =>
      (await by.ask(cases, 'read', on(id))).matter.moves.map(({ name }) => name)
    expect(await moves(who.social)).not.toContain('declineFiling')
    expect(await moves(who.wen)).toContain('declineFiling')
    expect((await decline(who.wen)).state).toBe('declined')
  })

  test('a grid worker who sweeps it up at once settles the case, before and after shown', async () => {
    const sent = await report(who.lin, { source: 'patrol', categoryCode: 'E0102' })
    expect(sent.state).toBe('filing')
    const [before, after] = [await photos(who.lin), await photos(who.lin)]
    const settled = await who.lin.ask(cases, 'settle', { ...on(sent.id), body: { text: '已清扫', before, after } })
    expect(settled.state).toBe('closed')
  })

  test('a patrol report nobody has classified yet waits to be accepted', async () => {
    expect((await report(who.lin, { source: 'patrol' })).state).toBe('intake')
  })

  test('bounced once it is given back, bounced twice the duty leader’s word is final', async () => {
    const id = await dispatched()
    const first = await askReturn(who.zhou, id)
    expect(first.needsArbitration).toBe(false)
    await who.wu.ask(matters, 'decide', { params: { id: first.id }, body: { isGranted: true, decision: '同意' } })
    expect((await who.wen.ask(cases, 'read', on(id))).matter.state).toBe('dispatching')
    await town.settle()
    await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } })
    const second = await askReturn(who.strangerUnit, id)
    expect(second.needsArbitration).toBe(true)
    const decision = { isGranted: true, decision: '由环卫牵头', unitId: unit.lead }
    expect((await refusal(who.wu.ask(matters, 'decide', { params: { id: second.id }, body: decision }))).code).toBe(
      'matters/needs-arbitration',
    )
    await who.wen.ask(matters, 'decide', { params: { id: second.id }, body: decision })
    const view = await who.wen.ask(cases, 'read', on(id))
    expect(view.matter).toMatchObject({ holderUnitId: unit.lead, isArbitrated: true })
    expect((await refusal(askReturn(who.zhou, id))).code).toBe('matters/is-arbitrated')
  })

  test('a unit that has not signed yet may return it next day; once signed for, two working hours are all', async () => {
    const waiting = await dispatched()
    minutes(24 * 60)
    expect((await askReturn(who.zhou, waiting)).state).toBe('asked')
    const taken = await signedIn()
    minutes(24 * 60)
    expect((await refusal(askReturn(who.zhou, taken))).code).toBe('matters/too-late')
  })

  test('more time once, and a rest with its review day', async () => {
    const id = await signedIn()
    const before = (await who.zhou.ask(cases, 'read', on(id))).matter.dueAt ?? ''
    const asked = await who.zhou.ask(matters, 'ask', {
      ...on(id),
      body: { kind: 'delay', reason: '等吊车', limit: { amount: 2, unit: 'workHours' } },
    })
    await who.wu.ask(matters, 'decide', { params: { id: asked.id }, body: { isGranted: true, decision: '同意' } })
    const later = (await who.zhou.ask(cases, 'read', on(id))).matter.dueAt ?? ''
    expect(later > before).toBe(true)
    const rest = await who.zhou.ask(matters, 'ask', {
      ...on(id),
      body: { kind: 'suspend', reason: '产权核查', reviewOn: '2026-12-07', files: await photos(who.zhou) },
    })
    await who.wu.ask(matters, 'decide', { params: { id: rest.id }, body: { isGranted: true, decision: '同意' } })
    const files = await photos(who.zhou)
    const reply = { ...on(id), body: { outcome: 'fixed' as const, text: '完成', files } }
    expect((await refusal(who.zhou.ask(cases, 'reply', reply))).code).toBe('matters/is-suspended')
    await who.wu.ask(matters, 'resume', { ...on(id), body: { because: '产权已查清' } })
    expect((await who.zhou.ask(cases, 'reply', reply)).state).toBe('checking')
  })

  test('work that was not done goes back to the same hands, and whoever did it may not check it', async () => {
    const id = await replied()
    const view = await who.wen.ask(cases, 'read', on(id))
    const checker = view.matter.holderAccountId === who.lin.actor.id ? who.lin : who.luo
    expect(
      await refusal(checker.ask(cases, 'check', { ...on(id), body: { isPassed: true, files: [] } })),
    ).toMatchObject({ code: 'cases/photo-missing', field: 'files' })
    await checker.ask(cases, 'check', { ...on(id), body: { isPassed: false, text: '还有半堆没清' } })
    const again = await who.zhou.ask(cases, 'read', on(id))
    expect(again.matter).toMatchObject({ state: 'handling', reworks: 1, holderAccountId: who.zhou.actor.id })
    await who.zhou.ask(cases, 'reply', {
      ...on(id),
      body: { outcome: 'fixed', text: '已全部清完', files: await photos(who.zhou) },
    })
    const both = town.as({
      id: who.zhou.actor.id ?? '',
      name: '周文辉',
      roles: [
        { role: 'communityWorker', area: here, unitId: null },
        { role: 'handler', area: district, unitId: unit.lead },
      ],
    })
    const own = { ...on(id), body: { isPassed: true, files: await photos(both) } }
    expect((await refusal(both.ask(cases, 'check', own))).code).toBe('matters/not-open-to-you')
    await who.social.ask(cases, 'check', { ...on(id), body: { isPassed: true, files: await photos(who.social) } })
    await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'recheck', text: '照片看不清' } })
    expect((await who.wen.ask(cases, 'read', on(id))).matter.state).toBe('checking')
  })

  test('it is passed on downwards only', async () => {
    const { id } = await report()
    await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
    await who.wen.ask(cases, 'file', { ...on(id), body: {} })
    await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.street } })
    const office = town.as({ name: '街道办', roles: [{ role: 'handler', area: street, unitId: unit.street }] })
    const sideways = office.ask(cases, 'forward', { ...on(id), body: { unitId: unit.other } })
    expect(await refusal(sideways)).toMatchObject({ code: 'cases/no-such-unit', field: 'unitId' })
    expect((await office.ask(cases, 'forward', { ...on(id), body: { unitId: unit.below } })).state).toBe('assigned')
    const lower = town.as({ name: '科室', roles: [{ role: 'handler', area: street, unitId: unit.below }] })
    const upwards = lower.ask(cases, 'forward', { ...on(id), body: { unitId: unit.street } })
    expect((await refusal(upwards)).code).toBe('cases/no-such-unit')
  })

  test('a reply without a photo, or a refusal without a ground, names the field that is missing', async () => {
    const id = await signedIn()
    const reply = (body: object) => refusal(who.zhou.ask(cases, 'reply', { ...on(id), body: body as never }))
    expect(await reply({ outcome: 'fixed', text: '好了' })).toMatchObject({
      code: 'cases/photo-missing',
      field: 'files',
    })
    expect(await reply({ outcome: 'refused', text: '办不了' })).toMatchObject({ field: 'ground' })
    expect(await reply({ outcome: 'longTerm', text: '要等' })).toMatchObject({ field: 'ground' })
    expect(await reply({ outcome: 'referred', text: '转出' })).toMatchObject({ field: 'referredTo' })
  })

  test('a case closed too soon is opened again by whoever reported it', async () => {
    const id = await replied()
    await who.social.ask(cases, 'check', { ...on(id), body: { isPassed: true, files: await photos(who.social) } })
    await who.wen.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } })
    await who.chen.ask(matters, 'reopen', { ...on(id), body: { because: '今早又堆满了' } })
    expect((await who.wen.ask(cases, 'read', on(id))).matter).toMatchObject({ state: 'dispatching', reopens: 1 })
  })
})
