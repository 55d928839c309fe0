/** Every minute: reminds before time is up, escalates when it is, makes the moves that are due by themselves, tells of words nobody answered, of support and decisions that are late. */
import { job } from '@liren/kernel'
import { matters } from '../contract.ts'
import { act } from './act.ts'
import { chaseStore } from './chase-store.ts'
import type { MattersWork } from './house.ts'
import { processIn } from './house.ts'
import { chaseDecisions, chaseSupport } from './late-parts.ts'
import { carryOut } from './move.ts'
import { partStore } from './part-store.ts'
import { missReplies } from './replies.ts'
import { factOf, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { ClockRecord, Whole } from './tables.ts'

const batch = 200

const remindOf = async (work: MattersWork, { matter, parties }: Whole, clock: ClockRecord) => {
  const marked = { ...clock, remindedAt: work.now.getTime() }
  const supervision = matter.supervision ?? 'yellow'
  await partStore(work.db).supervise({
    matterId: matter.id,
    level: 'yellow',
    byId: null,
    byName: work.actor.name,
    text: clock.name,
    at: work.now,
  })
  const now = await act(work, matter, 'dueSoon', {
    now: { ...matter, supervision },
    clocks: [marked],
    facts: { clock: clock.name },
  })
  work.emit(
    'dueSoon',
    { ...factOf(work, now, parties), clock: clock.name, dueAt: new Date(clock.dueAt).toISOString() },
    topicsOf([], now),
  )
  return now
}

/** Overdue once is red; overdue again is listed (挂牌). */
const escalate = async (work: MattersWork, { matter, clocks, parties }: Whole, clock: ClockRecord) => {
  const marked = { ...clock, remindedAt: clock.remindedAt ?? work.now.getTime(), overdueAt: work.now.getTime() }
  const level = clocks.some((one) => one.id !== clock.id && one.overdueAt !== null)
    ? ('listed' as const)
    : ('red' as const)
  await partStore(work.db).supervise({
    matterId: matter.id,
    level,
    byId: null,
    byName: work.actor.name,
    text: clock.name,
    at: work.now,
  })
  const supervision = matter.supervision === 'listed' ? 'listed' : level
  const now = await act(work, matter, 'overdue', {
    now: { ...matter, supervision },
    clocks: [marked],
    facts: { clock: clock.name },
  })
  work.emit(
    'overdue',
    { ...factOf(work, now, parties), clock: clock.name, dueAt: new Date(clock.dueAt).toISOString() },
    topicsOf([], now),
  )
  return now
}

const attend = async (work: MattersWork, id: string) => {
  const store = matterStore(work.db)
  const first = await store.lock(id, true)
  if (!first || first.matter.phase === 'done') return
  let { matter } = first
  const now = work.now.getTime()
  const process = await processIn(work, matter.process, matter.areaCode)
  for (const clock of first.clocks) {
    if (clock.stoppedAt !== null || clock.pausedAt !== null || clock.overdueAt !== null) continue
    if (clock.dueAt <= now) {
      matter = await escalate(work, { ...first, matter }, clock)
      const name = process.clocks?.[clock.name]?.onDue
      if (!name || !process.moves[name]?.from.includes(matter.state) || matter.suspendedAt) continue
      const whole = await store.whole(id)
      if (whole)
        matter = await carryOut(
          work,
          { ...whole, standing: { relations: ['system'], isStaff: true } },
          name,
          {},
          'spine',
        )
    } else if (clock.remindAt <= now && clock.remindedAt === null)
      matter = await remindOf(work, { ...first, matter }, clock)
  }
}

export const chase = job(matters, 'chase', { cron: '* * * * *' }, async (work) => {
  const ids = await chaseStore(work.db).dueMatters(work.now, batch)
  for (const id of ids) await attend(work, id)
  const missed = await missReplies(work, batch)
  const support = await chaseSupport(work, batch)
  const undecided = await chaseDecisions(work, batch)
  if ([ids.length, missed, support, undecided].includes(batch)) work.enqueue('chase', null, { key: 'more' })
})
