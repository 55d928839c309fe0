/** Who sees what of a case, and who gets nowhere with it. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { cases } from '../contract.ts'
import { district, elsewhere, photos, refusal } from '../testing/small-town.ts'
import { monday, openStreet } from '../testing/street.ts'

const { town, who, unit, report, on, dispatched, signedIn } = await openStreet()
afterAll(() => town.close())
beforeEach(() => town.clock.set(monday))

describe('who sees what', () => {
  test('a cry for help is urgent at once, and closed to all but those who handle it', async () => {
    const text = '老公打我，孩子在哭'
    const sent = await report(who.chen, { text })
    expect(sent).toMatchObject({ grade: 4, advice: [{ numbers: ['110', '12338'] }] })
    expect((await refusal(who.lin.ask(cases, 'read', on(sent.id)))).status).toBe(404)
    expect((await refusal(who.stranger.ask(cases, 'read', on(sent.id)))).status).toBe(404)
    expect((await refusal(town.guest.ask(cases, 'read', on(sent.id)))).status).toBe(404)
    expect((await who.lin.ask(cases, 'cards', { query: { ids: [sent.id] } })).items).toEqual([])
    expect((await who.wen.ask(cases, 'read', on(sent.id))).text).toBe(text)
    expect((await who.chen.ask(cases, 'read', on(sent.id))).text).toBe(text)
  })

  test('a case found to be delicate when accepted closes then', async () => {
    const { id } = await report(who.chen, { text: '楼上每晚都有人哭喊，好惊' })
    expect((await who.lin.ask(cases, 'read', on(id))).isRestricted).toBe(false)
    await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'A1307' } })
    expect((await refusal(who.lin.ask(cases, 'read', on(id)))).status).toBe(404)
  })

  test('strangers read what was published: the title, never the words, the reporter or the telephone', async () => {
    const { id } = await report(who.chen, {
      text: '垃圾满了，我的电话13800001234。住在三楼的陈婆婆说的',
      contact: { name: '陈秀英', phone: '13800001234' },
    })
    const seen = JSON.stringify(await who.stranger.ask(cases, 'read', on(id)))
    for (const secret of ['13800001234', '陈婆婆', '陈秀英']) expect(seen).not.toContain(secret)
  })

  test('staff of another community get nowhere, whatever they try', async () => {
    const id = await signedIn({ isPublic: false })
    const files = await photos(who.strangerGrid)
    const outsider = town.as({
      name: '别处',
      roles: ['gridWorker', 'communityWorker', 'acceptor', 'dutyLeader', 'dispatcher', 'supervisor'].map((role) => ({
        role,
        area: elsewhere,
        unitId: null,
      })),
    })
    const text = '试一下'
    const tries = [
      outsider.ask(cases, 'read', on(id)),
      outsider.ask(cases, 'contact', { ...on(id), body: { purpose: text } }),
      outsider.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } }),
      outsider.ask(cases, 'decline', { ...on(id), body: { reason: 'unclear', text } }),
      outsider.ask(cases, 'askVerification', { ...on(id), body: {} }),
      outsider.ask(cases, 'answerVerification', { ...on(id), body: { finding: 'genuine', files } }),
      outsider.ask(cases, 'settle', { ...on(id), body: { text, before: files, after: files } }),
      outsider.ask(cases, 'file', { ...on(id), body: {} }),
      outsider.ask(cases, 'proposals', on(id)),
      outsider.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.other } }),
      outsider.ask(cases, 'sendBack', { ...on(id), body: { text } }),
      outsider.ask(cases, 'signIn', { ...on(id), body: {} }),
      outsider.ask(cases, 'forward', { ...on(id), body: { unitId: unit.other } }),
      outsider.ask(cases, 'reply', { ...on(id), body: { outcome: 'fixed', text } }),
      outsider.ask(cases, 'check', { ...on(id), body: { isPassed: true } }),
      outsider.ask(cases, 'conclude', { ...on(id), body: { decision: 'close' } }),
      who.strangerUnit.ask(cases, 'reply', { ...on(id), body: { outcome: 'fixed', text } }),
    ]
    const refused = await Promise.all(tries.map(refusal))
    expect(refused.filter(({ status }) => status !== 404 && status !== 403)).toEqual([])
    expect((await outsider.ask(cases, 'cards', { query: { ids: [id] } })).items).toEqual([])
  })

  test('ten colleagues sign in at once: one of them has it', async () => {
    const id = await dispatched()
    const colleagues = Array.from({ length: 10 }, (_, n) =>
      town.as({ name: `同事${n}`, roles: [{ role: 'handler', area: district, unitId: unit.lead }] }),
    )
    const results = await Promise.allSettled(colleagues.map((one) => one.ask(cases, 'signIn', { ...on(id), body: {} })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
