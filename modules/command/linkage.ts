/** Four-level linkage 四级联动: whom a case calls in turn, how long each has to answer, and when the next is called. */

/** Rungs of the ladder, nearest first: 网格 · 社区 · 街道 · 部门, and for the gravest the district's duty leader. */
export const rungs = ['grid', 'community', 'subdistrict', 'department', 'district'] as const
export type Rung = (typeof rungs)[number]

/** 一般 · 较急 · 紧急 · 特急: minutes to answer by day and by night, and how many are called at once. */
export type Pace = { readonly minutes: number; readonly nightMinutes: number; readonly atOnce: number }
/** What holds unless a district says otherwise in its settings. */
export const paces: Readonly<Record<1 | 2 | 3 | 4, Pace>> = {
  1: { minutes: 30, nightMinutes: 60, atOnce: 1 },
  2: { minutes: 15, nightMinutes: 30, atOnce: 1 },
  3: { minutes: 8, nightMinutes: 10, atOnce: 2 },
  4: { minutes: 3, nightMinutes: 3, atOnce: 5 },
}

export type Grade = 1 | 2 | 3 | 4
/** How far up, nearest first: the unit that has it and nobody else, then levels of area. */
export const levels = ['unit', 'grid', 'community', 'subdistrict', 'district'] as const
export type Level = (typeof levels)[number]
/** The highest level a case calls, by its grade: 一般 the unit alone, and only 特急 wakes the district, unless it says otherwise. */
export const usualLevels: Readonly<Record<Grade, Level>> = {
  1: 'unit',
  2: 'community',
  3: 'subdistrict',
  4: 'district',
}

/** How far up a case goes: to that level, and always to the unit that has it. */
export const reachOf = (grade: Grade, upTo: Level = usualLevels[grade]): readonly Rung[] =>
  rungs.filter((rung) => rung === 'department' || (upTo !== 'unit' && rungs.indexOf(rung) <= rungs.indexOf(upTo)))

/** Hours of the local clock at which a night begins and ends. */
export type Night = { readonly from: number; readonly until: number }
export const usualNight: Night = { from: 21, until: 7 }

/** Nine in the evening to seven in the morning, local time, unless it says otherwise; over midnight or within a day. */
export const isNight = (at: number, { from, until }: Night = usualNight) => {
  const hour = new Date(at + 8 * 3_600_000).getUTCHours()
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}
/** How long somebody called has to answer. */
export const answerBy = (
  grade: 1 | 2 | 3 | 4,
  calledAt: number,
  { minutes, nightMinutes }: Pick<Pace, 'minutes' | 'nightMinutes'> = paces[grade],
  night: Night = usualNight,
) => calledAt + (isNight(calledAt, night) ? nightMinutes : minutes) * 60_000

export type Called = {
  readonly rung: Rung
  readonly dueAt: number
  readonly answer: 'accepted' | 'declined' | null
}

/** What is to be done now: nothing while somebody may still answer, else the next rungs, else the end of the ladder. */
export const nextOf = (
  grade: 1 | 2 | 3 | 4,
  ladder: readonly Rung[],
  called: readonly Called[],
  now: number,
): { readonly call: readonly Rung[] } | 'wait' | 'answered' | 'exhausted' => {
  if (called.some(({ answer }) => answer === 'accepted')) return 'answered'
  if (called.some(({ answer, dueAt }) => answer === null && dueAt > now)) return 'wait'
  const reached = new Set(called.map(({ rung }) => rung))
  const left = ladder.filter((rung) => !reached.has(rung))
  return left.length === 0 ? 'exhausted' : { call: left.slice(0, paces[grade].atOnce) }
}
