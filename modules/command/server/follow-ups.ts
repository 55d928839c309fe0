/** 回访 due: what was closed lately and nobody has asked about yet, of those who can be reached; the longest closed first. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { sql } from 'kysely'
import { command } from '../contract.ts'
import { publicSources } from '../indicator.ts'
import { reachFor } from './reach.ts'
import { pageOfCases, reachable } from './store-cases.ts'

const dayMs = 86_400_000
/** Whoever was not asked within so many times the days given for it is asked no more: they have forgotten. */
const givenUpAfter = 5

export const followUpsDue = answer(command, 'followUpsDue', async (work, { query }) => {
  const { now } = work
  const days = await work.setting<number>('followUpWithinDays')
  const share = await work.setting<number>('followUpShare')
  const since = new Date(now.getTime() - days * givenUpAfter * dayMs)
  // One in so many, the same ones for everybody who looks: by a print of the case alone.
  const isChosen = sql<boolean>`('x' || left(md5(c.id::text), 4))::bit(16)::int < ${Math.round((share / 100) * 65_536)}`
  const where = sql<boolean>`c.is_counted and not c.is_restricted and c.closed_at >= ${since}::timestamptz and c.satisfaction is null
    and c.is_told_apart and c.source = any(${[...publicSources]}::text[]) and ${isChosen} and ${reachable(reachFor(work, query.area))}`
  const page = await pageOfCases(work.db, where, sql`c.closed_at`, true, query.after, query.limit ?? 30)
  const rows = new Map((await work.use(matters).rows(page.items.map(({ id }) => id))).map((row) => [row.id, row]))
  return {
    next: page.next,
    items: page.items.flatMap(({ id, categoryCode }) => {
      const row = rows.get(id)
      if (!row?.closedAt) return []
      return [{ ...row, categoryCode, askBy: new Date(Date.parse(row.closedAt) + days * dayMs).toISOString() }]
    }),
  }
})
