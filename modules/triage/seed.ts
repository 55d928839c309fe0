/** Lays down what the rules are made from: categories and safety words of the preset, the hotline's tree, how people say it, places. */
import { configOf, type Preset, type Seed, type Work } from '@liren/kernel'
import { type MatterHistory, matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import type { triage } from './contract.ts'
import type { Mode } from './policy.ts'
import { forgetKnown, isSameCategory, knownOf } from './server/known.ts'
import { teach, teachPlacing } from './server/learn.ts'
import { sortCase } from './server/sort.ts'
import { type SortingRow, store } from './server/store.ts'
import { lessonStore } from './server/store-lessons.ts'
import { type WordsSource, withLocal } from './sorting/reference.ts'

type Leaf = {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly path: string[]
  readonly grade: string
  readonly keywords: string[]
  readonly manualOnly: boolean
  readonly restricted: boolean
  readonly callFirst: boolean
}
type Type = { readonly nameEn?: string; readonly leaves: readonly Leaf[] }
type Trees = { readonly trees: readonly { readonly nameEn?: string; readonly types: readonly Type[] }[] }
type Places = { readonly places: readonly (readonly [kind: string, name: string, text: string, aliases: string[]])[] }

/** Policies a district begins with: `own` for all, and the categories a person decides on among the three. */
type Policies = {
  readonly by: string
  readonly own: {
    readonly mode: Mode
    readonly threshold: number
    readonly costWrong: number
    readonly costWait: number
  }
  readonly suggest: readonly string[]
}

const grades = ['ordinary', 'pressing', 'urgent', 'critical']

const demoCases = 120

/** What the past of a case says of whose it is: sent to a unit, given back by one, ruled upon, each when it was. */
const placingsOf = (past: MatterHistory) => {
  const handled = past.steps.findLast(({ move, unitId }) => unitId !== null && (move === 'reply' || move === 'signIn'))
  const unitId = handled?.unitId ?? null
  const found: {
    readonly what: 'dispatched' | 'returned' | 'arbitrated'
    readonly unitId: string
    readonly at: Date
  }[] = []
  for (const [n, step] of past.steps.entries()) {
    const at = new Date(step.at)
    if (step.move === 'giveBack') {
      const asker = past.steps.slice(0, n).findLast(({ move }) => move === 'returnAsked')?.unitId
      if (asker) found.push({ what: 'returned', unitId: asker, at })
    } else if (unitId !== null && step.move === 'arbitrated') found.push({ what: 'arbitrated', unitId, at })
  }
  const sent = past.steps.findLast(({ move }) => move === 'dispatch')
  if (unitId !== null && sent) found.unshift({ what: 'dispatched', unitId, at: new Date(sent.at) })
  return { unitId, found, arbitratedAt: found.find(({ what }) => what === 'arbitrated')?.at ?? null }
}

/** What became of it is told, and teaches, as it would have done then. */
const placeAsThen = async (work: Work<typeof triage>, row: SortingRow, categoryCode: string, past: MatterHistory) => {
  const { unitId, found, arbitratedAt } = placingsOf(past)
  const units = new Map(
    (await work.use(organisation).units([...new Set(found.map((one) => one.unitId))])).map((unit) => [unit.id, unit]),
  )
  for (const { what, at, ...one } of found) {
    const unit = units.get(one.unitId)
    if (!unit) continue
    const unitName = unit.shortName || unit.name
    await teachPlacing(work, { categoryCode, areaCode: row.areaCode, unitId: unit.id, unitName, what, at })
  }
  const name = unitId === null ? undefined : units.get(unitId)
  return { unitId, unitName: name ? name.shortName || name.name : null, arbitratedAt }
}

/**
 * How the newest demo cases were sorted, and every one that was arbitrated, and what people made of it: so that no page of a
 * demo stands empty.
 */
const seedDemo = async (work: Work<typeof triage>, preset: Preset) => {
  const known = await knownOf(work)
  const sortings = store(work.db)
  const process = [...work.use(matters).processes().values()].find(({ isReport }) => isReport)
  if (!process) return
  let done = 0
  for (let after: string | undefined; ; ) {
    const page = await work.use(matters).list({ process: process.name, limit: 60, ...(after ? { after } : {}) })
    const ids = page.items.map(({ id }) => id)
    const pasts = new Map((await work.use(matters).histories({ ids })).map((past) => [past.id, past]))
    for (const one of await work.use(matters).openings(ids)) {
      const past = pasts.get(one.id)
      if (!past || (done >= demoCases && !past.steps.some(({ move }) => move === 'arbitrated'))) continue
      const sorted = await sortCase(work, {
        caseId: one.id,
        chosen: null,
        ownership: null,
        hasPlace: one.lon !== null,
        photoIds: [],
        isRestricted: one.isRestricted,
        at: one.openedAt,
      })
      const row = await sortings.find(one.id)
      done += 1
      if (!sorted || !row || one.kindCode === null || one.state === 'intake' || one.state === 'verifying') continue
      const isRight = isSameCategory(known, row.categoryCode, one.kindCode)
      const isRouted = one.phase !== 'intake'
      const placed = isRouted ? await placeAsThen(work, row, one.kindCode, past) : null
      // People sent them all: nothing of a demo's past went by itself, as the steps of its cases say.
      await sortings.change(one.id, {
        finalCategory: one.kindCode,
        isRight,
        settledAt: one.closedAt ?? one.openedAt,
        finalUnitId: isRouted ? (placed?.unitId ?? one.holderUnitId) : null,
        finalUnitName: isRouted ? (placed?.unitName ?? one.holderUnitName) : null,
        arbitratedAt: placed?.arbitratedAt ?? null,
        routedAt: isRouted ? one.openedAt : null,
      })
      if (one.returns > 0) await sortings.bounced(one.id)
      await teach(work, row, one.kindCode, isRight)
    }
    after = page.next ?? undefined
    preset.progress('sorted demo cases', Math.min(done, demoCases), demoCases)
    if (!after) break
  }
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as Work<typeof triage>
  const kept = lessonStore(work.db)
  if (preset.has('cases/categories.json')) {
    const { trees } = await preset.read<Trees>('cases/categories.json')
    await kept.putCategories(
      trees.flatMap(({ types, nameEn: tree }) =>
        types.flatMap(({ leaves, nameEn: type }) =>
          leaves.map(({ code, name, nameEn, path, grade, keywords, manualOnly, restricted, callFirst }) => ({
            code,
            name,
            nameEn,
            path,
            pathEn: tree && type ? [tree, type] : null,
            grade: grades.indexOf(grade) + 1,
            keywords,
            isManualOnly: manualOnly,
            isRestricted: restricted,
            callFirst,
          })),
        ),
      ),
    )
  }
  for (const [part, path] of [
    ['standard', 'cases/categories-hotline.json'],
    ['safety', 'cases/safety.json'],
  ] as const)
    if (preset.has(path)) await kept.putReference(part, await preset.read(path))
  if (preset.has('triage/words.json')) {
    const words = await preset.read<WordsSource>('triage/words.json')
    const local = preset.has('triage/local-words.json')
      ? await preset.read<Partial<WordsSource>>('triage/local-words.json')
      : {}
    await kept.putReference('words', withLocal(words, local))
  }
  if (preset.has('territory/places.json')) {
    const { places } = await preset.read<Places>('territory/places.json')
    await kept.putReference(
      'places',
      places.map(([, name, , aliases]) => ({ name, aliases })),
    )
  }
  if (preset.has('triage/policies.json')) {
    const { by, own, suggest } = await preset.read<Policies>('triage/policies.json')
    const policy = { ...own, changedBy: by, changedAt: work.now }
    await kept.putPolicy({ categoryCode: '*', ...policy })
    for (const categoryCode of suggest) await kept.putPolicy({ categoryCode, ...policy, mode: 'suggest' })
  }
  forgetKnown(work)
  if (preset.has('cases/demo.json') && configOf(work).mode !== 'production') await seedDemo(work, preset)
}
