/** Honest figures: how many went without a hand, and how many of those were right, always together; and what came back. */
import { monthOf } from '@liren/contract/day'
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { triage } from '../contract.ts'
import { knownOf } from './known.ts'
import { namedIn } from './read.ts'
import { store, type Tally } from './store.ts'

const none = { sorted: 0, routed: 0, forwarded: 0, wrong: 0, judged: 0, right: 0, bounced: 0, arbitrated: 0 }
const figure = ({ key: _, name: __, ...counted }: Tally) => counted

export const quality = answer(triage, 'quality', async (work, { query }) => {
  const month = query.month ?? monthOf(work.now)
  const by = query.by ?? 'category'
  const sortings = store(work.db)
  const scope = work.scope('triage.judge')
  const named = namedIn(work, await knownOf(work))
  const [whole] = await sortings.tally(scope, month, 'all')
  const rows = await sortings.tally(scope, month, by)
  return {
    month,
    whole: whole ? figure(whole) : none,
    items: rows.map((row) => ({
      key: row.key ?? '',
      name: by === 'unit' ? (row.name ?? '—') : row.key ? named(row.key).name : '—',
      ...figure(row),
    })),
    months: [...(await sortings.months(scope))],
  }
})

export const wrongOnes = answer(triage, 'wrongOnes', async (work, { query }) => {
  const limit = query.limit ?? 30
  const named = namedIn(work, await knownOf(work))
  const asked = {
    scope: work.scope('triage.judge'),
    month: query.month ?? monthOf(work.now),
    what: query.what ?? 'wrong',
    category: query.category ?? null,
    unit: query.unit ?? null,
  } as const
  const rows = await store(work.db).behind(asked, query.after ?? null, limit + 1)
  const page = rows.slice(0, limit)
  // Whoever may not open a case counts it, and reads nothing of it.
  const seen = new Map(
    page.length === 0
      ? []
      : (await work.use(matters).list({ ids: page.map(({ caseId }) => caseId), limit: page.length })).items.map(
          (one) => [one.id, one] as const,
        ),
  )
  return {
    items: page.flatMap((row) => {
      const matter = seen.get(row.caseId)
      return matter
        ? [
            {
              id: row.caseId,
              number: row.number,
              title: matter.title,
              category: row.categoryCode ? named(row.categoryCode) : null,
              final: row.finalCategory ? named(row.finalCategory) : null,
              unitName: row.unitName,
              finalUnitName: row.finalUnitName,
              because: row.wrongBecause,
              bounces: row.bounces,
              at: (row.wrongAt ?? row.routedAt ?? row.sortedAt).toISOString(),
            },
          ]
        : []
    }),
    next: rows.length > limit ? (page.at(-1)?.caseId ?? null) : null,
  }
})

export const bounces = answer(triage, 'bounces', async (work) => ({ items: await store(work.db).bounces() }))
