/** Clocks that stand still for the reporter go on by themselves: when the reporter answers, or when it took too long. */
import { act } from './act.ts'
import type { MattersWork } from './house.ts'
import { dueOf, resumed, waitsForReporter } from './running.ts'
import { factOf, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { ClockRecord, Whole } from './tables.ts'
import { tickOf } from './tick.ts'

export const isWaiting = (clock: ClockRecord) => clock.stoppedAt === null && waitsForReporter(clock)

/** Starts the clocks again that wait since `before` or longer; nothing where none does, or the matter rests. */
export const endWait = async (
  work: MattersWork,
  whole: Whole | null,
  because: 'waitEnded' | 'waitAnswered',
  before: number,
) => {
  if (!whole || whole.matter.suspendedAt || whole.matter.phase === 'done') return
  const due = whole.clocks.filter((clock) => isWaiting(clock) && (clock.pausedAt ?? before) <= before)
  if (due.length === 0) return
  const tick = await tickOf(work, whole.matter.areaCode)
  const awake = due.map((clock) => resumed(clock, tick))
  const all = whole.clocks.map((clock) => awake.find((one) => one.id === clock.id) ?? clock)
  const now = await act(work, whole.matter, because, {
    now: { ...whole.matter, dueAt: dueOf(all) },
    clocks: awake,
    isPublic: true,
  })
  work.emit('resumed', { ...factOf(work, now, whole.parties), because }, topicsOf(whole.parties, now))
}

/** The reporter has written: what waited for that goes on. */
export const endWaitAnswered = async (work: MattersWork, { matter, clocks }: Pick<Whole, 'matter' | 'clocks'>) => {
  if (!clocks.some(isWaiting)) return
  await endWait(work, await matterStore(work.db).lock(matter.id), 'waitAnswered', work.now.getTime())
}
