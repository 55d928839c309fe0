/** What was reported in the last two weeks, in memory beside what is open: by which channels it came, and what people report most. */
import { compare, numbered, rowsIn, tally } from './columns.ts'
import { type CaseFacts, dayOf, startOfDay } from './facts.ts'
import { eachSeen, place, placeColumns, type Sight } from './sight.ts'

/** What the tiles need to know of a case reported lately; times in milliseconds. */
export type RecentCase = Pick<
  CaseFacts,
  'id' | 'areaCode' | 'cellCode' | 'isRestricted' | 'holderUnitId' | 'source' | 'categoryCode' | 'openedAt'
> & { readonly isClosed: boolean }

const dayMs = 86_400_000
/** So many days, this one included: a week and the week before it. */
export const recentDays = 14
const topicsShown = 12

/** The beginning of the day so many days back, this one included: what a list of the last days begins with. */
export const daysBack = (now: number, days: number) => startOfDay(dayOf(now)) - (days - 1) * dayMs
/** What was reported before is in no tile. */
export const horizonOf = (now: number) => daysBack(now, recentDays)

/** This week, and as much of the week before as of this one is over: like is held against like. */
export const weeksOf = (now: number) => ({
  from: daysBack(now, 7),
  beforeFrom: horizonOf(now),
  beforeUntil: now - 7 * dayMs,
})

const columnsOf = (size: number) => ({
  ...placeColumns(size),
  source: new Int32Array(size),
  category: new Int32Array(size),
  isClosed: new Uint8Array(size),
  openedAt: new Float64Array(size),
})

/** @param prefixOf the digits of a code that name its area, as permissions read them. */
export const recentCases = (prefixOf: (code: string) => string) => {
  const rows = rowsIn(columnsOf)
  const names = { areas: numbered(), cells: numbered(), units: numbered() }
  const [sources, categories] = [numbered(), numbered()]
  const each = (sight: Sight, count: (slot: number) => void) =>
    eachSeen(names, prefixOf, rows.columns(), rows.used(), sight, count)

  return {
    size: rows.size,
    drop: rows.drop,

    put: (one: RecentCase) => {
      const slot = rows.slotFor(one.id)
      const columns = rows.columns()
      place(names, columns, slot, one)
      columns.source[slot] = sources.of(one.source)
      columns.category[slot] = one.categoryCode === null ? -1 : categories.of(one.categoryCode)
      columns.isClosed[slot] = one.isClosed ? 1 : 0
      columns.openedAt[slot] = one.openedAt
    },

    /** Lets go of what was reported before an instant. */
    forget: (before: number) => {
      const { openedAt } = rows.columns()
      const old = Array.from(rows.slots()).filter(([, slot]) => (openedAt[slot] ?? 0) < before)
      for (const [id] of old) rows.drop(id)
    },

    /** By which channels they came, the most used first. Of no more days than are kept. */
    channels: (sight: Sight, from: number) => {
      const counts = tally(sources.texts.length, 2)
      const { source, isClosed, openedAt } = rows.columns()
      each(sight, (slot) => {
        if ((openedAt[slot] ?? 0) < from) return
        const row = (source[slot] ?? 0) * 2
        counts[row] = (counts[row] ?? 0) + 1
        counts[row + 1] = (counts[row + 1] ?? 0) + (isClosed[slot] ?? 0)
      })
      return sources.texts
        .map((name, n) => ({ source: name, reported: counts[n * 2] ?? 0, closed: counts[n * 2 + 1] ?? 0 }))
        .filter(({ reported }) => reported > 0)
        .sort((one, other) => other.reported - one.reported || compare(one.source, other.source))
    },

    /** When somebody of these sources was last heard from each area, of so many digits; silent ones are not there. */
    heard: (sight: Sight, digits: number, from: readonly string[]): ReadonlyMap<string, number> => {
      const isFrom = Uint8Array.from(sources.texts, (name) => Number(from.includes(name)))
      const last = new Float64Array(names.areas.texts.length)
      const { area, source, openedAt } = rows.columns()
      each(sight, (slot) => {
        if (isFrom[source[slot] ?? 0] !== 1) return
        const where = area[slot] ?? 0
        last[where] = Math.max(last[where] ?? 0, openedAt[slot] ?? 0)
      })
      const found = new Map<string, number>()
      for (const [n, code] of names.areas.texts.entries()) {
        const at = last[n] ?? 0
        const key = code.slice(0, digits)
        if (at > (found.get(key) ?? 0)) found.set(key, at)
      }
      return found
    },

    /** Categories with the most reports of this week, beside the week before; `open` and `cells` are of both. */
    topics: (sight: Sight, now: number) => {
      const { from, beforeFrom, beforeUntil } = weeksOf(now)
      const width = 3
      const counts = tally(categories.texts.length, width)
      const cells = categories.texts.map(() => new Set<number>())
      const add = (row: number, column: number) => {
        counts[row + column] = (counts[row + column] ?? 0) + 1
      }
      const { category, cell, isClosed, openedAt } = rows.columns()
      each(sight, (slot) => {
        const at = openedAt[slot] ?? 0
        const what = category[slot] ?? -1
        if (what < 0 || at < beforeFrom) return
        if (at >= from) add(what * width, 0)
        else if (at < beforeUntil) add(what * width, 1)
        if (isClosed[slot] === 0) add(what * width, 2)
        const where = cell[slot] ?? -1
        if (where >= 0) cells[what]?.add(where)
      })
      return categories.texts
        .map((categoryCode, n) => {
          const [reported = 0, before = 0, open = 0] = counts.subarray(n * width, (n + 1) * width)
          return { categoryCode, reported, before, open, cells: cells[n]?.size ?? 0 }
        })
        .filter(({ reported }) => reported > 0)
        .sort((one, other) => other.reported - one.reported || compare(one.categoryCode, other.categoryCode))
        .slice(0, topicsShown)
    },
  }
}
export type RecentCases = ReturnType<typeof recentCases>
