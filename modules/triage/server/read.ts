/** Reading: how a report was sorted, for whoever may see the case; and how triage stands here. */
import { answer, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type SortingView, triage } from '../contract.ts'
import type { PlatformSettings } from '../settings.ts'
import { type Known, knownOf } from './known.ts'
import { isEnough } from './learn.ts'
import { sortCase } from './sort.ts'
import { type SortingRow, store } from './store.ts'
import { lessonStore } from './store-lessons.ts'

export const namedIn = (work: Work<typeof triage>, known: Known) => (code: string) => {
  const found = known.categories.get(code)
  return { code, name: found ? (work.locale === 'en' ? found.nameEn : found.name) : code }
}

const view = async (work: Work<typeof triage>, row: SortingRow): Promise<SortingView> => {
  const known = await knownOf(work)
  const named = namedIn(work, known)
  const { caseId, number, areaCode, cellCode, proposal, way, hurdles, threshold, modelVersion } = row
  return {
    caseId,
    number,
    areaCode,
    cellCode,
    ranked: row.ranked.map(({ code, probability }) => ({
      ...named(code),
      path: [...(known.categories.get(code)?.path ?? [])],
      probability,
    })),
    proposal,
    way,
    hurdles: [...hurdles],
    threshold,
    modelVersion,
    isTrained: modelVersion !== null,
    sortedAt: row.sortedAt.toISOString(),
    forwardedAt: row.forwardedAt?.toISOString() ?? null,
    final: row.finalCategory ? named(row.finalCategory) : null,
    wrongBecause: row.wrongBecause,
  }
}

/** Whoever asks must be in charge of the case; a resident sees what became of it, not what a machine thought of it. */
const mustSee = async (work: Work<typeof triage>, id: string) => {
  const matter = await work.use(matters).see(id, true)
  const where = { area: matter.areaCode, unit: matter.holderUnitId }
  if (!work.may('triage.read', where)) throw work.refuse('not-found')
}

export const sorting = answer(triage, 'sorting', async (work, { params }) => {
  await mustSee(work, params.id)
  const row = await store(work.db).find(params.id)
  if (!row) throw work.refuse('not-sorted')
  return view(work, row)
})

export const sortAgain = answer(triage, 'sortAgain', async (work, { params }) => {
  await mustSee(work, params.id)
  const before = await store(work.db).find(params.id)
  const done = await sortCase(work, {
    caseId: params.id,
    chosen: before?.finalCategory ?? null,
    ownership: null,
    hasPlace: before?.cellCode != null,
    photoIds: [],
    isRestricted: before?.hurdles.includes('restricted') ?? false,
  })
  const row = done ? await store(work.db).find(params.id) : null
  if (!row) throw work.refuse('not-sorted')
  work.audit({ object: `matter:${params.id}`, area: row.areaCode })
  return view(work, row)
})

export const standing = answer(triage, 'standing', async (work) => {
  const kept = lessonStore(work.db)
  const model = await kept.modelVersion()
  const [today] = await kept.days(1)
  return {
    isTrained: model !== undefined,
    version: model?.version ?? null,
    trainedAt: model?.madeAt.toISOString() ?? null,
    examples: await kept.exampleCount(),
    forwarding: await work.setting<PlatformSettings['forwarding']>('forwarding'),
    alarm: today?.alarm ?? null,
  }
})

export const train = answer(triage, 'train', async (work) => {
  const examples = await lessonStore(work.db).exampleCount()
  if (!isEnough(examples)) throw work.refuse('too-few-examples', { examples })
  work.enqueue('train', null, { key: 'train' })
  work.audit({ facts: { examples } })
  return { examples }
})
