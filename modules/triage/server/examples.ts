/** What was learned from, row by row: corrections first of all. A wrong one can be taken out again. */
import { answer } from '@liren/kernel'
import { triage } from '../contract.ts'
import { knownOf } from './known.ts'
import { namedIn } from './read.ts'
import { lessonStore } from './store-lessons.ts'

export const examples = answer(triage, 'examples', async (work, { query }) => {
  const limit = query.limit ?? 30
  const named = namedIn(work, await knownOf(work))
  const rows = await lessonStore(work.db).examplePage(query, query.after ?? null, limit + 1)
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => ({
      id: Number(row.id),
      caseId: row.because === 'history' ? null : row.caseId,
      number: row.number,
      text: row.text,
      category: named(row.categoryCode),
      before: row.beforeCode ? named(row.beforeCode) : null,
      because: row.because,
      byName: row.byName,
      at: row.at.toISOString(),
    })),
    next: rows.length > limit ? String(page.at(-1)?.id ?? '') : null,
  }
})

export const dropExample = answer(triage, 'dropExample', async (work, { params }) => {
  if (!(await lessonStore(work.db).dropExample(params.id))) throw work.refuse('not-found')
  work.audit({ object: `example:${params.id}` })
  return undefined
})
