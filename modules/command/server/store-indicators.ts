/** Indicators as SQL: the same definitions the heart reads over rows, counted where the rows lie. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import { partsOf } from '../estimate.ts'
import { weightsOf } from '../formula.ts'
import {
  type Anchor,
  endOf,
  type Figure,
  type Indicator,
  type IndicatorName,
  indicatorOf,
  type Test,
  type Window,
} from '../indicator.ts'
import { type Formula, type Rates, usualFormula } from '../settings.ts'
import { column, type Reach, reachable } from './store-cases.ts'

const all = (conditions: readonly RawBuilder<boolean>[]) =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`

/** The same person, known by account or telephone, about the same kind not long before. */
const cameAgain = (by: 'reporter_id' | 'caller_print', { repeatDays }: Formula) =>
  sql<boolean>`exists (select 1 from command_cases o where o.${sql.ref(by)} = c.${sql.ref(by)} and o.category_code = c.category_code
    and o.is_counted and o.opened_at < c.opened_at and o.opened_at >= c.opened_at - ${sql.lit(`${repeatDays} days`)}::interval)`

/** A condition of the heart as SQL. */
const asSql = (test: Test, communityUnits: readonly string[], formula: Formula): RawBuilder<boolean> => {
  if ('by' in test) return sql<boolean>`${column(test.by[0])} <= ${column(test.by[1])}`
  if ('late' in test) return sql<boolean>`${column(test.late[0])} > ${column(test.late[1])}`
  if ('has' in test) return sql<boolean>`${column(test.has)} is not null`
  if ('lacks' in test) return sql<boolean>`${column(test.lacks)} is null`
  if ('over' in test) return sql<boolean>`${column(test.over[0])} > ${sql.lit(test.over[1])}`
  if ('under' in test) return sql<boolean>`${column(test.under[0])} < ${sql.lit(test.under[1])}`
  if ('is' in test) return sql<boolean>`${column(test.is)}`
  if ('isNot' in test) return sql<boolean>`not ${column(test.isNot)}`
  if ('among' in test) return sql<boolean>`coalesce(${column(test.among[0])}, '') = any(${[...test.among[1]]}::text[])`
  if ('notAmong' in test)
    return sql<boolean>`coalesce(${column(test.notAmong[0])}, '') <> all(${[...test.notAmong[1]]}::text[])`
  if ('sameDay' in test) return sql<boolean>`c.closed_on = c.opened_on`
  if ('again' in test)
    return sql<boolean>`(${cameAgain('reporter_id', formula)} or ${cameAgain('caller_print', formula)})`
  return sql<boolean>`c.lead_unit_id = any(${[...communityUnits]}::uuid[])`
}

export const ofSql = (indicator: Indicator, communityUnits: readonly string[], formula: Formula) =>
  all(indicator.of.map((test) => asSql(test, communityUnits, formula)))
export const countedSql = (indicator: Indicator, communityUnits: readonly string[], formula: Formula) =>
  all(indicator.counted.map((test) => asSql(test, communityUnits, formula)))

/** Rows whose anchor lies in the window. */
export const inWindow = (anchor: Anchor, window: Window) =>
  sql<boolean>`${column(anchor)} >= ${new Date(window.from)}::timestamptz and ${column(anchor)} < ${new Date(endOf(anchor, window))}::timestamptz`

const weights = (formula: Formula) =>
  sql.raw(
    `(array[${weightsOf(formula)
      .map((one) => `${Number(one)}::float8`)
      .join(', ')}])[c.satisfaction]`,
  )

/** A number somebody set, as PostgreSQL reads numbers. */
const factor = (value: number) => sql.raw(`${Number(value)}::float8`)

