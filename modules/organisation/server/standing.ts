/** Who is on duty: shifts and rosters read from the store, judged by the heart. */
import { areaPrefix, isWithin, type Work } from '@liren/kernel'
import { chainOf } from '../area-chain.ts'
import type { EscalationStep, Grade, Level, OnDuty, Shift, Unit } from '../contract.ts'
import { dayOf, onDutyAt, pathOf, restDaysFrom } from '../roster.ts'
import { pictureOf } from './picture.ts'
import { store } from './store.ts'

const dayMs = 86_400_000

/** Staff see duty phones where they work, above it and below it; elsewhere only the unit's own number. */
const maySeePhone = (work: Work, area: string) =>
  work.may('organisation.read', { area }) ||
  work.actor.grants.some((grant) => grant.area !== '' && isWithin(grant.area, area))

export const standing = async (work: Work, shifts: readonly Shift[], at: Date): Promise<readonly OnDuty[]> => {
  const days = restDaysFrom({
    restDays: await work.setting<string[]>('restDays'),
    workDays: await work.setting<string[]>('workDays'),
  })
  const [yesterday, today] = [dayOf(at.getTime() - dayMs), dayOf(at.getTime())]
  const lines = await store(work.db).lines(
    shifts.map((shift) => shift.id),
    yesterday,
    today,
  )
  const { units } = await pictureOf(work)
  return onDutyAt(shifts, lines, at.getTime(), days).flatMap(({ shift, line, until }) => {
    const unit = units.get(shift.unitId)
    if (!unit) return []
    return {
      unitId: unit.id,
      unitName: unit.name,
      unitPhone: unit.phone,
      areaCode: shift.areaCode,
      level: shift.level,
      shiftId: shift.id,
      shiftName: shift.name,
      until: new Date(until).toISOString(),
      memberId: line.memberId,
      accountId: line.accountId,
      name: line.memberName,
      post: line.post,
      phone: maySeePhone(work, shift.areaCode) ? line.phone : null,
      isStandIn: line.isStandIn,
    }
  })
}

/** On duty for an area: of one level (also all those inside the area), or of every level around it. */
export const onDutyFor = async (
  work: Work,
  asked: { areaCode: string; level?: Level | undefined; at?: Date | undefined },
) => {
  const queries = store(work.db)
  const around = chainOf(asked.areaCode)
  const shifts: Shift[] = []
  for (const level of asked.level ? [asked.level] : (['community', 'subdistrict', 'district'] as const))
    shifts.push(...(await queries.shiftsAt(level, asked.level ? areaPrefix(asked.areaCode) : asked.areaCode, around)))
  return standing(work, shifts, asked.at ?? work.now)
}

const areaAt = (areaCode: string, level: Level) =>
  level === 'district'
    ? `${areaCode.slice(0, 6)}000000`
    : level === 'subdistrict'
      ? `${areaCode.slice(0, 9)}000`
      : areaCode.slice(0, 12)

/** The calls to make for a grade, nearest first. A step without anybody on duty still names the unit and its number. */
export const escalate = async (
  work: Work,
  asked: { grade: Grade; areaCode: string; unitId?: string | null | undefined; at?: Date | undefined },
): Promise<readonly EscalationStep[]> => {
  const picture = await pictureOf(work)
  const queries = store(work.db)
  const at = asked.at ?? work.now
  const step = async (level: EscalationStep['level'], unit: Unit | null | undefined, onDuty?: readonly OnDuty[]) => {
    if (!unit) return []
    return [
      {
        level,
        unitId: unit.id,
        unitName: unit.name,
        onDuty: onDuty ?? (await standing(work, await queries.shiftsOfUnit(unit.id, dayOf(at.getTime() - dayMs)), at)),
      },
    ]
  }
  const known = (found: { readonly id: string } | null) => (found ? picture.units.get(found.id) : undefined)
  const steps: EscalationStep[] = []
  for (const level of pathOf(asked.grade)) {
    if (level === 'unit') steps.push(...(await step(level, asked.unitId ? picture.units.get(asked.unitId) : null)))
    else if (level === 'emergency')
      steps.push(...(await step(level, picture.byCode.get(await work.setting<string>('emergencyUnitCode')))))
    else if (level === 'community') {
      const { unitOfArea } = picture.index
      steps.push(
        ...(await step(
          level,
          known(unitOfArea(asked.areaCode, 'residentsCommittee') ?? unitOfArea(asked.areaCode, 'villageCommittee')),
        )),
      )
    } else {
      const area = areaAt(asked.areaCode, level)
      const centre = picture.index.unitOfArea(area, 'commandCentre')
      const own = centre?.areaCode === area ? centre : picture.index.unitOfArea(area, level)
      const leaders = await step(level, known(own))
      steps.push(...leaders.map((one) => ({ ...one, onDuty: one.onDuty.filter((duty) => duty.post === 'dutyLeader') })))
    }
  }
  return steps
}
