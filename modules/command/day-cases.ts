/** The cases of this day in memory: what came, what was closed and what fell due today, so that the figures of the day cost no statement. */
import { numbered, rowsIn } from './columns.ts'
import type { CaseFacts } from './facts.ts'
import type { Figure, IndicatorName, Window } from './indicator.ts'
import { eachSeen, place, placeColumns, type Sight } from './sight.ts'

/** What the figures of a day need to know of a case; times in milliseconds. */
export type DayCase = Pick<
  CaseFacts,
  | 'id'
  | 'areaCode'
  | 'cellCode'
  | 'isRestricted'
  | 'holderUnitId'
  | 'openedAt'
  | 'closedAt'
  | 'handleDueAt'
  | 'handledAt'
  | 'suspendedAt'
  | 'isAutomatic'
  | 'isForwardedWrong'
> & { readonly isDispatched: boolean; readonly isSameDay: boolean }

/** The indicators that are counted here; a test holds each against its definition and against the database. */
export const dayNames = [
  'reported',
  'closed',
  'sameDay',
  'handledOnTime',
  'automatic',
  'automaticRight',
] as const satisfies readonly IndicatorName[]
export type DayName = (typeof dayNames)[number]
export const isDayName = (name: IndicatorName): name is DayName => (dayNames as readonly string[]).includes(name)

/** Does anything of it lie on or after the beginning of a day? */
export const isOfDay = ({ openedAt, closedAt, handleDueAt }: DayCase, start: number) =>
  openedAt >= start || (closedAt ?? 0) >= start || (handleDueAt ?? 0) >= start

const columnsOf = (size: number) => ({
  ...placeColumns(size),
  openedAt: new Float64Array(size),
  closedAt: new Float64Array(size),
  handleDueAt: new Float64Array(size),
  handledAt: new Float64Array(size),
  isSuspended: new Uint8Array(size),
  isDispatched: new Uint8Array(size),
  isAutomatic: new Uint8Array(size),
  isForwardedWrong: new Uint8Array(size),
  isSameDay: new Uint8Array(size),
})
const never = Number.POSITIVE_INFINITY

/** @param prefixOf the digits of a code that name its area, as permissions read them. */
export const dayCases = (prefixOf: (code: string) => string) => {
  const rows = rowsIn(columnsOf)
  const names = { areas: numbered(), cells: numbered(), units: numbered() }

  return {
    size: rows.size,
    drop: rows.drop,

    put: (one: DayCase) => {
      const slot = rows.slotFor(one.id)
      const columns = rows.columns()
      place(names, columns, slot, one)
      columns.openedAt[slot] = one.openedAt
      columns.closedAt[slot] = one.closedAt ?? never
      columns.handleDueAt[slot] = one.handleDueAt ?? never
      columns.handledAt[slot] = one.handledAt ?? never
      columns.isSuspended[slot] = Number(one.suspendedAt !== null)
      columns.isDispatched[slot] = Number(one.isDispatched)
      columns.isAutomatic[slot] = Number(one.isAutomatic)
      columns.isForwardedWrong[slot] = Number(one.isForwardedWrong)
      columns.isSameDay[slot] = Number(one.isSameDay)
    },

    /** Lets go of what is of no day from then on. */
    forget: (start: number) => {
      const { openedAt, closedAt, handleDueAt } = rows.columns()
      const isAfter = (at: number | undefined) => at !== undefined && at !== never && at >= start
      const old = Array.from(rows.slots()).filter(
        ([, slot]) => !isAfter(openedAt[slot]) && !isAfter(closedAt[slot]) && !isAfter(handleDueAt[slot]),
      )
      for (const [id] of old) rows.drop(id)
    },

    /** The figures of a window that begins today. */
    figures: (sight: Sight, { from, until, now }: Window): Readonly<Record<DayName, Figure>> => {
      const columns = rows.columns()
      const due = Math.min(until, now)
      let [reported, closed, sameDay, owed, inTime, dispatched, automatic, right] = [0, 0, 0, 0, 0, 0, 0, 0]
      eachSeen(names, prefixOf, columns, rows.used(), sight, (slot) => {
        const [openedAt = 0, closedAt = never] = [columns.openedAt[slot], columns.closedAt[slot]]
        const [handleDueAt = never, handledAt = never] = [columns.handleDueAt[slot], columns.handledAt[slot]]
        if (closedAt >= from && closedAt < until) closed += 1
        if (handleDueAt >= from && handleDueAt < due && columns.isSuspended[slot] === 0) {
          owed += 1
          if (handledAt <= handleDueAt) inTime += 1
        }
        if (openedAt < from || openedAt >= until) return
        reported += 1
        if (closedAt !== never && columns.isSameDay[slot] === 1) sameDay += 1
        if (columns.isDispatched[slot] === 0) return
        dispatched += 1
        if (columns.isAutomatic[slot] === 0) return
        automatic += 1
        if (columns.isForwardedWrong[slot] === 0) right += 1
      })
      const count = (n: number): Figure => ({ numerator: n, denominator: n, value: n })
      const share = (numerator: number, denominator: number): Figure => ({
        numerator,
        denominator,
        value: denominator === 0 ? null : numerator / denominator,
      })
      return {
        reported: count(reported),
        closed: count(closed),
        sameDay: share(sameDay, reported),
        handledOnTime: share(inTime, owed),
        automatic: share(automatic, dispatched),
        automaticRight: share(right, automatic),
      }
    },
  }
}
export type DayCases = ReturnType<typeof dayCases>
