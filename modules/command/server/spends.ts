/** Recorded spend: kept with its source, shared among the cases that were closed and the residents of the area. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { dayOf, startOfDay } from '../facts.ts'
import { before, partOf, type Span, spendKinds } from '../spend.ts'
import type { CommandWork } from './count.ts'
import { mustMeet, reachFor } from './reach.ts'
import { indicatorStore } from './store-indicators.ts'
import { type Spend, spendStore } from './store-spends.ts'

export const spends = answer(command, 'spends', async (work, { query }) => {
  const scope = work.scope('indicator.read')
  const page = await spendStore(work.db).page(scope, query.area ?? null, query.after, query.limit ?? 30)
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return {
    next: page.next,
    items: page.items.map(({ id, areaCode, kind, fen, fromOn, untilOn, source, recordedByName, recordedAt }) => ({
      ...{ id, areaCode, areaName: names.get(areaCode) ?? areaCode, kind, fen, from: fromOn, until: untilOn, source },
      ...{ recordedByName, recordedAt: recordedAt.toISOString() },
    })),
  }
})

export const recordSpend = answer(command, 'recordSpend', async (work, { body }) => {
  work.must('baseline.record', { area: body.area })
  if (body.until <= body.from) throw work.refuse('window-reversed', {}, 'until')
  const id = await spendStore(work.db).record({
    ...{ areaCode: body.area, kind: body.kind, fen: body.fen, fromOn: body.from, untilOn: body.until },
    ...{ source: body.source, recordedBy: work.actor.id, recordedByName: work.actor.name, recordedAt: work.now },
  })
  work.audit({ object: `spend:${id}`, area: body.area, facts: { kind: body.kind, fen: body.fen } })
  return { id }
})

const costOf = async (
  work: CommandWork,
  area: string | undefined,
  span: Span,
  all: readonly Spend[],
  residents: number | null,
) => {
  const parts = all.map(({ kind, fen, fromOn, untilOn }) => ({
    kind,
    fen: partOf({ fen, from: startOfDay(fromOn), until: startOfDay(untilOn) }, span),
  }))
  const sum = (some: typeof parts) => some.reduce((total, { fen }) => total + fen, 0)
  const reach = reachFor(work, area, 'indicator.read')
  const window = { ...span, now: work.now.getTime() }
  const asked = { reach, window, communityUnits: [], parted: null }
  const closed = (await indicatorStore(work.db).figures(['closed'], asked)).get('')?.closed?.denominator ?? 0
  const platform = sum(parts.filter(({ kind }) => kind === 'platform'))
  const fen = sum(parts)
  return {
    from: dayOf(span.from),
    until: dayOf(span.until),
    fen,
    kinds: spendKinds.map((kind) => ({ kind, fen: sum(parts.filter((part) => part.kind === kind)) })),
    closed,
    fenPerCase: closed === 0 || fen === 0 ? null : fen / closed,
    platformFenPerResident: residents === null || residents === 0 || platform === 0 ? null : platform / residents,
  }
}

export const costs = answer(command, 'costs', async (work, { query }) => {
  mustMeet(work, query.area, 'indicator.read')
  if (query.until <= query.from) throw work.refuse('window-reversed', {}, 'until')
  const span = { from: startOfDay(query.from), until: startOfDay(query.until) }
  const earlier = before(span)
  const scope = work.scope('indicator.read')
  const [district] = await work.use(territory).childrenOf()
  const code = query.area?.slice(0, 12) ?? district?.code
  const residents = (code ? await work.use(territory).area(code) : null)?.residents ?? null
  const all = await spendStore(work.db).between(scope, query.area ?? null, dayOf(earlier.from), query.until)
  return {
    residents,
    now: await costOf(work, query.area, span, all, residents),
    before: await costOf(work, query.area, earlier, all, residents),
  }
})
