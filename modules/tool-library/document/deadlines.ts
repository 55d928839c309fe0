/** 期限 How long something may rest in a state: a clock that begins with the state and ends when it is left, kept in step with the moves. */
import type { Process, ToolDocument } from './document.ts'
import { both } from './studio-words.ts'

type Clock = NonNullable<Process['clocks']>[string]
export type Limit = Clock['limit']
/** As many as a process has clocks. */
export const deadlinesAtMost = 6

/** The clock of a state; clocks under other names are somebody's own and stay as they are. */
const clockOf = (state: string) => `limit${state.charAt(0).toUpperCase()}${state.slice(1)}`

export const deadlineOf = ({ clocks }: Process, state: string): Limit | null => clocks?.[clockOf(state)]?.limit ?? null

export const countDeadlines = ({ clocks }: Process) => Object.keys(clocks ?? {}).length

const without = (process: Process, part: 'clocks'): Process => {
  const { [part]: _, ...rest } = process
  return rest
}

const withList = <P extends 'starts' | 'stops'>(
  move: Process['moves'][string],
  part: P,
  names: readonly string[],
): Process['moves'][string] => {
  const { [part]: _, ...rest } = move
  // The rest holds everything else the move had.
  return (names.length === 0 ? rest : { ...rest, [part]: [...names] }) as Process['moves'][string]
}

/** Each move starts the clock of the state it leads to and stops those of the states it leaves; the first state's runs from the opening. */
export const withDeadlines = (process: Process): Process => {
  const byClock = new Map(Object.keys(process.states).map((state) => [clockOf(state), state]))
  const kept = Object.entries(process.clocks ?? {}).map(([name, clock]): [string, Clock] => {
    const state = byClock.get(name)
    if (state === undefined) return [name, clock]
    const { fromStart: _, ...rest } = clock
    const title = process.states[state]?.title
    return [
      name,
      {
        ...rest,
        ...(title ? { title: both(`${title['zh-CN']}的期限`.slice(0, 60), `Limit: ${title.en}`.slice(0, 120)) } : {}),
        ...(state === process.start ? { fromStart: true } : {}),
      },
    ]
  })
  const own = new Set(kept.map(([name]) => name).filter((name) => byClock.has(name)))
  const had = new Set([...own, ...Object.keys(process.states).map(clockOf)])
  const moves = Object.fromEntries(
    Object.entries(process.moves).map(([name, move]) => {
      const left = move.from.filter((state) => state !== move.to)
      const starts = (move.starts ?? []).filter((clock) => !had.has(clock))
      const stops = (move.stops ?? []).filter((clock) => !had.has(clock))
      if (left.length > 0 && own.has(clockOf(move.to))) starts.push(clockOf(move.to))
      stops.push(...left.map(clockOf).filter((clock) => own.has(clock)))
      return [name, withList(withList(move, 'starts', starts), 'stops', stops)]
    }),
  )
  return { ...without(process, 'clocks'), moves, ...(kept.length > 0 ? { clocks: Object.fromEntries(kept) } : {}) }
}

/** A process whose state goes, without its limit. */
export const withoutDeadline = (process: Process, state: string): Process => {
  const { [clockOf(state)]: gone, ...others } = process.clocks ?? {}
  return gone ? { ...process, clocks: others } : process
}

/** A limit for a state, another one, or none any more. */
export const setDeadline = (document: ToolDocument, state: string, limit: Limit | null): ToolDocument => ({
  ...document,
  processes: document.processes.map((process, index) => {
    if (index > 0) return process
    const { [clockOf(state)]: _, ...others } = process.clocks ?? {}
    const clocks = limit
      ? { ...others, [clockOf(state)]: { title: process.states[state]?.title ?? both('期限', 'Limit'), limit } }
      : others
    return withDeadlines({ ...process, clocks })
  }),
})
