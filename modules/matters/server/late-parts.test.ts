/** What others owe a matter has its own time: support that is late, requests nobody decides on. */
import { randomUUID } from 'node:crypto'
import files from '@liren/files/server'
import { identity as identityContract } from '@liren/identity/contract'
import identity from '@liren/identity/server'
import { notices as noticesContract } from '@liren/notices/contract'
import notices from '@liren/notices/server'
import organisation from '@liren/organisation/server'
import territory from '@liren/territory/server'
import type { Person } from '@liren/testing'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { matters } from '../contract.ts'
import { area, day, hour, openLampTown, power, water } from '../testing/lamp-town.ts'
import plug from './module.ts'

const monday = '2025-01-06T09:00:00+08:00'
const { town, read, dispatched, dispatcher } = await openLampTown([territory, organisation, identity, files, notices])
beforeEach(() => town.clock.set(monday))
afterAll(() => town.close())

type Role = 'handler' | 'dutyLeader' | 'supervisor'
const person = async (name: string, role: Role, where = area, unitId: string | null = null): Promise<Person> => {
  const id = await town.work(plug, (work) =>
    work.use(identityContract).createAccount({
      loginName: `u${randomUUID().slice(0, 12)}`,
      displayName: name,
      kind: 'staff',
      areaCode: where,
      roles: [{ role, area: where, unitId }],
    }),
  )
  return town.as({ id, name, roles: [{ role, area: where, unitId }] })
}
const qiang = await person('电工阿强', 'handler', area, power)
const liang = await person('水工阿良', 'handler', area, water)
const he = await person('何值班长', 'dutyLeader')
const streetLeader = await person('街道值班长', 'dutyLeader', '440104001000')
const streetWatch = await person('街道督查', 'supervisor', '440104001000')

const chase = async () => {
  await town.run(plug, 'chase')
  await town.run(plug, 'chase')
  await town.settle()
}
const told = async (event: string, id: string) =>
  (await town.told(`matters/${event}`)).filter((fact) => fact.matterId === id)
/** How often somebody was told so of this matter. */
const heard = async (who: Person, words: string, id: string) => {
  const { items } = await who.ask(noticesContract, 'mine', { query: { limit: 100 } })
  return items.filter((one) => one.title.startsWith(words) && one.link === `/matters/${id}`).length
}
const support = (id: string, limit?: { amount: number; unit: 'workHours' }) =>
  qiang.ask(matters, 'support', { params: { id }, body: { unitId: water, task: '关阀', ...(limit ? { limit } : {}) } })
const setHours = async (value: number) => {
  await town.owner.query(
    `insert into kernel_settings (module, area_code, key, value, changed_at) values ('matters', $1, 'decideWithinWorkHours', $2, now())
     on conflict (module, area_code, key) do update set value = excluded.value`,
    [area, JSON.stringify(value)],
  )
  town.host.core.settings.forget()
}

describe('a unit that helps', () => {
  test('is reminded when its own time is up, though the whole is not; the lead and those who oversee it hear of it once', async () => {
    const id = await dispatched()
    await support(id, { amount: 2, unit: 'workHours' })
    town.clock.advance(hour)
    await chase()
    expect(await told('supportLate', id)).toEqual([])
    town.clock.advance(hour)
    await chase()
    expect(await told('supportLate', id)).toMatchObject([{ unitId: water, unitName: '水务所' }])
    for (const who of [liang, qiang, he, streetLeader, streetWatch])
      expect([who.actor.name, await heard(who, '协办已超期', id)]).toEqual([who.actor.name, 1])
    const { steps, dueAt } = await read(dispatcher, id)
    expect(steps.filter(({ move }) => move === 'supportLate')).toMatchObject([{ isPublic: false }])
    expect(Date.parse(dueAt ?? '')).toBeGreaterThan(town.clock.now().getTime())
    town.clock.advance(hour)
    await chase()
    expect(await told('supportLate', id)).toHaveLength(1)
  })

  test('hears nothing when it was in time, and nothing while the matter rests', async () => {
    const inTime = await dispatched()
    const { id: helperId } = await support(inTime, { amount: 2, unit: 'workHours' })
    await liang.ask(matters, 'finishSupport', { params: { id: helperId }, body: { result: '关好了' } })
    const resting = await dispatched()
    await support(resting, { amount: 2, unit: 'workHours' })
    await town.owner.query('update matters_matters set suspended_at = $2 where id = $1', [resting, town.clock.now()])
    town.clock.advance(5 * hour)
    await chase()
    expect(await told('supportLate', inTime)).toEqual([])
    expect(await told('supportLate', resting)).toEqual([])
  })
})

describe('what is asked of a leader', () => {
  const ask = (id: string) =>
    qiang.ask(matters, 'ask', {
      params: { id },
      body: { kind: 'return', reasonCode: 'notOurs', reason: '不归我们管' },
    })

  test('and is not decided within the community’s own hours is told one level up, once', async () => {
    await setHours(2)
    const id = await dispatched()
    const request = await ask(id)
    town.clock.advance(hour)
    await chase()
    expect(await told('decisionLate', id)).toEqual([])
    town.clock.advance(hour)
    await chase()
    expect(await told('decisionLate', id)).toMatchObject([{ requestId: request.id, kind: 'return' }])
    for (const who of [streetLeader, streetWatch]) expect(await heard(who, '退单申请超时未审批', id)).toBe(1)
    for (const who of [qiang, he]) expect(await heard(who, '退单申请超时未审批', id)).toBe(0)
    town.clock.advance(day)
    await chase()
    expect(await told('decisionLate', id)).toHaveLength(1)
  })

  test('and is decided in time is told to nobody', async () => {
    await setHours(2)
    const id = await dispatched()
    const request = await ask(id)
    await he.ask(matters, 'decide', { params: { id: request.id }, body: { isGranted: false, decision: '请办' } })
    town.clock.advance(day)
    await chase()
    expect(await told('decisionLate', id)).toEqual([])
  })
})
