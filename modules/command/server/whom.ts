/** Whom a rung of the ladder means here and now: by the roster first, else by who holds the office there. */

import { identity, type Role } from '@liren/identity/contract'
import { isWithin } from '@liren/kernel'
import { type Level, organisation } from '@liren/organisation/contract'
import type { Rung } from '../linkage.ts'
import type { CommandWork } from './count.ts'

export type Person = {
  readonly accountId: string | null
  readonly name: string
  readonly unitId: string | null
  readonly unitName: string
}

/** More people than this at one rung would leave it to each other. */
const most = 3

const named = async (work: CommandWork, accountIds: readonly string[], unit: Pick<Person, 'unitId' | 'unitName'>) => {
  const accounts = await work.use(identity).accounts(accountIds.slice(0, most))
  return accounts.flatMap(({ id, displayName, isActive }): Person[] =>
    isActive ? [{ accountId: id, name: displayName, ...unit }] : [],
  )
}

const holding = async (work: CommandWork, role: Role, asked: { area?: string; unitId?: string }, unitName: string) =>
  named(work, await work.use(identity).holders({ role, ...asked }), { unitId: asked.unitId ?? null, unitName })

/** On duty at a level, of the very area around the case; those who lead the shift alone, where somebody does. */
const onDuty = async (work: CommandWork, areaCode: string, level: Level): Promise<Person[]> => {
  const there = (await work.use(organisation).onDuty({ areaCode, level })).filter((one) =>
    isWithin(areaCode, one.areaCode),
  )
  const leaders = there.filter(({ post }) => post === 'dutyLeader')
  return (leaders.length > 0 ? leaders : there)
    .slice(0, most)
    .map(({ accountId, name, unitId, unitName }) => ({ accountId, name, unitId, unitName }))
}

const first = async (...ways: readonly (() => Promise<Person[]>)[]): Promise<Person[]> => {
  for (const way of ways) {
    const found = await way()
    if (found.some(({ accountId }) => accountId !== null)) return found
  }
  return []
}

type At = {
  readonly areaCode: string
  readonly cellCode: string | null
  readonly unitId: string | null
  /** 1 to 4; where it is not told, nothing is called that only the gravest call. */
  readonly grade?: number
}

/** On duty in the unit that is called last for a 特急 matter; where no roster names anybody, those who handle there. */
const emergency = async (work: CommandWork, areaCode: string): Promise<Person[]> => {
  const port = work.use(organisation)
  const found = (await port.escalation({ grade: 'critical', areaCode })).find(({ level }) => level === 'emergency')
  const unit = found ? await port.unit(found.unitId) : null
  if (!found || !unit || unit.closedAt) return []
  const { id: unitId, shortName: unitName } = unit
  return first(
    async () => found.onDuty.slice(0, most).map(({ accountId, name }) => ({ accountId, name, unitId, unitName })),
    () => holding(work, 'handler', { unitId }, unitName),
    async () => named(work, await port.accountsAt(unitId), { unitId, unitName }),
  )
}

/** Nobody where nobody can be reached through the platform: the ladder goes on. */
export const whomAt = async (
  work: CommandWork,
  rung: Rung,
  { areaCode, cellCode, unitId, grade = 1 }: At,
): Promise<Person[]> => {
  const port = work.use(organisation)
  const street = `${areaCode.slice(0, 9)}000`
  const district = `${areaCode.slice(0, 6)}000000`
  const nameOf = async (area: string) => (await port.unitOfArea(area, 'residentsCommittee'))?.shortName ?? ''
  if (rung === 'grid')
    return first(async () => holding(work, 'gridWorker', { area: cellCode ?? areaCode }, await nameOf(areaCode)))
  if (rung === 'community')
    return first(
      () => onDuty(work, areaCode, 'community'),
      async () => holding(work, 'communityWorker', { area: areaCode }, await nameOf(areaCode)),
    )
  if (rung === 'subdistrict')
    return first(
      () => onDuty(work, street, 'subdistrict'),
      async () =>
        holding(work, 'dutyLeader', { area: street }, (await port.unitOfArea(street, 'subdistrict'))?.shortName ?? ''),
    )
  if (rung === 'department') {
    const unit = unitId === null ? null : await port.unit(unitId)
    if (!unit || unit.kind === 'commandCentre') return []
    const at = { unitId: unit.id, unitName: unit.shortName }
    return first(
      () => holding(work, 'handler', { unitId: unit.id }, unit.shortName),
      async () => named(work, await port.accountsAt(unit.id), at),
    )
  }
  const leading = await first(
    () => onDuty(work, district, 'district'),
    async () =>
      holding(
        work,
        'dutyLeader',
        { area: district },
        (await port.unitOfArea(district, 'commandCentre'))?.shortName ?? '',
      ),
  )
  if (grade < 4) return leading
  const known = new Set(leading.map(({ accountId }) => accountId))
  return [...leading, ...(await emergency(work, areaCode)).filter(({ accountId }) => !known.has(accountId))]
}
