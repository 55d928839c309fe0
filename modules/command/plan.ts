/** Plans 预案: tasks written in calm for a time without it: who does what, within how long, and what waits for what. */
/** Whom a task goes to: a unit by name, or whoever it is at the place where the plan is started. */
export const recipients = ['unit', 'holder', 'community', 'subdistrict', 'centre'] as const
export type Recipient = (typeof recipients)[number]
export const limitUnits = ['urgentHours', 'workHours', 'workDays', 'urgentDays'] as const

/** `waiting` for its step, with `nobody` to take it, then as its order stands; `dropped` when it was called off. */
export const taskStates = [
  'waiting',
  'nobody',
  'issued',
  'received',
  'reported',
  'confirmed',
  'refused',
  'dropped',
] as const
export type TaskState = (typeof taskStates)[number]

/** Nothing more is waited for: it was reported back, or called off. */
export const isDone = (state: TaskState) => state === 'reported' || state === 'confirmed' || state === 'dropped'

type Stepped = { readonly step: number; readonly state: TaskState }

/** The step whose tasks begin now: the lowest that waits, once all before it is done. */
export const nextStep = (tasks: readonly Stepped[]): number | null => {
  const waiting = tasks.filter(({ state }) => state === 'waiting').map(({ step }) => step)
  if (waiting.length === 0) return null
  const next = Math.min(...waiting)
  return tasks.every(({ step, state }) => step >= next || isDone(state)) ? next : null
}

type Timed = Stepped & {
  readonly receiveDueAt: Date | null
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly reportedAt: Date | null
}

/** What stands in the way: nobody took it in time, its time is over, it was refused, or no unit was there. */
export const troubleOf = (task: Timed, now: Date): 'nobody' | 'refused' | 'unread' | 'late' | null => {
  if (task.state === 'nobody' || task.state === 'refused') return task.state
  if ((task.state === 'issued' || task.state === 'received') && task.dueAt !== null && task.dueAt <= now) return 'late'
  if (task.state === 'issued' && task.receiveDueAt !== null && task.receiveDueAt <= now) return 'unread'
  return null
}

/** How far a running plan has come. */
export const progressOf = (tasks: readonly Timed[], now: Date) => ({
  tasks: tasks.length,
  done: tasks.filter(({ state }) => state === 'reported' || state === 'confirmed').length,
  dropped: tasks.filter(({ state }) => state === 'dropped').length,
  waiting: tasks.filter(({ state }) => state === 'waiting').length,
  troubled: tasks.filter((task) => troubleOf(task, now) !== null).length,
})

const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null)
}

/** The facts of its review 复盘: what was done, and how long people took; minutes as the wall clock counts them. */
export const reviewFacts = (
  startedAt: Date,
  endedAt: Date,
  tasks: readonly (Timed & { readonly openedAt: Date | null })[],
) => {
  const minutes = (from: Date | null, to: Date | null) =>
    from === null || to === null ? [] : [Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000))]
  const reported = tasks.filter(({ reportedAt }) => reportedAt !== null)
  return {
    ...progressOf(tasks, endedAt),
    minutes: Math.round((endedAt.getTime() - startedAt.getTime()) / 60_000),
    toReceive: median(tasks.flatMap((task) => minutes(task.openedAt, task.receivedAt))),
    toReport: median(tasks.flatMap((task) => minutes(task.openedAt, task.reportedAt))),
    onTime: reported.filter(({ reportedAt, dueAt }) => dueAt === null || (reportedAt !== null && reportedAt <= dueAt))
      .length,
  }
}

/** What it cost in yuan: hours at a rate, and what was spent; nothing is made up where nobody said either. */
export const costOf = (personHours: number | null, spentYuan: number | null, fenPerHour: number): number | null =>
  personHours === null && spentYuan === null
    ? null
    : Math.round((personHours ?? 0) * fenPerHour + (spentYuan ?? 0) * 100) / 100

type Suited = { readonly areaCode: string; readonly categories: readonly string[]; readonly leastGrade: number }
type About = { readonly areaCode: string; readonly categoryCode: string | null; readonly grade: number | null }

/** How well a plan suits what happened: 2 by category, 1 by place alone, 0 not at all. A place without a case suits any category. */
export const fitOf = (plan: Suited, about: About): 0 | 1 | 2 => {
  const area = plan.areaCode.replace(/(000)+$/, '')
  if (!about.areaCode.startsWith(area)) return 0
  if (about.grade !== null && about.grade < plan.leastGrade) return 0
  if (plan.categories.length === 0 || about.categoryCode === null) return 1
  return plan.categories.some((code) => about.categoryCode?.startsWith(code)) ? 2 : 0
}