const valueSql = (indicator: Indicator, of: RawBuilder<boolean>, rates: Rates | null, formula: Formula) => {
  const { kind, measure, estimate } = indicator
  if (kind === 'estimate' && estimate && rates) {
    const parts = partsOf(estimate, rates)
    return sql`coalesce(sum(c.desk_acts * ${factor(parts.deskActs)} + c.field_acts * ${factor(parts.fieldActs)}
      + c.messages * ${factor(parts.messages)} + ${factor(parts.each)}) filter (where ${of}), 0)::float8`
  }
  if (kind === 'weighted') return sql`coalesce(sum(${weights(formula)}) filter (where ${of}), 0)`
  if (kind === 'mean' && typeof measure === 'string')
    return sql`coalesce(sum(${column(measure)}) filter (where ${of}), 0)::float8`
  if (kind === 'medianHours' && typeof measure === 'object')
    return sql`percentile_cont(0.5) within group (order by extract(epoch from ${column(measure[1])} - ${column(measure[0])}) / 3600)
      filter (where ${of})`
  if (kind === 'meanHours' && typeof measure === 'object')
    return sql`coalesce(sum(extract(epoch from ${column(measure[1])} - ${column(measure[0])}) / 3600) filter (where ${of}), 0)::float8`
  return sql`null::float8`
}

/** By which the figures are parted: nothing, the areas below (by so many digits of their code), the unit that leads, or the category. */
export type Parted = { readonly digits: number } | 'unit' | 'category' | null

const keyOf = (parted: Parted) =>
  parted === null
    ? sql<string>`''`
    : parted === 'unit'
      ? sql<string>`coalesce(c.lead_unit_id::text, '')`
      : parted === 'category'
        ? sql<string>`coalesce(c.category_code, '')`
        : sql<string>`rpad(left(c.area_code, ${sql.lit(parted.digits)}), 12, '0')`

export type Asked = {
  readonly reach: Reach
  readonly window: Window
  readonly communityUnits: readonly string[]
  /** Needed where an estimate is asked for. */
  readonly rates?: Rates
  /** The parameters of the district; the usual ones where none are given. */
  readonly formula?: Formula
  readonly parted: Parted
  /** Without the cases that an appeal has excused from a month's score. */
  readonly scoredMonth?: string
}

const figureFrom = (indicator: Indicator, [n, d, v]: readonly [number, number, number | null]): Figure => {
  const denominator = Number(d)
  if (indicator.kind === 'count') return { numerator: denominator, denominator, value: denominator }
  if (indicator.kind === 'medianHours')
    return { numerator: denominator, denominator, value: v === null ? null : Number(v) }
  const numerator = indicator.kind === 'share' ? Number(n) : Number(v ?? 0)
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator }
}

export type Figures = ReadonlyMap<string, Partial<Record<IndicatorName, Figure>>>

export const indicatorStore = (db: Db) => ({
  /** Figures by key of the parting; one query for all indicators that hang on the same time. */
  figures: async (names: readonly IndicatorName[], asked: Asked): Promise<Figures> => {
    const formula = asked.formula ?? usualFormula
    const byAnchor = Map.groupBy(names, (name) => indicatorOf(name).anchor)
    const found = new Map<string, Partial<Record<IndicatorName, Figure>>>()
    await Promise.all(
      [...byAnchor].map(async ([anchor, some]) => {
        const columns = some.flatMap((name, index) => {
          const indicator = indicatorOf(name)
          const of = ofSql(indicator, asked.communityUnits, formula)
          const counted = countedSql(indicator, asked.communityUnits, formula)
          return [
            sql`(count(*) filter (where ${of} and ${counted}))::int as ${sql.ref(`n${index}`)}`,
            sql`(count(*) filter (where ${of}))::int as ${sql.ref(`d${index}`)}`,
            sql`${valueSql(indicator, of, asked.rates ?? null, formula)} as ${sql.ref(`v${index}`)}`,
          ]
        })
        const excused = asked.scoredMonth
          ? sql<boolean>`not exists (select 1 from command_excused e where e.case_id = c.id and e.month = ${asked.scoredMonth})`
          : sql<boolean>`true`
        const { rows } = await sql<
          Record<string, string | number | null>
        >`select ${keyOf(asked.parted)} as key, ${sql.join(columns)}
          from command_cases c where is_counted and ${inWindow(anchor, asked.window)} and ${reachable(asked.reach)} and ${excused}
          group by 1`.execute(db)
        for (const row of rows) {
          const key = String(row.key)
          const figures = found.get(key) ?? {}
          for (const [index, name] of some.entries())
            figures[name] = figureFrom(indicatorOf(name), [
              Number(row[`n${index}`]),
              Number(row[`d${index}`]),
              row[`v${index}`] === null ? null : Number(row[`v${index}`]),
            ])
          found.set(key, figures)
        }
      }),
    )
    return found
  },
})
