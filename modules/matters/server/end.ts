/** Ends a matter in one of the states every process has: made void (作废), or merged into another (并案). */
import { act } from './act.ts'
import type { MattersWork } from './house.ts'
import { stopped } from './running.ts'
import { factOf, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { Whole } from './tables.ts'
import { tickOf } from './tick.ts'

export const endAs = async (
  work: MattersWork,
  { matter, clocks, parties }: Pick<Whole, 'matter' | 'clocks' | 'parties'>,
  state: 'voided' | 'merged',
  because: string,
  intoId: string | null,
) => {
  const tick = await tickOf(work, matter.areaCode)
  const still = clocks.filter((clock) => clock.stoppedAt === null).map((clock) => stopped(clock, tick))
  const now = await act(work, matter, state, {
    now: {
      ...matter,
      state,
      phase: 'done',
      outcome: state,
      mergedIntoId: intoId,
      dueAt: null,
      suspendedAt: null,
      closedAt: work.now,
      movedAt: work.now,
    },
    clocks: still,
    isPublic: true,
    facts: { because },
  })
  const fact = factOf(work, now, parties)
  if (state === 'voided') {
    await matterStore(work.db).giveOutcome(now.id, state)
    work.emit(
      'closed',
      {
        ...fact,
        outcome: state,
        openedAt: now.openedAt.toISOString(),
        closedAt: work.now.toISOString(),
        isOnTime: true,
        handlerIds: now.handledBy,
      },
      topicsOf(parties, now),
    )
  }
  return { now, fact }
}
