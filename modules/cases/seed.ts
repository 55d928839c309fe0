/** Lays down categories, sources and safety words of the preset, and its written demo cases. */
import type { Preset, Work } from '@liren/kernel'
import { type gradeNames, gradeNumber } from './category.ts'
import type { SafetyRule } from './safety.ts'
import { forgetReference } from './server/reference.ts'
import { store } from './server/store.ts'
import type { Source } from './source.ts'

type Leaf = {
  code: string
  name: string
  nameEn: string
  path: string[]
  filingStandard: string
  closingStandard: string
  grade: (typeof gradeNames)[number]
  limits: Record<string, unknown>
  keywords: string[]
  points: number
  manualOnly: boolean
  restricted: boolean
  callFirst: boolean
  isMapped: boolean
}
type CategoryFile = { version: string; trees: { types: { leaves: Leaf[] }[] }[] }

export const seedReference = async (work: Work, preset: Preset) => {
  const queries = store(work.db)
  if (preset.has('cases/categories.json')) {
    const file = await preset.read<CategoryFile>('cases/categories.json')
    const leaves = file.trees.flatMap((tree) => tree.types.flatMap((type) => type.leaves))
    await queries.putCategories(
      leaves.map(
        ({ nameEn, filingStandard, closingStandard, grade, manualOnly, restricted, callFirst, isMapped, ...leaf }) => ({
          ...leaf,
          name_en: nameEn,
          filing_standard: filingStandard,
          closing_standard: closingStandard,
          grade: gradeNumber(grade),
          is_manual_only: manualOnly,
          is_restricted: restricted,
          call_first: callFirst,
          is_mapped: isMapped,
          version: file.version,
        }),
      ),
    )
  }
  if (preset.has('cases/sources.json')) await queries.putSources(await preset.read<Source[]>('cases/sources.json'))
  if (preset.has('cases/safety.json'))
    await queries.putSafetyRules(await preset.read<SafetyRule[]>('cases/safety.json'))
  forgetReference(work)
}

export const seed = async (work: Work, preset: Preset): Promise<void> => {
  await seedReference(work, preset)
}
