/** 年审与到期 What was granted for a year comes back before the year is over: somebody looks, the licence goes on, rests or ends. */
import { catalogue } from '@liren/catalogue/contract'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import type { Person, Town } from '@liren/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../contract.ts'
import { walk } from '../testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../testing/people-of-town.ts'
import { district, here } from '../testing/services-town.ts'
import type { ServicesWork } from './standing.ts'

let town: Town
let committee: Person
beforeAll(async () => {
  town = await openTown()
  const { rows } = await town.owner.query<{ id: string }>(
    "select id from organisation_units where area_code = $1 and kind = 'residentsCommittee'",
    [here],
  )
  const unitId = rows[0]?.id ?? null
  committee = town.as({
    name: '谢婉仪',
    roles: [
      { role: 'communityWorker', area: here, unitId },
      { role: 'communityWorker', area: here, unitId: null },
    ],
  })
}, 120_000)
afterAll(() => town.close())

const dayMs = 86_400_000
const permit = async () => {
  const { who, personId } = await settle(town, { born: '1990-05-05' })
  await town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
      values ($1, $2, $2, '陈秀英', 'person', $3, now())`,
    [who.actor.id, `permit-${personId}`, personId],
  )
  await agreeToAll(who)
  const { id } = await walk(town, who, office(town), 'SQ-020', here)
  const read = () => who.ask(services, 'read', { params: { id } })
  const licence = async () =>
    (await who.ask(services, 'licences', { query: {} })).items.find(({ typeCode }) => typeCode === 'residencePermit')
  const until = () =>
    town.work('services', async (some) => {
      // The host acts in the name of the module; only the type cannot say so.
      const [value] = await (some as unknown as ServicesWork)
        .use(catalogue)
        .values({ kind: 'person', id: personId }, ['share.residencePermit.validUntil'], {
          ...{ purpose: 'service', reason: '核对', basis: 'statutoryDuty' },
        })
      return value?.value
    })
  return { who, id, read, licence, until }
}
/** Until so many days before the day. */
const turnTo = async (dueOn: string, days: number) => {
  const at = Date.parse(`${dueOn}T01:00:00Z`) - days * dayMs
  town.clock.advance(at - town.clock.now().getTime())
  await town.run('services', 'renewals')
  await town.settle()
}

test('a permit comes back thirty days before its day, to the committee and to its holder; endorsed, it is good for another year', async () => {
  const one = await permit()
  const { renewal } = await one.read()
  expect(renewal).toMatchObject({ kind: 'endorse', isOpen: false, matter: null })
  const dueOn = renewal?.dueOn ?? ''
  expect(dueOn).toMatch(/^2027-/)
  await turnTo(dueOn, 31)
  expect((await one.read()).renewal).toMatchObject({ isOpen: false })

  await turnTo(dueOn, 30)
  // Run twice it is one matter and one message.
  await town.run('services', 'renewals')
  const open = (await one.read()).renewal
  expect(open).toMatchObject({ isOpen: true, matter: { state: 'due', process: 'service-renewal' } })
  const told = (await one.who.ask(notices, 'mine', { query: {} })).items.filter(
    ({ link }) => link === `/services/${one.id}`,
  )
  expect(told.map(({ title }) => title)).toEqual(['到期前请办理'])
  const matterId = open?.matter?.id ?? ''
  const { items } = await committee.ask(matters, 'inbox', { query: {} })
  expect(items.map(({ id }) => id)).toContain(matterId)
  // The notice of the task leads where the application is.
  expect(await committee.ask(services, 'read', { params: { id: matterId } })).toMatchObject({ id: one.id })

  await one.who.ask(matters, 'move', {
    params: { id: matterId, move: 'declare' },
    body: { facts: { text: '还住在这里' } },
  })
  await committee.ask(matters, 'move', {
    params: { id: matterId, move: 'renew' },
    body: { facts: { text: '已上门核实' } },
  })
  await town.settle()
  const next = `${Number(dueOn.slice(0, 4)) + 1}${dueOn.slice(4)}`
  expect(await one.licence()).toMatchObject({ status: 'valid', validUntil: next })
  expect((await one.read()).renewal).toMatchObject({ isOpen: false, dueOn: next, outcome: 'renewed' })
  expect(await one.until()).toBe(next)
}, 60_000)

test('whoever lets the day pass has their permit rest until it is done; whoever no longer fits loses it', async () => {
  const one = await permit()
  const dueOn = (await one.read()).renewal?.dueOn ?? ''
  await turnTo(dueOn, 10)
  const matterId = (await one.read()).renewal?.matter?.id ?? ''
  town.clock.advance(12 * dayMs)
  await town.run('matters', 'chase')
  await town.settle()
  expect((await one.read()).renewal).toMatchObject({ isOpen: true, matter: { state: 'late' } })
  expect(await one.licence()).toMatchObject({ status: 'suspended' })
  const basis = '《居住证暂行条例》第十条'
  await committee.ask(matters, 'move', {
    params: { id: matterId, move: 'end' },
    body: { facts: { text: '已离开本市', basis } },
  })
  await town.settle()
  expect(await one.licence()).toMatchObject({ status: 'revoked' })
  expect((await one.read()).renewal).toMatchObject({ isOpen: false, outcome: 'ended' })
}, 60_000)

test('a new application takes the place of the old one: its open renewal is closed, and only the new one comes back', async () => {
  const one = await permit()
  const dueOn = (await one.read()).renewal?.dueOn ?? ''
  await turnTo(dueOn, 20)
  expect((await one.read()).renewal).toMatchObject({ isOpen: true })
  const again = await walk(town, one.who, office(town), 'SQ-020', here)
  await town.settle()
  expect((await one.read()).renewal).toMatchObject({ isOpen: false, outcome: 'renewed' })
  const newer = (await one.who.ask(services, 'read', { params: { id: again.id } })).renewal
  expect(newer?.isOpen).toBe(false)
  expect(Date.parse(newer?.dueOn ?? '')).toBeGreaterThan(Date.parse(dueOn))
}, 60_000)

test('who holds a licence is told once that it ends, whatever it was issued on', async () => {
  const { who, personId } = await settle(town)
  await town.owner.query(
    `insert into identity_accounts (id, login_name, login_key, display_name, kind, person_id, created_at)
      values ($1, $2, $2, '陈秀英', 'person', $3, now())`,
    [who.actor.id, `ends-${personId}`, personId],
  )
  const ends = new Date(town.clock.now().getTime() + 20 * dayMs).toISOString().slice(0, 10)
  await town.owner.query(
    `update services_licences set valid_until = $2 where person_id = $1 and type_code = 'socialCard'`,
    [personId, ends],
  )
  for (let run = 0; run < 2; run += 1) await town.run('services', 'renewals')
  await town.settle()
  const told = (await who.ask(notices, 'mine', { query: {} })).items.filter(({ link }) => link === '/services/licences')
  expect(told.map(({ text, count }) => [text.includes('社会保障卡'), count])).toEqual([[true, 1]])
  expect(district).toMatch(/^\d{12}$/)
})
