/** A unit's page: people on post, its duty list, its shifts, and who is on duty there now. */
import { answer } from '@liren/kernel'
import { organisation } from '../contract.ts'
import { dayOf } from '../roster.ts'
import { found } from './find.ts'
import { pictureOf } from './picture.ts'
import { standing } from './standing.ts'
import { store } from './store.ts'

export const openUnit = answer(organisation, 'unit', async (work, { params }) => {
  const queries = store(work.db)
  const unit = found(await queries.unit(params.id))
  const { units } = await pictureOf(work)
  const today = dayOf(work.now.getTime())
  const [positions, members, own, ofKind, shifts] = await Promise.all([
    queries.positions(unit.id),
    queries.membersOfUnit(unit.id, today),
    queries.duties({ unit: unit.id, at: work.now, limit: 200 }),
    queries.duties({ kind: unit.kind, at: work.now, limit: 200 }),
    queries.shiftsOfUnit(unit.id, today),
  ])
  const lines = Map.groupBy(
    await queries.lines(
      shifts.map((shift) => shift.id),
      today,
      '9999-12-31',
    ),
    (line) => line.shiftId,
  )
  const seats = Map.groupBy(members, (member) => member.positionId)
  const maySeePhones = work.may('organisation.read', { area: unit.areaCode })
  const path: { id: string; name: string }[] = []
  for (let above = units.get(unit.parentId ?? ''); above; above = units.get(above.parentId ?? ''))
    path.unshift({ id: above.id, name: above.shortName })
  return {
    unit,
    path,
    positions: positions.map((position) => ({
      ...position,
      members: (seats.get(position.id) ?? []).map((member) => ({
        ...member,
        phone: maySeePhones ? member.phone : null,
      })),
    })),
    duties: [...own, ...ofKind],
    shifts: shifts.map((shift) => ({ ...shift, lines: lines.get(shift.id) ?? [] })),
    onDuty: [...(await standing(work, shifts, work.now))],
    mayChange: work.may('organisation.change', { area: unit.areaCode }),
    mayChangeDuty: work.may('duty.change', { area: unit.areaCode }),
    mayChangeRoster: work.may('roster.change', { area: unit.areaCode }),
  }
})
