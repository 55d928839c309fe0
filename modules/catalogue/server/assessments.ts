/** 影响评估 Assessments as they were made; what is asked of a processing is not changed afterwards, only assessed anew. */
import { answer, defaultLimit, pageOf, readCursor } from '@liren/kernel'
import { catalogue } from '../contract.ts'
import { type Deed, dayOf, dictionaryOf } from './deed.ts'
import { type AssessmentRow, breachStore } from './store-breaches.ts'

const shownBy = async (work: Deed) => {
  const dictionary = await dictionaryOf(work)
  const language = work.locale === 'en' ? 'en' : 'zh'
  return ({ madeBy: _, ...row }: AssessmentRow) => ({
    ...row,
    names: row.keys.map((key) => dictionary.get(key)?.name[language] ?? key),
    madeAt: row.madeAt.toISOString(),
    isDue: row.reviewOn <= dayOf(work.now),
  })
}

export const listAssessments = answer(catalogue, 'listAssessments', async (work, { query }) => {
  const { after, limit = defaultLimit } = query
  const cursor = readCursor(after)?.[0] ?? null
  const rows = await breachStore(work.db).assessments(work.scope('breach.handle'), cursor, limit + 1)
  return pageOf(rows.map(await shownBy(work)), limit, ({ id }) => [id])
})

export const makeAssessment = answer(catalogue, 'makeAssessment', async (work, { params, body }) => {
  work.must('breach.handle', { area: body.areaCode })
  const dictionary = await dictionaryOf(work)
  const unknown = body.keys.find((key) => !dictionary.has(key))
  if (unknown !== undefined) throw work.refuse('unknown-key', { key: unknown }, 'keys')
  const store = breachStore(work.db)
  const row = {
    ...{ ...body, id: params.id, grounds: [...body.grounds], keys: [...body.keys] },
    ...{ madeBy: work.actor.id, madeName: work.actor.name, madeAt: work.now },
  }
  await store.keepAssessment(row)
  const kept = await store.assessment(params.id)
  if (!kept || kept.madeBy !== work.actor.id) throw work.refuse('not-yours')
  work.audit({ object: `assessment:${kept.id}`, area: kept.areaCode, facts: { verdict: kept.verdict } })
  return (await shownBy(work))(kept)
})
