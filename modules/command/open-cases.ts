/**
 * All open cases of a district in memory, column by column, and what the live tiles count of them. What is closed is not here, so that a
 * count costs the same after a week and after ten years.
 */
import type { CaseFacts } from './facts.ts'

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
type Reaching = {
  readonly everywhere: boolean
  readonly areas: readonly string[]
  readonly units: readonly string[]
}
/** Who looks how far: within a scope, restricted ones within another, both inside an area or a cell. */
export type Sight = { readonly scope: Reaching; readonly restricted: Reaching; readonly area: string | null }

const hourMs = 3_600_000
const dayMs = 86_400_000
const unitsShown = 40
/** A digit more or less is a level: trailing noughts of a code stand for all below it. */
const communityDigits = 12

/** A number for each text that comes often. */
const numbered = () => {
  const texts: string[] = []
  const numbers = new Map<string, number>()
  return {
    texts,
    of: (text: string) => {
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, texts.length)
      return texts.push(text) - 1
    },
    known: (text: string) => numbers.get(text) ?? -1,
  }
}

const columnsOf = (size: number) => ({
  area: new Int32Array(size),
  cell: new Int32Array(size),
  stage: new Int32Array(size),
  unit: new Int32Array(size),
  grade: new Uint8Array(size),
  /** 0 where nothing is, 1 an open case, 2 a restricted one. */
  kind: new Uint8Array(size),
  isSuspended: new Uint8Array(size),
  movedAt: new Float64Array(size),
  dueAt: new Float64Array(size),
})
type Columns = ReturnType<typeof columnsOf>

const widened = (old: Columns, size: number): Columns => {
  const fresh = columnsOf(size)
  fresh.area.set(old.area)
  fresh.cell.set(old.cell)
  fresh.stage.set(old.stage)
  fresh.unit.set(old.unit)
  fresh.grade.set(old.grade)
  fresh.kind.set(old.kind)
  fresh.isSuspended.set(old.isSuspended)
  fresh.movedAt.set(old.movedAt)
  fresh.dueAt.set(old.dueAt)
  return fresh
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
/** Counts are written down in whole numbers, one row of so many for each key. */
const tally = (keys: number, width: number) => new Int32Array(keys * width)

/** @param prefixOf the digits of a code that name its area, as permissions read them. */
export const openCases = (prefixOf: (code: string) => string) => {
  let columns = columnsOf(1024)
  let used = 0
  const slots = new Map<string, number>()
  const free: number[] = []
  const [areas, cells, stages, units] = [numbered(), numbered(), numbered(), numbered()]

  const slotFor = (id: string) => {
    const known = slots.get(id)
    if (known !== undefined) return known
    const slot = free.pop() ?? used++
    if (slot >= columns.kind.length) columns = widened(columns, columns.kind.length * 2)
    slots.set(id, slot)
    return slot
  }

  const put = (one: OpenCase) => {
    const slot = slotFor(one.id)
    columns.area[slot] = areas.of(one.areaCode)
    columns.cell[slot] = one.cellCode === null ? -1 : cells.of(one.cellCode)
    columns.stage[slot] = stages.of(`${one.state} ${one.phase}`)
    columns.unit[slot] = one.holderUnitId === null ? -1 : units.of(one.holderUnitId)
    columns.grade[slot] = one.grade
    columns.kind[slot] = one.isRestricted ? 2 : 1
    columns.isSuspended[slot] = one.suspendedAt === null ? 0 : 1
    columns.movedAt[slot] = one.movedAt
    columns.dueAt[slot] = one.dueAt ?? Number.POSITIVE_INFINITY
  }

  const drop = (id: string) => {
    const slot = slots.get(id)
    if (slot === undefined) return
    slots.delete(id)
    free.push(slot)
    columns.kind[slot] = 0
  }

  /** For each area, unit: is it within the scope? Asked once for each of them, not for each case. */
  const masksOf = ({ everywhere, areas: codes, units: ids }: Reaching) => ({
    area: Uint8Array.from(areas.texts, (code) => Number(everywhere || codes.some((prefix) => code.startsWith(prefix)))),
    unit: Uint8Array.from(units.texts, (id) => Number(ids.includes(id))),
  })

  /** Goes through what somebody may count. */
  const each = ({ scope, restricted, area }: Sight, count: (slot: number) => void) => {
    const seen = masksOf(scope)
    const opened = masksOf(restricted)
    const isCell = area !== null && area.length > communityDigits
    const prefix = area === null ? '' : prefixOf(area).slice(0, communityDigits)
    const inside = Uint8Array.from(areas.texts, (code) => Number(isCell || code.startsWith(prefix)))
    const cell = isCell ? cells.known(area) : -1
    // A cell nobody ever reported from; those without a cell are not in it.
    if (isCell && cell < 0) return
    const { area: areaOf, unit: unitOf, cell: cellOf, kind } = columns
    for (let slot = 0; slot < used; slot += 1) {
      const what = kind[slot]
      if (what === 0 || (isCell && cellOf[slot] !== cell)) continue
      const [where, whose] = [areaOf[slot] ?? 0, unitOf[slot] ?? -1]
      if (inside[where] !== 1 || (seen.area[where] !== 1 && seen.unit[whose] !== 1)) continue
      if (what === 2 && opened.area[where] !== 1 && opened.unit[whose] !== 1) continue
      count(slot)
    }
  }

  return {
    put,
    drop,
    size: () => slots.size,

    /** By stage and age. */
    queues: (sight: Sight, now: number, soon: number) => {
      const names = ['open', 'underHour', 'underDay', 'older', 'soon', 'overdue', 'suspended'] as const
      const width = names.length
      const counts = tally(stages.texts.length, width)
      const add = (row: number, column: number) => {
        counts[row + column] = (counts[row + column] ?? 0) + 1
      }
      const { stage, movedAt, dueAt, isSuspended } = columns
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
      const { area, cell, grade, dueAt } = columns
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
      const { unit, movedAt, dueAt } = columns
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
