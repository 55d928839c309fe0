/** The list behind every figure of the board and every indicator: real cases, within the reader's reach, page by page. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type RawBuilder, sql } from 'kysely'
import { command } from '../contract.ts'
import { type IndicatorName, indicatorNames, indicatorOf } from '../indicator.ts'
import { soonOf } from './board.ts'
import type { CommandWork } from './count.ts'
import { reachFor } from './reach.ts'
import { alertStore } from './store-alerts.ts'
import { column, pageOfCases, reachable } from './store-cases.ts'
import { countedSql, inWindow, ofSql } from './store-indicators.ts'
import { communityUnitsOf, formulaOf, windowOf } from './window.ts'

type Asked = {
  readonly state?: string
  readonly unit?: string
  readonly lead?: string
  readonly grade?: number
  readonly source?: string
  readonly category?: string
  readonly due?: 'overdue' | 'soon' | 'suspended'
  readonly age?: 'hour' | 'day' | 'older'
  readonly isOpen?: boolean
  readonly indicator?: string
  readonly part?: 'due' | 'counted' | 'missed'
  readonly from?: string
  readonly until?: string
  readonly alert?: string
}

const plain = async (work: CommandWork, asked: Asked): Promise<RawBuilder<boolean>[]> => {
  const { now } = work
  const is = (condition: unknown, text: RawBuilder<boolean>) => (condition === undefined ? [] : [text])
  const ages = {
    hour: sql<boolean>`c.moved_at > ${now}::timestamptz - interval '1 hour'`,
    day: sql<boolean>`c.moved_at <= ${now}::timestamptz - interval '1 hour' and c.moved_at > ${now}::timestamptz - interval '1 day'`,
    older: sql<boolean>`c.moved_at <= ${now}::timestamptz - interval '1 day'`,
  }
  const dues = {
    overdue: sql<boolean>`c.closed_at is null and c.due_at <= ${now}::timestamptz`,
    soon: sql<boolean>`c.closed_at is null and c.due_at > ${now}::timestamptz and c.due_at <= ${asked.due === 'soon' ? await soonOf(work) : now}::timestamptz`,
    suspended: sql<boolean>`c.closed_at is null and c.suspended_at is not null`,
  }
  return [
    ...is(asked.state, sql<boolean>`c.state = ${asked.state}`),
    ...is(asked.unit, sql<boolean>`c.holder_unit_id = ${asked.unit}::uuid`),
    ...is(asked.lead, sql<boolean>`c.lead_unit_id = ${asked.lead}::uuid`),
    ...is(asked.grade, sql<boolean>`c.grade = ${asked.grade}`),
    ...is(asked.source, sql<boolean>`c.source = ${asked.source}`),
    ...is(asked.category, sql<boolean>`c.category_code = ${asked.category}`),
    ...(asked.due ? [dues[asked.due]] : []),
    ...(asked.age ? [ages[asked.age]] : []),
    ...is(asked.isOpen, asked.isOpen ? sql<boolean>`c.closed_at is null` : sql<boolean>`c.closed_at is not null`),
  ]
}

const isIndicator = (name: string): name is IndicatorName => (indicatorNames as readonly string[]).includes(name)

export const list = answer(command, 'list', async (work, { query }) => {
  const { area, after, limit = 30, ...asked } = query
  const permission = asked.indicator || asked.lead ? 'indicator.read' : 'board.read'
  const reach = reachFor(work, area, permission)
  const alert = asked.alert === undefined ? null : await alertStore(work.db).look(asked.alert, reach)
  if (asked.alert !== undefined && !alert) throw work.refuse('not-found', {}, 'alert')
  const where = [
    sql<boolean>`c.is_counted`,
    reachable(reach),
    ...(alert ? [sql<boolean>`c.id = any(${[...alert.caseIds]}::uuid[])`] : []),
    ...(await plain(work, asked)),
  ]
  let at = asked.isOpen || asked.due || asked.age ? sql`c.due_at` : sql`c.opened_at`
  let isRising = Boolean(asked.isOpen || asked.due || asked.age)
  if (asked.isOpen && !asked.due) at = sql`coalesce(c.due_at, '9999-12-31T00:00:00Z'::timestamptz)`
  if (asked.due === 'suspended') at = sql`c.suspended_at`
  if (asked.indicator !== undefined) {
    if (!isIndicator(asked.indicator)) throw work.refuse('no-such-indicator', {}, 'indicator')
    const indicator = indicatorOf(asked.indicator)
    const communityUnits = await communityUnitsOf(work)
    const formula = await formulaOf(work)
    const counted = countedSql(indicator, communityUnits, formula)
    where.push(
      inWindow(indicator.anchor, windowOf(work, asked.from, asked.until)),
      ofSql(indicator, communityUnits, formula),
    )
    if (asked.part === 'counted') where.push(counted)
    // Null is not true: what was never done is missed too.
    if (asked.part === 'missed') where.push(sql<boolean>`(${counted}) is not true`)
    at = column(indicator.anchor)
    isRising = false
  } else if (asked.from !== undefined || asked.until !== undefined)
    where.push(inWindow('openedAt', windowOf(work, asked.from, asked.until)))
  const page = await pageOfCases(work.db, sql<boolean>`${sql.join(where, sql` and `)}`, at, isRising, after, limit)
  const rows = new Map((await work.use(matters).rows(page.items.map(({ id }) => id))).map((row) => [row.id, row]))
  return {
    next: page.next,
    items: page.items.flatMap(({ id, categoryCode }) => {
      const row = rows.get(id)
      return row ? [{ ...row, categoryCode }] : []
    }),
  }
})
