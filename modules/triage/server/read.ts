/** Reading: how a report was sorted, for whoever may see the case; and how triage stands here. */
import { answer, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { territory } from '@liren/territory/contract'
import { type SortingView, triage } from '../contract.ts'
import type { PlatformSettings } from '../settings.ts'
import { earlierOf, endedAs } from './earlier.ts'
import { type Known, knownOf } from './known.ts'
import { isEnough } from './learn.ts'
import { namedThere } from './names.ts'
import { codesIn, saidTo } from './said.ts'
import { sortCase } from './sort.ts'
import { type SortingRow, store } from './store.ts'
import { type CategoryRow, lessonStore } from './store-lessons.ts'

export const namedIn = (work: Work<typeof triage>, known: Known) => (code: string) => {
  const found = known.categories.get(code)
  return { code, name: found ? (work.locale === 'en' ? found.nameEn : found.name) : code }
}

/** Where a category stands in its tree, in the reader's language. */
export const pathIn = (work: Work<typeof triage>, category: Pick<CategoryRow, 'path' | 'pathEn'> | undefined) => [
  ...((work.locale === 'en' ? category?.pathEn : null) ?? category?.path ?? []),
]

const shown = 8

/** Earlier reports as the reader sees them anyway: by the spine's own list. */
const earlierSeen = async (work: Work<typeof triage>, row: SortingRow): Promise<SortingView['earlier']> => {
  if (!row.proposal.reporter) return []
  const earlier = await earlierOf(work, row.caseId, row.sortedAt)
  if (earlier.length === 0) return []
  const { items } = await work.use(matters).list({ ids: earlier.map(({ id }) => id), limit: earlier.length })
  const seen = new Set(items.map(({ id }) => id))
  return earlier
    .filter(({ id }) => seen.has(id))
    .slice(0, shown)
    .map((one) => ({
      id: one.id,
      number: one.number,
      title: one.title,
      openedAt: one.openedAt.toISOString(),
      ended: endedAs(one),
    }))
}

const view = async (work: Work<typeof triage>, row: SortingRow): Promise<SortingView> => {
  const known = await knownOf(work)
  const decided = [row.categoryCode, row.finalCategory].filter((code) => code !== null)
  const codes = [...row.ranked.map(({ code }) => code), ...decided, ...codesIn(row.proposal)]
  const named = await namedThere(work, known, codes, row.cellCode ?? row.areaCode)
  // What somebody reported before is for those who decide, not for everybody whose hands it passes through.
  const mayJudge = work.may('triage.judge', { area: row.areaCode })
  const cells = row.cellCode ? await work.use(territory).areaNames([row.cellCode]) : null
  const { caseId, number, areaCode, cellCode, way, hurdles, threshold, modelVersion } = row
  const cellName = cellCode ? (cells?.get(cellCode) ?? cellCode) : null
  const nameOf = (code: string) => (known.categories.has(code) ? named(code).name : undefined)
  const proposal = saidTo(work, row, { nameOf, cellName })
  return {
    caseId,
    number,
    areaCode,
    cellCode,
    cellName,
    ranked: row.ranked.map(({ code, probability }) => ({
      ...named(code),
      path: pathIn(work, known.categories.get(code)),
      probability,
    })),
    proposal: { ...proposal, ...(mayJudge ? {} : { reporter: null }) },
    earlier: mayJudge ? await earlierSeen(work, row) : [],
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
    photosSaid: before?.proposal.photos,
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
    staleSince: model?.staleSince?.toISOString() ?? null,
    examples: await kept.exampleCount(),
    installedFrom: model?.isInstalled ? model.examples : null,
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
