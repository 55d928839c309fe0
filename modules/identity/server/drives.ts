/** Registration drives: targets, places and teams of a community; counted by place, never by person. */
import { randomInt } from 'node:crypto'
import { answer, refuseAsKernel } from '@liren/kernel'
import { identity } from '../contract.ts'
import { originOf } from './cookie.ts'
import type { IdentityWork } from './enter.ts'
import { dayOf } from './registrations.ts'
import { drivesStore, type PointRow } from './store-drives.ts'

const isCommunity = (code: string) => code.length === 12 && !code.endsWith('000')
const entry = (work: IdentityWork, area: string, source?: string) =>
  `${originOf(work)}/register?area=${area}${source ? `&from=${source}` : ''}`
const told = (work: IdentityWork, point: PointRow) => ({ ...point, url: entry(work, point.areaCode, point.source) })

export const drive = answer(identity, 'drive', async (work, { params }) => {
  work.must('registration.read', { area: params.area })
  const store = drivesStore(work.db)
  const sinceOn = dayOf(new Date(work.now.getTime() - 30 * 86_400_000))
  const [targets, registered, points] = await Promise.all([
    store.targets(params.area),
    store.registered(params.area, sinceOn),
    store.points(params.area),
  ])
  const codes = new Set([...targets, ...registered, ...points].map(({ areaCode }) => areaCode).filter(isCommunity))
  if (isCommunity(params.area)) codes.add(params.area)
  return {
    communities: [...codes].sort().map((areaCode) => {
      const target = targets.find((one) => one.areaCode === areaCode)
      return {
        areaCode,
        target: target ? { people: target.people, fromOn: target.fromOn, untilOn: target.untilOn } : null,
        registered: registered.find((one) => one.areaCode === areaCode)?.registered ?? 0,
        url: entry(work, areaCode),
      }
    }),
    points: points.map((point) => told(work, point)),
  }
})

/** A drive is a community's own: a street has those of its communities. */
const mustBeMine = (work: IdentityWork, area: string) => {
  work.must('drive.run', { area })
  if (!isCommunity(area)) throw refuseAsKernel('invalid-input', {}, 'area')
}

export const setDriveTarget = answer(identity, 'setDriveTarget', async (work, { params, body }) => {
  mustBeMine(work, params.area)
  if (body.untilOn < body.fromOn) throw refuseAsKernel('invalid-input', {}, 'untilOn')
  await drivesStore(work.db).setTarget({ areaCode: params.area, ...body }, work.actor.id, work.now)
  work.audit({ area: params.area, facts: { ...body } })
})

export const addDrivePoint = answer(identity, 'addDrivePoint', async (work, { params, body }) => {
  mustBeMine(work, params.area)
  const source = `p${String(randomInt(1_000_000)).padStart(6, '0')}`
  const point = { areaCode: params.area, source, place: body.place.trim(), team: body.team.trim() }
  await drivesStore(work.db).addPoint(point, work.now)
  work.audit({ area: params.area, facts: { source, place: point.place, team: point.team } })
  return told(work, { ...point, isEnded: false, visited: 0, registered: 0 })
})

export const endDrivePoint = answer(identity, 'endDrivePoint', async (work, { params }) => {
  mustBeMine(work, params.area)
  if (!(await drivesStore(work.db).endPoint(params.area, params.source, work.now))) throw refuseAsKernel('not-found')
  work.audit({ area: params.area, facts: { source: params.source } })
})
