/** Opens a case that came another way than the report page: judged by its words and its category, kept, and told. */
import type { Work } from '@liren/kernel'
import type { Opened, OpenInput } from '@liren/matters/contract'
import { sql } from 'kysely'
import { caseProcess } from '../case.ts'
import { type GradeNumber, titleOf } from '../category.ts'
import type { cases } from '../contract.ts'
import { safetyIn } from '../safety.ts'
import type { Source } from '../source.ts'
import { limitsIn } from './limits.ts'
import { moderate } from './moderate.ts'
import { commandCentre } from './moves.ts'
import { categoryIn, reference } from './reference.ts'
import { insertCase, type NewCase } from './store.ts'

type CasesWork = Work<typeof cases>
type Words = {
  readonly id: string
  readonly text: string
  readonly source: Source
  readonly categoryCode: string | null
  readonly areaCode: string
  readonly cellCode: string | null
  readonly place: { readonly lon: number; readonly lat: number } | null
  readonly address: string | null
  readonly leastGrade?: number
  /** Of what few may know nothing is told to all, whatever this part of it says. */
  readonly isRestricted?: boolean
  readonly isPublic?: boolean
}
export type Begun = Awaited<ReturnType<typeof begin>>

/** What the words and the category make of it: grade, who may know, title. `start` says where it begins, by its category. */
export const begin = async (work: CasesWork, one: Words) => {
  const known = await reference(work)
  const category = categoryIn(known, one.categoryCode, one.cellCode ?? one.areaCode) ?? null
  const safety = safetyIn(one.text, known)
  const isRestricted =
    (one.isRestricted ?? false) || (category?.isRestricted ?? false) || safety.some(({ rule }) => rule.isRestricted)
  const isPublic = (one.isPublic ?? true) && !isRestricted
  const grade = (safety.length > 0 ? 4 : Math.max(category?.grade ?? 1, one.leastGrade ?? 1)) as GradeNumber
  const title = titleOf(one.text, category)
  const isFit = !isPublic || (await moderate(work, title)).length === 0
  const { id, text, source, areaCode, cellCode, place, address } = one
  const holder = await commandCentre(work, areaCode)
  const limits = category ? await limitsIn(work, category, areaCode) : null
  const input = (state: string, reporter: OpenInput['reporter']): OpenInput => ({
    id,
    process: caseProcess.name,
    subjectId: id,
    title,
    summary: text,
    areaCode,
    cellCode,
    place,
    address,
    source: source.code,
    letter: source.letter,
    grade,
    kindCode: category?.code ?? null,
    isPublic,
    // Words are everybody's to read once somebody of the office has read them.
    publicTitle: state === 'intake' || !isFit ? '' : null,
    isRestricted,
    state,
    holder,
    ...(limits ? { limits } : {}),
    reporter: reporter ?? null,
  })
  return { ...one, category, safety, isRestricted, isPublic, isFit, grade, title, input }
}

/** Writes the case's own rows beside the matter that was opened, and tells it. */
export const keepBegun = async (
  work: CasesWork,
  begun: Begun,
  {
    opened,
    state,
    photoIds,
    partOfId = null,
    ...row
  }: Pick<
    NewCase,
    'ownership' | 'isAnonymous' | 'lookedAt' | 'seenAt' | 'externalRef' | 'accountId' | 'contact' | 'sentBy'
  > & {
    readonly opened: Pick<Opened, 'number' | 'topics'>
    /** Where it began: whatever moved since is in hand already. */
    readonly state: string
    /** Photos of the report itself; `photoIds` are all that came with it. */
    readonly photos: readonly string[]
    readonly photoIds: readonly string[]
    /** The case it was split off from. */
    readonly partOfId?: string | null
  },
) => {
  const { id, text, source, category, isPublic, isRestricted, safety, areaCode, cellCode } = begun
  const fresh = insertCase({
    id,
    text,
    source: source.code,
    categoryCode: category?.code ?? null,
    isPublic,
    isRestricted,
    safetyWords: safety.map(({ word }) => word),
    createdAt: work.now,
    ...row,
  })
  await sql`with ${fresh} select 1`.execute(work.db)
  work.emit(
    'reported',
    {
      caseId: id,
      number: opened.number,
      title: begun.title,
      areaCode,
      cellCode,
      categoryCode: category?.code ?? null,
      grade: begun.grade,
      source: source.code,
      state,
      safety: safety.map(({ rule }) => rule.code),
      ownership: row.ownership,
      hasPlace: begun.place !== null,
      photoIds: [...photoIds],
      isRestricted,
      partOfId,
    },
    opened.topics,
  )
}
