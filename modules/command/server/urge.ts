/** 催办 at once: everything late of a unit or in a stage is reminded of, as if each had been pressed. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { sql } from 'kysely'
import { command } from '../contract.ts'
import { mustMeet, reachFor } from './reach.ts'
import { pageOfCases, reachable } from './store-cases.ts'

/** So many at once; whoever has more that is late is told so and may press again. */
const most = 50

export const urgeLate = answer(command, 'urgeLate', async (work, { body }) => {
  mustMeet(work, body.area)
  if (!body.unitId && !body.state) throw work.refuse('nothing-named', {}, 'unitId')
  const { now } = work
  const where = sql<boolean>`c.is_counted and c.closed_at is null and c.due_at <= ${now}::timestamptz
    and ${body.unitId ? sql<boolean>`c.holder_unit_id = ${body.unitId}::uuid` : sql<boolean>`true`}
    and ${body.state ? sql<boolean>`c.state = ${body.state}` : sql<boolean>`true`} and ${reachable(reachFor(work, body.area))}`
  const page = await pageOfCases(work.db, where, sql`c.due_at`, true, undefined, most)
  const rows = await work.use(matters).rows(page.items.map(({ id }) => id))
  const mine = rows.filter(({ areaCode, holderUnitId }) =>
    work.may('matter.remind', { area: areaCode, unit: holderUnitId }),
  )
  if (rows.length > 0 && mine.length === 0) work.must('matter.remind', { area: rows[0]?.areaCode ?? '' })
  for (const { id } of mine) await work.use(matters).supervise(id, { level: 'reminder', text: body.text })
  work.audit({ facts: { unit: body.unitId ?? null, state: body.state ?? null, reminded: mine.length } })
  return { reminded: mine.length, hasMore: page.next !== null }
})
