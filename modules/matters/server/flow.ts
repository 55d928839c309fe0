/** 流程分析 How matters of a process go, beside the same span before: steps, hand-overs, hours, alone or with several units. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { changeBetween } from '../process-change.ts'
import { flowStore } from './flow-store.ts'
import { known, type MattersWork, processNamed } from './house.ts'
import { versionStore } from './store-versions.ts'

const dayMs = 86_400_000
const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** Each version beside the one before it, the newest first. */
const versionsOf = async (work: MattersWork, process: string) => {
  const rows = await versionStore(work.db).of(process)
  return rows
    .map(({ version, shape, since }, at) => {
      const change = changeBetween(rows[at - 1]?.shape ?? shape, shape)
      return {
        version,
        since: since.toISOString(),
        states: shape.states.length,
        moves: shape.moves.length,
        removedStates: [...change.removedStates],
        addedStates: [...change.addedStates],
        removedMoves: [...change.removedMoves],
        addedMoves: [...change.addedMoves],
      }
    })
    .reverse()
}

export const flow = answer(matters, 'flow', async (work, { query }) => {
  const until = query.until ? new Date(startOf(query.until).getTime() + dayMs) : work.now
  const from = query.from ? startOf(query.from) : new Date(until.getTime() - 90 * dayMs)
  if (from >= until) throw work.refuse('facts-wrong', {}, 'from')
  const process = await processNamed(work, query.process)
  if (!process) throw work.refuse('unknown-process', { process: query.process }, 'process')
  const before = query.beforeUntil ? new Date(startOf(query.beforeUntil).getTime() + dayMs) : from
  const span = until.getTime() - from.getTime()
  const asked = { process: query.process, scope: work.scope('queue.read'), area: query.area }
  const store = flowStore(work.db)
  const [now, then] = await Promise.all([
    store.flow({ ...asked, from, until }),
    store.flow({ ...asked, from: new Date(before.getTime() - span), until: before }),
  ])
  const versions = await versionsOf(work, query.process)
  const { moduleOf } = known(work)
  const orderOf = new Map(Object.keys(process.states).map((state, rank) => [state, rank]))
  const names = [...new Set([...now.states, ...then.states].map(({ state }) => state))].sort(
    (a, b) => (orderOf.get(a) ?? 99) - (orderOf.get(b) ?? 99),
  )
  const whole = ({ states: _, ...rest }: typeof now, start: Date, end: Date) => ({
    ...rest,
    from: start.toISOString(),
    until: end.toISOString(),
  })
  return {
    processes: [...moduleOf].map(([name, module]) => ({ name, module })),
    now: whole(now, from, until),
    before: whole(then, new Date(before.getTime() - span), before),
    versions,
    states: names.map((state) => {
      const [here, there] = [now, then].map((one) => one.states.find((stay) => stay.state === state))
      return {
        state,
        visits: here?.visits ?? 0,
        hours: here?.hours ?? null,
        visitsBefore: there?.visits ?? 0,
        hoursBefore: there?.hours ?? null,
      }
    }),
  }
})
