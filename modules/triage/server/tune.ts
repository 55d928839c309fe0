/** Policies: mode and threshold for each category, and the curve they are chosen by. */
import { answer, type Work } from '@liren/kernel'
import { triage } from '../contract.ts'
import { cheapest, curve as curveOf, defaultPolicy } from '../policy.ts'
import { forgetKnown, type Known, knownOf } from './known.ts'
import { namedIn, pathIn } from './read.ts'
import { store } from './store.ts'
import { lessonStore, type PolicyRow } from './store-lessons.ts'

/** Minutes: a wrong unit costs half a day, a report that waits for a person a quarter of an hour. */
const usual = { costWrong: 240, costWait: 15 }

const view = (work: Work<typeof triage>, known: Known, code: string) => {
  const own = known.policies.get(code)
  const found: Partial<PolicyRow> = own ?? known.policies.get('*') ?? {}
  const category = known.categories.get(code)
  return {
    categoryCode: code,
    name: namedIn(work, known)(code).name,
    path: pathIn(work, category),
    mode: found.mode ?? defaultPolicy.mode,
    threshold: Math.round((found.threshold ?? defaultPolicy.threshold) * 100) / 100,
    costWrong: found.costWrong ?? usual.costWrong,
    costWait: found.costWait ?? usual.costWait,
    isManualOnly: category ? category.isManualOnly || category.isRestricted : false,
    isInherited: own === undefined,
    changedBy: own?.changedBy ?? null,
    changedAt: own?.changedAt.toISOString() ?? null,
  }
}

export const policies = answer(triage, 'policies', async (work) => {
  const known = await knownOf(work)
  return { own: view(work, known, '*'), items: [...known.categories.keys()].map((code) => view(work, known, code)) }
})

export const putPolicy = answer(triage, 'putPolicy', async (work, { params, body }) => {
  const known = await knownOf(work)
  const category = known.categories.get(params.code)
  if (params.code !== '*' && !category) throw work.refuse('no-such-category', {}, 'code')
  if (body.mode === 'auto' && (category?.isManualOnly || category?.isRestricted))
    throw work.refuse('only-people', {}, 'mode')
  await lessonStore(work.db).putPolicy({
    categoryCode: params.code,
    ...body,
    changedBy: work.actor.name,
    changedAt: work.now,
  })
  work.audit({ object: `policy:${params.code}`, facts: { ...body } })
  forgetKnown(work)
  return view(work, await knownOf(work), params.code)
})

export const dropPolicy = answer(triage, 'dropPolicy', async (work, { params }) => {
  await lessonStore(work.db).dropPolicy(params.code)
  work.audit({ object: `policy:${params.code}` })
  forgetKnown(work)
  return undefined
})

export const curve = answer(triage, 'curve', async (work, { query }) => {
  const outcomes = await store(work.db).outcomes(query.category ?? null)
  const cost = { wrong: query.costWrong ?? usual.costWrong, wait: query.costWait ?? usual.costWait }
  const points = curveOf(outcomes, cost)
  return {
    outcomes: outcomes.length,
    cheapest: cheapest(points, outcomes.length),
    points: points.map((point) => ({ ...point })),
  }
})
