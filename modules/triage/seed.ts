/** Lays down what the rules are made from: categories and safety words of the preset, the hotline's tree, how people say it, places. */
import { configOf, type Preset, type Seed, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import type { triage } from './contract.ts'
import { forgetKnown, isSameCategory, knownOf } from './server/known.ts'
import { teach } from './server/learn.ts'
import { sortCase } from './server/sort.ts'
import { store } from './server/store.ts'
import { lessonStore } from './server/store-lessons.ts'

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

const grades = ['ordinary', 'pressing', 'urgent', 'critical']

const demoCases = 120

/** How the newest demo cases were sorted, and what people made of it: so that no page of a demo stands empty. */
const seedDemo = async (work: Work<typeof triage>, preset: Preset) => {
  const known = await knownOf(work)
  const sortings = store(work.db)
  const process = [...work.use(matters).processes().values()].find(({ isReport }) => isReport)
  if (!process) return
  let done = 0
  for (let after: string | undefined; done < demoCases; ) {
    const page = await work.use(matters).list({ process: process.name, limit: 60, ...(after ? { after } : {}) })
    for (const one of await work.use(matters).openings(page.items.map(({ id }) => id))) {
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
      const isSure = row.hurdles.every((hurdle) => hurdle === 'notForwarding' || hurdle === 'unsure')
      await sortings.change(one.id, {
        finalCategory: one.kindCode,
        isRight,
        settledAt: one.closedAt ?? one.openedAt,
        finalUnitId: isRouted ? one.holderUnitId : null,
        finalUnitName: isRouted ? one.holderUnitName : null,
        routedAt: isRouted ? one.openedAt : null,
        forwardedAt: isRouted && isSure && row.probability >= 0.5 ? one.openedAt : null,
      })
      // Sent by itself and then taken up under another category: told as it is.
      if (!isRight) await sortings.wrong(one.id, 'recategorised', one.openedAt)
      if (one.returns > 0) {
        await sortings.bounced(one.id)
        await sortings.wrong(one.id, 'returned', one.openedAt)
      }
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
    ['words', 'triage/words.json'],
    ['safety', 'cases/safety.json'],
  ] as const)
    if (preset.has(path)) await kept.putReference(part, await preset.read(path))
  if (preset.has('territory/places.json')) {
    const { places } = await preset.read<Places>('territory/places.json')
    await kept.putReference(
      'places',
      places.map(([, name, , aliases]) => ({ name, aliases })),
    )
  }
  forgetKnown(work)
  if (preset.has('cases/demo.json') && configOf(work).mode !== 'production') await seedDemo(work, preset)
}
