/** Indicators asked for: for a window and a scope, together or parted by area or unit, beside baseline and reference. */
import { answer, areaPrefix, together } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { territory } from '@liren/territory/contract'
import { command } from '../contract.ts'
import { isDayName } from '../day-cases.ts'
import { dayOf } from '../facts.ts'
import { versionOf } from '../formula.ts'
import {
  against,
  asksWhoIsAtCommunity,
  type Figure,
  formulaVersion,
  type IndicatorName,
  indicatorNames,
  indicatorOf,
  references,
} from '../indicator.ts'
import type { CommandWork } from './count.ts'
import { look } from './open.ts'
import { reachFor } from './reach.ts'
import { forgetShared, shared } from './share.ts'
import { baselineStore } from './store-baselines.ts'
import { indicatorStore, type Parted } from './store-indicators.ts'
import { communityUnitsOf, formulaOf, ratesOf, windowOf } from './window.ts'

type By = 'area' | 'unit' | 'category'
export const partedBy = (by: By | undefined, area: string | null): Parted => {
  if (by === undefined) return null
  if (by === 'unit' || by === 'category') return by
  const length = areaPrefix(area ?? '').length
  return { digits: length < 9 && length >= 6 ? 9 : 12 }
}

const namesFor = async (work: CommandWork, by: By | undefined, keys: readonly string[]) => {
  if (by === 'area') return work.use(territory).areaNames(keys.filter(Boolean))
  if (by !== 'unit') return new Map<string, string>()
  const units = await work.use(organisation).units(keys.filter(Boolean))
  return new Map(units.map((unit) => [unit.id, unit.shortName]))
}

/** So long what another process recorded may take to stand beside our figures; what this one records stands there at once. */
const baselinesLastMs = 5000

/** Up to here a window is read in one round trip; longer ones are read side by side. */
const fewDaysMs = 2 * 86_400_000

type Query = {
  readonly from?: string | undefined
  readonly until?: string | undefined
  readonly area?: string | undefined
  readonly by?: By | undefined
  readonly only?: string | undefined
}

export const figuresOf = async (work: CommandWork, query: Query) => {
  const reach = reachFor(work, query.area, 'indicator.read')
  const window = windowOf(work, query.from, query.until)
  const parted = partedBy(query.by, reach.area)
  const chosen = query.only?.split(',') ?? indicatorNames
  const names = indicatorNames.filter((name) => chosen.includes(name))
  const formula = await formulaOf(work)
  // Days as they were asked: an open end moves with the clock, and nobody would share anything.
  const key = ['figures', reach, query.from ?? null, query.until ?? null, parted, names, formula]
  // The figures of this day are counted where the boards' tiles are: they are asked for by everybody all the time.
  const isToday = query.from === dayOf(window.now) && query.until === undefined && parted === null && !reach.isLed
  const days = names.filter(isDayName)
  const count = async () => {
    if (isToday && days.length === names.length) {
      const counted: Partial<Record<IndicatorName, Figure>> = (await look(work)).day.figures(reach, window)
      return { rates: null, found: new Map([['', counted]]), keys: [''], words: new Map<string, string>() }
    }
    const communityUnits = names.some((name) => asksWhoIsAtCommunity(indicatorOf(name)))
      ? await communityUnitsOf(work)
      : []
    const rates = names.some((name) => indicatorOf(name).kind === 'estimate') ? await ratesOf(work) : null
    // A day or two are few rows, and what costs is asking: all of it travels together.
    const db = window.now - window.from < fewDaysMs ? together(work.db) : work.db
    const asked = { reach, window, communityUnits, formula, parted, ...(rates ? { rates } : {}) }
    const found = await indicatorStore(db).figures(names, asked)
    const keys = parted === null ? [''] : [...found.keys()].sort()
    return { rates, found, keys, words: await namesFor(work, query.by, keys) }
  }
  const lasts = query.from === dayOf(window.now) ? [] : [20_000, 60_000]
  const [{ rates, found, keys, words }, baselines] = await Promise.all([
    shared(work, key, count, ...lasts),
    // What was recorded this minute stands beside the figure at once.
    shared(work, ['baselines', reach.area], () => baselineStore(work.db).latest(reach.area), baselinesLastMs),
  ])
  return {
    formulaVersion: versionOf(formulaVersion, formula),
    rates,
    from: query.from ?? null,
    until: query.until ?? dayOf(window.now + 86_400_000),
    rows: keys.map((key) => ({
      key,
      name: words.get(key) ?? null,
      figures: names.map((name: IndicatorName) => {
        const { kind, post, better, estimate = null } = indicatorOf(name)
        const nothing = { numerator: 0, denominator: 0, value: kind === 'count' ? 0 : null }
        const figure = found.get(key)?.[name] ?? nothing
        const baseline = baselines.get(name) ?? null
        const reference = references[name] ?? null
        return {
          name,
          kind,
          post,
          better,
          estimate,
          ...figure,
          baseline: baseline === null ? null : { value: baseline.value, source: baseline.source },
          change: against(reference?.kind ?? 'share', figure.value, baseline?.value ?? null),
          reference,
        }
      }),
    })),
  }
}

export const figures = answer(command, 'figures', (work, { query }) => figuresOf(work, query))

export const baselines = answer(command, 'baselines', async (work, { query }) => {
  const page = await baselineStore(work.db).page(work.scope('indicator.read'), query.after, query.limit ?? 30)
  const names = await work.use(territory).areaNames([...new Set(page.items.map(({ areaCode }) => areaCode))])
  return {
    next: page.next,
    items: page.items.map((one) => ({
      id: one.id,
      areaCode: one.areaCode,
      areaName: names.get(one.areaCode) ?? one.areaCode,
      indicator: one.indicator,
      value: one.value,
      source: one.source,
      from: one.fromOn,
      until: one.untilOn,
      recordedByName: one.recordedByName,
      recordedAt: one.recordedAt.toISOString(),
    })),
  }
})

export const recordBaseline = answer(command, 'recordBaseline', async (work, { body }) => {
  work.must('baseline.record', { area: body.area })
  if (!(indicatorNames as readonly string[]).includes(body.indicator))
    throw work.refuse('no-such-indicator', {}, 'indicator')
  if (body.until <= body.from) throw work.refuse('window-reversed', {}, 'until')
  const id = await baselineStore(work.db).record({
    areaCode: body.area,
    indicator: body.indicator,
    value: body.value,
    source: body.source,
    fromOn: body.from,
    untilOn: body.until,
    recordedBy: work.actor.id,
    recordedByName: work.actor.name,
    recordedAt: work.now,
  })
  // A baseline of an area stands beside the figures of all within it.
  forgetShared(work, 'baselines')
  work.audit({ object: id, area: body.area, facts: { indicator: body.indicator, value: body.value } })
  return { id }
})
