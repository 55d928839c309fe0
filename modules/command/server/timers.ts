/** 接令即行 · 接呼即应 · 接诉即办: each kind by its own clock, with those that were late. */
import { answer } from '@liren/kernel'
import { type MatterHistory, matters } from '@liren/matters/contract'
import { command } from '../contract.ts'
import type { IndicatorName } from '../indicator.ts'
import { callUp, order } from '../order.ts'
import { type Answering, isLate, timerOf } from '../timers.ts'
import type { CommandWork } from './count.ts'
import { reachFor } from './reach.ts'
import { shared } from './share.ts'
import type { Reach } from './store-cases.ts'
import { indicatorStore } from './store-indicators.ts'
import { timerStore } from './store-timers.ts'
import { windowOf } from './window.ts'

/** So many of each kind are looked at; more in one window are few districts' lot, and are said. */
const most = 1000
const shownLate = 10

type Told = Answering & { readonly matterId: string }

/** From the clock that runs until somebody takes it. */
const told = ({ id, clocks, openedAt }: MatterHistory, name: string): readonly Told[] => {
  const clock = clocks.find((one) => one.name === name)
  return clock
    ? [{ matterId: id, startedAt: openedAt, dueAt: clock.dueAt, answeredAt: clock.stoppedAt, freedAt: null }]
    : []
}

const withLate = async (work: CommandWork, kind: 'order' | 'call', all: readonly Told[], isCut: boolean) => {
  const now = work.now.getTime()
  const late = all.filter((one) => isLate(one, now))
  const due = new Map(late.map((one) => [one.matterId, one.dueAt]))
  const rows = await work.use(matters).rows([...due.keys()].slice(0, shownLate))
  return {
    kind,
    ...timerOf(all, now),
    newest: isCut ? most : null,
    lateOnes: rows.map(({ id, module, number, title }) => ({
      id,
      module,
      number,
      title,
      dueAt: new Date(due.get(id) ?? now).toISOString(),
    })),
  }
}

const complaints = async (work: CommandWork, reach: Reach, window: ReturnType<typeof windowOf>) => {
  const names: readonly IndicatorName[] = ['complaintsOnTime', 'complaintHours']
  const found = (await indicatorStore(work.db).figures(names, { reach, window, communityUnits: [], parted: null })).get(
    '',
  )
  const inTime = found?.complaintsOnTime ?? { numerator: 0, denominator: 0 }
  const hours = found?.complaintHours?.value ?? null
  return {
    kind: 'complaint' as const,
    due: inTime.denominator,
    inTime: inTime.numerator,
    late: inTime.denominator - inTime.numerator,
    waiting: 0,
    medianMinutes: hours === null ? null : hours * 60,
    newest: null,
    lateOnes: [],
  }
}

export const timers = answer(command, 'timers', (work, { query }) => {
  const reach = reachFor(work, query.area, 'indicator.read')
  const window = windowOf(work, query.from, query.until)
  return shared(work, ['timers', reach, query.from ?? null, query.until ?? null], async () => {
    const store = timerStore(work.db)
    const ids = await store.orders(reach, window, most)
    const lives = await work.use(matters).histories({ ids })
    // What is restricted is in nobody's sum here.
    const newestFirst = lives
      .filter(({ isRestricted }) => !isRestricted)
      .toSorted((one, other) => other.openedAt - one.openedAt)
    const calls = await store.calls(reach, window, most)
    const called = calls.map(({ caseId, startedAt, dueAt, answeredAt, freedAt }) => ({
      matterId: caseId,
      startedAt: startedAt.getTime(),
      dueAt: dueAt.getTime(),
      answeredAt: answeredAt?.getTime() ?? null,
      freedAt: freedAt?.getTime() ?? null,
    }))
    const isCut = ids.length === most || calls.length === most
    const of = (process: string, clock: string) =>
      newestFirst.filter((life) => life.process === process).flatMap((life) => told(life, clock))
    return {
      items: [
        await withLate(work, 'order', of(order.name, 'receive'), isCut),
        await withLate(work, 'call', [...called, ...of(callUp.name, 'answer')], isCut),
        await complaints(work, reach, window),
      ],
    }
  })
})
