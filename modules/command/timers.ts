/** 接令即行 · 接呼即应 · 接诉即办: orders, calls and complaints are answered in time, each by a clock of its own. */

export const timed = ['order', 'call', 'complaint'] as const
export type Timed = (typeof timed)[number]

/** One thing that had to be answered; times in milliseconds. */
export type Answering = {
  readonly startedAt: number
  readonly dueAt: number
  readonly answeredAt: number | null
  /** Somebody else answered, or it was called off, while there was still time: nothing is owed. */
  readonly freedAt: number | null
}

export type Timer = {
  /** Answered, or due by now. */
  readonly due: number
  readonly inTime: number
  readonly late: number
  /** Still within its time. */
  readonly waiting: number
  readonly medianMinutes: number | null
}

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [low = 0, high = 0] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  return sorted.length === 0 ? null : (low + high) / 2
}

export const isLate = ({ dueAt, answeredAt, freedAt }: Answering, now: number) =>
  answeredAt === null ? dueAt <= now && !(freedAt !== null && freedAt <= dueAt) : answeredAt > dueAt

export const timerOf = (all: readonly Answering[], now: number): Timer => {
  const inTime = all.filter(({ dueAt, answeredAt }) => answeredAt !== null && answeredAt <= dueAt).length
  const late = all.filter((one) => isLate(one, now)).length
  const waiting = all.filter(({ dueAt, answeredAt, freedAt }) => answeredAt === null && freedAt === null && dueAt > now)
  const minutes = all.flatMap(({ startedAt, answeredAt }) =>
    answeredAt === null ? [] : [(answeredAt - startedAt) / 60_000],
  )
  return { due: inTime + late, inTime, late, waiting: waiting.length, medianMinutes: median(minutes) }
}
