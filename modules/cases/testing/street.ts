/** The people of the small town at their posts, and how far they can carry a case together. */
import { randomUUID } from 'node:crypto'
import { type IdentityPort, identity, type Role } from '@liren/identity/contract'
import type { Module } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type OrganisationPort, organisation } from '@liren/organisation/contract'
import type { Person } from '@liren/testing'
import { cases } from '../contract.ts'
import { district, elsewhere, here, nextDoor, openTown, photos, spot } from './small-town.ts'

export const monday = '2026-11-23T10:00:00+08:00'
type People = Record<
  | 'chen'
  | 'lin'
  | 'luo'
  | 'yu'
  | 'wen'
  | 'wu'
  | 'zhou'
  | 'peng'
  | 'stranger'
  | 'strangerUnit'
  | 'strangerGrid'
  | 'social',
  Person
>

/** A town on a Monday morning, with everybody in it. */
export const openStreet = async (others: readonly Module[] = [], more: Readonly<Record<string, unknown>> = {}) => {
  const town = await openTown(monday, more, others)
  const found = await town.work('cases', async (work) => {
    const port = work.use(organisation as never) as OrganisationPort
    const [lead] = await port.dutyFor({ categoryCode: 'E0102', areaCode: here, at: work.now })
    const other = await port.unitByCode('D-SL')
    const office = await port.unitOfArea(here, 'subdistrict')
    const below = office ? (await port.unitsBelow(office.id)).find((id) => id !== office.id) : undefined
    return { lead, other, office, below }
  })
  const unit = {
    lead: found.lead?.unitId ?? '',
    leadName: found.lead?.unitName ?? '',
    other: found.other?.id ?? '',
    otherName: found.other?.shortName ?? '',
    street: found.office?.id ?? '',
    below: found.below ?? '',
  }
  const one = (role: string, area: string, unitId: string | null = null) => [{ role, area, unitId }]
  // Field staff stand in the register, where the next hands are looked for.
  const seated = async (loginName: string, name: string, role: 'gridWorker', area: string) => {
    const id = await town.work('cases', async (work) => {
      const port = work.use(identity as never) as IdentityPort
      return port.createAccount({ loginName, displayName: name, kind: 'staff', roles: [{ role, area }] })
    })
    return town.as({ id, name, roles: one(role, area) })
  }
  const who: People = {
    chen: town.as({ name: '陈秀英', roles: one('resident', here) }),
    lin: await seated('lin', '林志远', 'gridWorker', here),
    luo: await seated('luo', '罗美玲', 'gridWorker', here),
    social: town.as({ name: '谢婉仪', roles: one('communityWorker', here) }),
    yu: town.as({ name: '余雅琴', roles: one('acceptor', district) }),
    wen: town.as({ name: '温子轩', roles: one('dutyLeader', district) }),
    wu: town.as({ name: '吴敏仪', roles: one('dispatcher', district) }),
    zhou: town.as({ name: '周文辉', roles: one('handler', district, unit.lead) }),
    peng: town.as({ name: '彭俊杰', roles: one('handler', district, unit.lead) }),
    stranger: town.as({ name: '何永康', roles: one('resident', nextDoor) }),
    strangerUnit: town.as({ name: '叶卓然', roles: one('handler', district, unit.other) }),
    strangerGrid: await seated('zeng', '曾晓彤', 'gridWorker', elsewhere),
  }

  /** They stand among the accounts, as whoever is handed something by name must. */
  const enrol = (person: Person) =>
    town.work('cases', (work) =>
      (work.use(identity as never) as IdentityPort).createAccount({
        id: person.actor.id ?? '',
        loginName: `u${(person.actor.id ?? '').slice(0, 8)}`,
        displayName: person.actor.name,
        kind: 'staff',
        roles: person.actor.grants.map(({ role, area, unitId }) => ({ role: role as Role, area, unitId })),
      }),
    )
  const minutes = (count: number) => town.clock.advance(count * 60_000)
  const report = async (from = who.chen, more: object = {}) =>
    from.ask(cases, 'report', {
      body: { id: randomUUID(), text: '应元路口一大堆垃圾冇人收，好臭', place: spot, ...more },
    })
  const on = (id: string) => ({ params: { id } })
  /** As far as the unit's desk. */
  const dispatched = async (more: object = {}) => {
    const { id } = await report(who.chen, more)
    await who.yu.ask(cases, 'accept', { ...on(id), body: { categoryCode: 'E0102' } })
    await who.wen.ask(cases, 'file', { ...on(id), body: {} })
    await who.wu.ask(cases, 'dispatch', { ...on(id), body: { unitId: unit.lead } })
    return id
  }
  const signedIn = async (more: object = {}) => {
    const id = await dispatched(more)
    await who.zhou.ask(cases, 'signIn', { ...on(id), body: {} })
    return id
  }
  const replied = async () => {
    const id = await signedIn()
    const files = await photos(who.zhou)
    await who.zhou.ask(cases, 'reply', { ...on(id), body: { outcome: 'fixed', text: '已清运干净', files } })
    return id
  }
  const askReturn = (from: Person, id: string) =>
    from.ask(matters, 'ask', { ...on(id), body: { kind: 'return', reason: '不属于我单位职责', reasonCode: 'notOurs' } })
  return { town, who, unit, enrol, minutes, report, on, dispatched, signedIn, replied, askReturn }
}
