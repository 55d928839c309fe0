/**
 * All open cases of a district in memory, column by column, and what the live tiles count of them. What is closed is not here, so that a
 * count costs the same after a week and after ten years.
 */
import { compare, numbered, rowsIn, tally } from './columns.ts'
import type { CaseFacts } from './facts.ts'
import { eachSeen, place, placeColumns, type Sight } from './sight.ts'

/** What the tiles need to know of an open case; times in milliseconds. */
export type OpenCase = Pick<
  CaseFacts,
  | 'id'
  | 'areaCode'
  | 'cellCode'
  | 'state'
  | 'phase'
  | 'grade'
  | 'isRestricted'
  | 'holderUnitId'
  | 'movedAt'
  | 'dueAt'
  | 'suspendedAt'
>

const hourMs = 3_600_000
const dayMs = 86_400_000
const unitsShown = 40

const columnsOf = (size: number) => ({
  ...placeColumns(size),
  stage: new Int32Array(size),
  grade: new Uint8Array(size),
  isSuspended: new Uint8Array(size),
  movedAt: new Float64Array(size),
  dueAt: new Float64Array(size),
})

/** @param prefixOf the digits of a code that name its area, as permissions read them. */
export const openCases = (prefixOf: (code: string) => string) => {
  const rows = rowsIn(columnsOf)
  const [areas, cells, stages, units] = [numbered(), numbered(), numbered(), numbered()]
  const names = { areas, cells, units }

  const put = (one: OpenCase) => {
    const slot = rows.slotFor(one.id)
    const columns = rows.columns()
    place(names, columns, slot, one)
    columns.stage[slot] = stages.of(`${one.state} ${one.phase}`)
    columns.grade[slot] = one.grade
    columns.isSuspended[slot] = one.suspendedAt === null ? 0 : 1
    columns.movedAt[slot] = one.movedAt
    columns.dueAt[slot] = one.dueAt ?? Number.POSITIVE_INFINITY
  }

  const each = (sight: Sight, count: (slot: number) => void) =>
    eachSeen(names, prefixOf, rows.columns(), rows.used(), sight, count)

  return {
    put,
    drop: rows.drop,
    size: rows.size,

    /** By stage and age. */
    queues: (sight: Sight, now: number, soon: number) => {
      const names = ['open', 'underHour', 'underDay', 'older', 'soon', 'overdue', 'suspended'] as const
      const width = names.length
      const counts = tally(stages.texts.length, width)
      const add = (row: number, column: number) => {
        counts[row + column] = (counts[row + column] ?? 0) + 1
      }
      const { stage, movedAt, dueAt, isSuspended } = rows.columns()
      each(sight, (slot) => {
        const row = (stage[slot] ?? 0) * width
        add(row, 0)
        const age = now - (movedAt[slot] ?? 0)
        add(row, age < hourMs ? 1 : age < dayMs ? 2 : 3)
        const due = dueAt[slot] ?? Number.POSITIVE_INFINITY
        if (due <= now) add(row, 5)
        else if (due <= soon) add(row, 4)
        if (isSuspended[slot] === 1) add(row, 6)
      })
      return stages.texts
        .map((text, row) => {
          const [state = '', phase = ''] = text.split(' ')
          const of = (name: (typeof names)[number]) => counts[row * width + names.indexOf(name)] ?? 0
          return {
            state,
            // It was written from this very type.
            phase: phase as CaseFacts['phase'],
            open: of('open'),
            underHour: of('underHour'),
            underDay: of('underDay'),
            older: of('older'),
            soon: of('soon'),
            overdue: of('overdue'),
            suspended: of('suspended'),
          }
        })
        .filter(({ open }) => open > 0)
        .sort((one, other) => compare(one.state, other.state))
    },

    /** By cell (by community where no cell is known) and grade. */
    cells: (sight: Sight, now: number) => {
      const width = 5
      const places = cells.texts.length
      const counts = tally(places + areas.texts.length, width)
      const add = (row: number, column: number) => {
        counts[row + column] = (counts[row + column] ?? 0) + 1
      }
      const { area, cell, grade, dueAt } = rows.columns()
      each(sight, (slot) => {
        const known = cell[slot] ?? -1
        const row = (known >= 0 ? known : places + (area[slot] ?? 0)) * width
        add(row, 0)
        const how = grade[slot] ?? 1
        if (how > 1 && how <= 4) add(row, how - 1)
        if ((dueAt[slot] ?? Number.POSITIVE_INFINITY) <= now) add(row, 4)
      })
      const found = []
      for (const [index, code] of [...cells.texts, ...areas.texts].entries()) {
        const [open = 0, grade2 = 0, grade3 = 0, grade4 = 0, overdue = 0] = counts.subarray(
          index * width,
          (index + 1) * width,
        )
        if (open > 0) found.push({ code, open, grade2, grade3, grade4, overdue })
      }
      return found.sort((one, other) => compare(one.code, other.code))
    },

    /** What each unit carries; the most laden first. */
    units: (sight: Sight, now: number) => {
      const open = tally(units.texts.length, 1)
      const overdue = tally(units.texts.length, 1)
      const oldest = new Float64Array(units.texts.length).fill(Number.POSITIVE_INFINITY)
      const { unit, movedAt, dueAt } = rows.columns()
      each(sight, (slot) => {
        const whose = unit[slot] ?? -1
        if (whose < 0) return
        open[whose] = (open[whose] ?? 0) + 1
        if ((dueAt[slot] ?? Number.POSITIVE_INFINITY) <= now) overdue[whose] = (overdue[whose] ?? 0) + 1
        oldest[whose] = Math.min(oldest[whose] ?? 0, movedAt[slot] ?? 0)
      })
      return units.texts
        .map((unitId, n) => ({ unitId, open: open[n] ?? 0, overdue: overdue[n] ?? 0, oldestAt: oldest[n] ?? 0 }))
        .filter((one) => one.open > 0)
        .sort((one, other) => other.overdue - one.overdue || other.open - one.open || compare(one.unitId, other.unitId))
        .slice(0, unitsShown)
    },
  }
}
export type OpenCases = ReturnType<typeof openCases>
