/** What people decide becomes an example: of words for a category, of a place for a unit. Restricted reports never do. */

import { Worker } from 'node:worker_threads'
import { job, longJob, uuidv7, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { triage } from '../contract.ts'
import { saveModel } from '../model/model.ts'
import { type Lesson, lessons } from '../placing.ts'
import { withoutNumbers } from '../without-numbers.ts'
import { forgetKnown, isSameCategory, knownOf, modelOf, pokeModel } from './known.ts'
import type { SortingRow } from './store.ts'
import { lessonStore } from './store-lessons.ts'

type TriageWork = Work<typeof triage>
const mostExamples = 20_000
const leastExamples = 60
/** Characters of a report that are kept as an example. */
export const longest = 600

export const teach = async (work: TriageWork, row: SortingRow, categoryCode: string, isClosing = false) => {
  const known = await knownOf(work)
  const category = known.categories.get(categoryCode)
  const [opening] = await work.use(matters).openings([row.caseId])
  if (!category || category.isRestricted || !opening || opening.isRestricted) return
  const isCorrected = !isSameCategory(known, row.categoryCode, categoryCode)
  const steps = isClosing ? [] : await work.use(matters).steps(row.caseId)
  await lessonStore(work.db).addExample({
    caseId: row.caseId,
    number: row.number,
    text: withoutNumbers(opening.summary?.trim() || opening.title).slice(0, longest),
    categoryCode,
    beforeCode: isCorrected ? row.categoryCode : null,
    because: isCorrected ? 'corrected' : isClosing ? 'closed' : 'accepted',
    byName: steps.findLast(({ move }) => move === 'accept')?.actorName ?? '',
    areaCode: row.areaCode,
    at: work.now,
  })
  if (isCorrected) work.emit('corrected', { caseId: row.caseId, before: row.categoryCode, after: categoryCode })
  pokeModel(work)
}

export const teachPlacing = async (
  work: TriageWork,
  {
    what,
    categoryCode,
    at = work.now,
    ...where
  }: { categoryCode: string; areaCode: string; unitId: string; unitName: string; what: Lesson; at?: Date },
) => {
  const { sameAs } = await knownOf(work)
  const code = sameAs.get(categoryCode) ?? categoryCode
  await lessonStore(work.db).learnPlacing({
    ...where,
    categoryCode: code,
    weight: lessons[what],
    last: what,
    at,
  })
}

/** Minute, number of examples, and four characters that keep two of one minute apart: one is learned anew at once after words were erased. */
export const versionOf = (at: Date, examples: number) =>
  `${at.toISOString().slice(0, 16).replace(/[-:]/g, '')}-${examples}-${uuidv7().slice(-4)}`

/** In a thread of its own: a minute of arithmetic must not keep everybody waiting. */
const trainApart = (rows: readonly { readonly text: string; readonly label: string }[]): Promise<Uint8Array> =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./train-thread.ts', import.meta.url), { workerData: rows })
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', (code) => code !== 0 && fail(new Error(`training ended with ${code}`)))
  })

export const isEnough = (examples: number) => examples >= leastExamples

/** Nothing learned from words that were erased outlives them: with too few examples left, the rules stand alone again. */
const dropStale = async (work: TriageWork) => {
  await lessonStore(work.db).dropStale()
  forgetKnown(work)
  pokeModel(work)
}

type Spell = <T>(effect: (work: TriageWork) => Promise<T>) => Promise<T>
type TrainingRows = readonly { readonly text: string; readonly label: string }[]

/**
 * A new model from all examples, where there are enough, something new among them, and no installed model knows more.
 * @returns how many it was made from; null where the present one stays.
 */
export const trainAnew = async (
  spell: Spell,
  make: (rows: TrainingRows) => Promise<Uint8Array> = trainApart,
): Promise<number | null> => {
  const { rows, isStale } = await spell(async (work) => {
    const kept = lessonStore(work.db)
    await kept.prune(mostExamples)
    const found = (await kept.newestExamples(mostExamples)).reverse()
    const model = await kept.modelVersion()
    const isStale = (model?.staleSince ?? null) !== null
    const isKnown = Number(model?.learnedTo ?? 0) === Number(found.at(-1)?.id ?? 0)
    const knowsMore = (model?.isInstalled ?? false) && found.length < (model?.examples ?? 0)
    return { rows: (isKnown || knowsMore) && !isStale ? [] : found, isStale }
  })
  const labels = new Set(rows.map((row) => row.categoryCode))
  if (!isEnough(rows.length) || labels.size < 2) {
    if (isStale) await spell(dropStale)
    return null
  }
  const body = await make(rows.map((row) => ({ text: row.text, label: row.categoryCode })))
  await spell(async (work) => {
    const kept = lessonStore(work.db)
    // Erased while this was being learned: what came out knows the words again, and the job queued meanwhile begins anew.
    const lost = rows.length - (await kept.stillThere(rows.map(({ id }) => Number(id))))
    const version = versionOf(work.now, rows.length)
    const learnedTo = Number(rows.at(-1)?.id ?? 0)
    const made = { version, body: Buffer.from(body), examples: rows.length, learnedTo, madeAt: work.now }
    await kept.putModel({ ...made, isInstalled: false })
    await dropStale(work)
    if (lost > 0) {
      await kept.staleAll(work.now)
      work.enqueue('train', null, { key: 'train' })
    }
    work.audit({ object: `model:${version}`, facts: { examples: rows.length, categories: labels.size } })
  })
  return rows.length
}

/** Every night, when an administrator asks, and when words were erased. */
export const trainJob = longJob(triage, 'train', { cron: '40 2 * * *', retryLimit: 1 }, async (spell) => {
  await trainAnew(spell)
})

/** Every hour what was learned online is kept, so that a start replays little. */
export const saveJob = job(triage, 'save', { cron: '15 * * * *', retryLimit: 1 }, async (work) => {
  const kept = lessonStore(work.db)
  const learned = await modelOf(work)
  const saved = await kept.model()
  // What a stale model knows is not written down again under a new name.
  if (!learned.model || !saved || saved.staleSince !== null || learned.learnedTo - Number(saved.learnedTo) < 20) return
  const examples = saved.isInstalled ? saved.examples : await kept.exampleCount()
  const version = versionOf(work.now, examples)
  await kept.putModel({
    version,
    body: Buffer.from(saveModel(learned.model)),
    examples,
    learnedTo: learned.learnedTo,
    madeAt: work.now,
    isInstalled: saved.isInstalled,
  })
  work.audit({ object: `model:${version}`, facts: { examples } })
})
