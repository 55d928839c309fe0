import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { apply } from '../testing/applying.ts'
import { walk } from '../testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../testing/people-of-town.ts'
import { here, refusal } from '../testing/services-town.ts'

let town: Town
let who: Person
let stranger: Person
let worker: Person
let decider: Person
beforeAll(async () => {
  town = await openTown()
  who = (await settle(town)).who
  await agreeToAll(who)
  stranger = (await settle(town)).who
  const { first, second } = office(town)
  worker = first
  decider = second
}, 120_000)
afterAll(() => town.close())

const handIn = (code: string, more: Parameters<typeof apply>[2] = {}) => apply(who, code, more)
const read = (person: Person, id: string) => person.ask(services, 'read', { params: { id } })

test('whoever examined does not decide, and the decision can be verified by anybody who holds it', async () => {
  const { id, params, submit } = await handIn('SQ-013', { answers: { carer: '陈大文' } })
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  await worker.ask(services, 'pass', { params, body: { text: '核实' } })
  await worker.ask(services, 'pass', { params, body: { text: '审核' } })
  expect(await refusal(worker.ask(services, 'approve', { params, body: { text: '同意' } }))).toMatchObject({
    status: 403,
  })
  await decider.ask(services, 'approve', { params, body: { text: '同意发放' } })
  await decider.ask(services, 'issue', { params, body: { how: '按月发放' } })
  const { decision, matter, state } = await read(who, id)
  expect(state).toBe('closed')
  expect(decision).toMatchObject({ holder: '陈秀英', outcome: 'approved' })
  expect(matter?.acts).toContain('rate')
  const verified = await town.guest.ask(services, 'verify', {
    body: { number: decision?.number ?? '', code: ` ${decision?.code.toLowerCase()} ` },
  })
  expect(verified).toMatchObject({ holder: '陈**', status: 'valid', sha256: decision?.sha256 })
  expect(
    await refusal(town.guest.ask(services, 'verify', { body: { number: decision?.number ?? '', code: 'AAAAAAAAAA' } })),
  ).toMatchObject({ code: 'services/wrong-code' })
  expect(await refusal(stranger.ask(services, 'decision', { params: { id: decision?.id ?? '' } }))).toMatchObject({
    status: 404,
  })
})

test('a refusal names its ground and the way to appeal', async () => {
  const { id, params, submit } = await handIn('SQ-013', { answers: { carer: '陈大文' } })
  await submit()
  await worker.ask(services, 'accept', { params, body: {} })
  for (const text of ['核实', '审核']) await worker.ask(services, 'pass', { params, body: { text } })
  await decider.ask(services, 'refuse', { params, body: { text: '等级不符', basis: '国发〔2015〕52号第二条' } })
  expect((await read(who, id)).decision).toMatchObject({
    outcome: 'refused',
    basis: '国发〔2015〕52号第二条',
    remedy: expect.stringContaining('行政复议'),
  })
})

test('an item decided by data is finished before the phone is put away, and its licence is in the drawer', async () => {
  const { id } = await walk(town, who, office(town), 'SQ-002', here)
  const done = await read(who, id)
  expect(done).toMatchObject({ state: 'closed', outcome: 'approved', counts: { typed: 0, materials: 0 } })
  expect(done.matter?.steps.map(({ move }) => move)).toEqual(['opened', 'accept', 'approve', 'issue'])
  const { items } = await who.ask(services, 'licences', { query: {} })
  expect(items.map(({ typeCode }) => typeCode)).toContain('elderCard')
})

test('a licence is shown by a code for one purpose: it opens once, and its holder sees who looked', async () => {
  const { items } = await who.ask(services, 'licences', { query: {} })
  const card = items.find(({ typeCode }) => typeCode === 'residentId')
  const params = { id: card?.id ?? '' }
  expect(
    await refusal(stranger.ask(services, 'authoriseLicence', { params, body: { purpose: '冒用', minutes: 5 } })),
  ).toMatchObject({ status: 404 })
  const { code } = await who.ask(services, 'authoriseLicence', {
    params,
    body: { purpose: '社区核实身份', minutes: 5 },
  })
  const checks = await Promise.allSettled(
    Array.from({ length: 5 }, () => worker.ask(services, 'checkLicence', { body: { code } })),
  )
  expect(checks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await who.ask(services, 'licenceUses', { params, query: {} })).items[0]).toMatchObject({
    purpose: '社区核实身份',
    by: '谢婉仪',
  })
  const { code: late } = await who.ask(services, 'authoriseLicence', { params, body: { purpose: '晚了', minutes: 1 } })
  town.clock.advance(120_000)
  expect(await refusal(worker.ask(services, 'checkLicence', { body: { code: late } }))).toMatchObject({
    code: 'services/code-ended',
  })
  expect(await refusal(who.ask(services, 'checkLicence', { body: { code } }))).toMatchObject({ status: 403 })
})

test('a licence is revoked by whoever decides where its holder belongs, not from another area', async () => {
  const { items } = await who.ask(services, 'licences', { query: {} })
  const params = { id: items[0]?.id ?? '' }
  const body = { status: 'suspended' as const, reason: '核查中' }
  const elsewhere = town.as({ roles: [{ role: 'handler', area: '440104002001', unitId: null }] })
  const asked = (by: Person) => by.ask(services, 'setLicence', { params, body })
  const by = town.as({ roles: [{ role: 'handler', area: here, unitId: null }] })
  expect(await refusal(asked(elsewhere))).toMatchObject({ status: 404 })
  await town.owner.query('update services_licences set person_id = null where id = $1', [params.id])
  // Nobody knows the area of the holder: then it is for the district.
  expect(await refusal(asked(by))).toMatchObject({ status: 404 })
  const district = town.as({ roles: [{ role: 'handler', area: '440104000000', unitId: null }] })
  expect(await asked(district)).toMatchObject({ status: 'suspended' })
  await town.owner.query('update services_licences set person_id = $1, status = $2 where id = $3', [
    who.actor.personId,
    'valid',
    params.id,
  ])
})

test('figures show numerator and denominator with the applications behind them, and nothing of whom they are about', async () => {
  const { total, items } = await worker.ask(services, 'savings', { query: {} })
  expect(total.applications).toBeGreaterThanOrEqual(3)
  expect(total.fields.saved).toBeGreaterThan(0.6)
  const [one] = items
  // 最多跑一次: what was promised for these applications beside what was measured.
  for (const { code, applications, visitsPromised, visits } of items) {
    const { record } = await town.guest.ask(services, 'item', { params: { code } })
    expect(visitsPromised, code).toBe(record.visits * applications)
    expect(visits.numerator, code).toBeGreaterThanOrEqual(0)
  }
  const behind = await worker.ask(services, 'savedBy', { params: { code: one?.code ?? '' }, query: {} })
  expect(behind.items.reduce((sum, { typed }) => sum + typed, 0)).toBe(one?.fields.numerator)
  expect((await town.guest.ask(services, 'publicSavings')).total.applications).toBe(total.applications)
  const { items: used, beneficiaries } = await worker.ask(services, 'use')
  expect(beneficiaries).toBe(1)
  expect(used.find(({ code }) => code === 'SQ-002')).toMatchObject({ reached: 1, isUnderUsed: true })
})
