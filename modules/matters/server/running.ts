/** Clocks as rows: started, stopped, paused and extended by moves, and the one due time that follows from them. */
import { uuidv7 } from '@liren/kernel'
import type { Calendar } from '../calendar.ts'
import {
  type Clock,
  dueAt,
  extend,
  type Limit,
  type Pause,
  pause,
  remindAt,
  resume,
  startClock,
  stop,
} from '../clock.ts'
import type { MoveSpec, Process } from '../process.ts'
import type { ClockRecord } from './tables.ts'

const limitOf = (row: ClockRecord): Limit => ({
  amount: row.amount,
  unit: row.unit,
  ...(row.dayMode ? { dayMode: row.dayMode } : {}),
})
/** A stored clock as the heart counts it. */
export const asClock = (row: ClockRecord): Clock => ({
  startedAt: row.startedAt,
  limit: limitOf(row),
  pauses: row.pauses,
  extensions: row.extensions,
  stoppedAt: row.stoppedAt,
})
export type Ticking = { readonly calendar: Calendar; readonly now: number; readonly remindShare: number }

const write = (row: ClockRecord, clock: Clock, { calendar, remindShare }: Ticking): ClockRecord => {
  const isPaused = clock.pauses.some((one) => one.until === null)
  return {
    ...row,
    pauses: [...clock.pauses],
    extensions: [...clock.extensions],
    stoppedAt: clock.stoppedAt,
    pausedAt: isPaused ? (clock.pauses.at(-1)?.from ?? null) : null,
    dueAt: dueAt(clock, calendar),
    remindAt: remindAt(clock, calendar, remindShare),
  }
}

/** A new clock, with the limit given for this matter or the process's own. */
export const begin = (
  process: Process,
  name: string,
  tick: Ticking,
  limits: Readonly<Record<string, Limit>> = {},
): ClockRecord => {
  const limit = limits[name] ?? process.clocks?.[name]?.limit
  if (!limit) throw new Error(`process "${process.name}" has no clock "${name}"`)
  const clock = startClock(tick.now, limit)
  return {
    id: uuidv7(),
    name,
    amount: limit.amount,
    unit: limit.unit,
    dayMode: limit.dayMode ?? null,
    calendarVersion: tick.calendar.version,
    startedAt: tick.now,
    dueAt: dueAt(clock, tick.calendar),
    remindAt: remindAt(clock, tick.calendar, tick.remindShare),
    pausedAt: null,
    stoppedAt: null,
    pauses: [],
    extensions: [],
    remindedAt: null,
    overdueAt: null,
  }
}

export const stopped = (row: ClockRecord, tick: Ticking) => write(row, stop(asClock(row), tick.now), tick)
export const paused = (row: ClockRecord, tick: Ticking, whom?: Pause['for']) =>
  write(row, pause(asClock(row), tick.now, whom), tick)
export const resumed = (row: ClockRecord, tick: Ticking) => write(row, resume(asClock(row), tick.now), tick)
/** Granted more time; what was overdue no longer is, and a new reminder comes. */
export const extended = (row: ClockRecord, by: Limit, tick: Ticking): ClockRecord => ({
  ...write(row, extend(asClock(row), by), tick),
  remindedAt: null,
  overdueAt: null,
})

/** Does it stand still for the reporter's sake? */
export const waitsForReporter = (row: ClockRecord) => row.pausedAt !== null && row.pauses.at(-1)?.for === 'reporter'

/** Stopped with an end that was no end: it goes on with what was left, the time between being no time of its own. */
export const goesOn = (row: ClockRecord, tick: Ticking): ClockRecord => {
  const clock = asClock(row)
  if (clock.stoppedAt === null) return row
  const pauses = [...clock.pauses, { from: clock.stoppedAt, until: tick.now }]
  return { ...write(row, { ...clock, pauses, stoppedAt: null }, tick), remindedAt: null, overdueAt: null }
}

const runs = (row: ClockRecord) => row.stoppedAt === null

/** The clocks after a move: all of them, and those that changed. `isEnd` stops whatever still runs. */
export const turn = (
  rows: readonly ClockRecord[],
  process: Process,
  move: Pick<MoveSpec, 'clock'>,
  tick: Ticking,
  options: { readonly isEnd: boolean; readonly limits?: Readonly<Record<string, Limit>> | undefined },
): { readonly all: readonly ClockRecord[]; readonly changed: readonly ClockRecord[] } => {
  const { start = [], stop: stops = [], pause: pauses = [], resume: resumes = [], for: whom } = move.clock ?? {}
  const changed: ClockRecord[] = []
  const all = rows.map((row) => {
    if (!runs(row)) return row
    // A clock started anew replaces the one that still runs under its name.
    const next =
      options.isEnd || stops.includes(row.name) || start.includes(row.name)
        ? stopped(row, tick)
        : pauses.includes(row.name)
          ? paused(row, tick, whom)
          : resumes.includes(row.name)
            ? resumed(row, tick)
            : row
    if (next !== row) changed.push(next)
    return next
  })
  const fresh = options.isEnd ? [] : start.map((name) => begin(process, name, tick, options.limits))
  return { all: [...all, ...fresh], changed: [...changed, ...fresh] }
}

/** When the matter is due: the earliest of the clocks that run; null where none does. */
export const dueOf = (rows: readonly ClockRecord[]): Date | null => {
  const running = rows.filter((row) => runs(row) && row.pausedAt === null)
  return running.length === 0 ? null : new Date(Math.min(...running.map((row) => row.dueAt)))
}

/** Was every clock met that is not a stage's own? */
export const isOnTime = (rows: readonly ClockRecord[], process: Process, now: number) =>
  rows.every((row) => process.clocks?.[row.name]?.isStage || (row.stoppedAt ?? now) <= row.dueAt)

/** The clock a request for more time speaks of: the one that runs and is no stage's own, else the first to run out. */
export const mainClock = (rows: readonly ClockRecord[], process: Process): ClockRecord | undefined => {
  const running = rows.filter(runs).sort((a, b) => a.dueAt - b.dueAt)
  return running.find((row) => !process.clocks?.[row.name]?.isStage) ?? running[0]
}
