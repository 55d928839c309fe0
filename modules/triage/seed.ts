/** Lays down what the rules are made from: categories and safety words of the preset, the hotline's tree, how people say it, places. */
import type { Seed } from '@liren/kernel'
import { forgetKnown } from './server/known.ts'
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
type Trees = { readonly trees: readonly { readonly types: readonly { readonly leaves: readonly Leaf[] }[] }[] }
type Places = { readonly places: readonly (readonly [kind: string, name: string, text: string, aliases: string[]])[] }

const grades = ['ordinary', 'pressing', 'urgent', 'critical']

export const seed: Seed = async (work, preset) => {
  const kept = lessonStore(work.db)
  if (preset.has('cases/categories.json')) {
    const { trees } = await preset.read<Trees>('cases/categories.json')
    await kept.putCategories(
      trees.flatMap(({ types }) =>
        types.flatMap(({ leaves }) =>
          leaves.map(({ code, name, nameEn, path, grade, keywords, manualOnly, restricted, callFirst }) => ({
            code,
            name,
            nameEn,
            path,
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
}
