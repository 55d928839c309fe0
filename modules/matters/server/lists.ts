/** Lists as JSON text put together by the database: one round trip, one named statement, a page by key, never a count. */
import { readTimeAndId, type Scope, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'

/**
 * What the place of matter `m` calls a state it added itself, the nearest place first. Where no place added any, as nearly
 * everywhere, that is found out once for the whole list.
 */
export const stateWord = sql`case when (select exists (select 1 from matters_own_states)) then
  (select json_build_object('zh-CN', o.word, 'en', coalesce(o.word_en, o.word)) from matters_own_states o
    where o.process = m.process and o.state = m.state and starts_with(m.area_code, o.prefix) order by length(o.prefix) desc limit 1) end`

/** Rows of a matter as the contract's `MatterRow`; `m` is the matter, `part` says why it is in the list. */
export const rowJson = (part: RawBuilder<unknown>, dueAt = sql`m.due_at`) => sql`json_build_object(
  'id', m.id, 'number', m.number, 'module', m.module, 'process', m.process, 'state', m.state, 'phase', m.phase,
  'stateWord', ${stateWord}, 'title', m.title,
  'areaCode', m.area_code, 'address', m.address, 'source', m.source, 'orderKind', m.order_kind, 'grade', m.grade, 'openedAt', m.opened_at,
  'dueAt', ${dueAt}, 'closedAt', m.closed_at, 'suspendedAt', m.suspended_at, 'holderUnitId', m.holder_unit_id,
  'holderUnitName', m.holder_unit_name, 'holderAccountId', m.holder_account_id, 'holderName', m.holder_name,
  'supervision', m.supervision, 'subjectId', m.subject_id, 'part', ${part})`

/** Key of a row in a list: a time and an id, both in the index. */
export type Key = { readonly at: Date; readonly id: string }
const first: Key = { at: new Date(-8.64e12), id: '00000000-0000-0000-0000-000000000000' }
const last: Key = { at: new Date('9999-12-31T23:59:59Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/**
 * Where a page begins by the opaque `next` of the one before.
 * @throws invalid-input naming `after` when it is not one of ours
 */
export const keyAfter = (after: string | undefined, order: 'rising' | 'falling'): Key =>
  readTimeAndId(after) ?? (order === 'rising' ? first : last)

const sizes = [2, 21, 31, 51, 101, 201]
/**
 * How many rows to fetch for a page: one more at least, from a few sizes. Written into the text, because a limit the planner
 * does not know makes it take a tenth of the table for granted, and plan anew every time.
 */
export const fetching = (limit: number) => sql.lit(sizes.find((size) => size > limit) ?? 201)

/**
 * A page as JSON text. `rows` yields `item` (json), `key_at` and `key_id`, `fetching(limit)` of them, in order of the key.
 */
export const pageText = (rows: RawBuilder<unknown>, limit: number, order: 'rising' | 'falling') => {
  const direction = sql.raw(order === 'rising' ? 'asc' : 'desc')
  return sql<{
    text: string
  }>`select '{"items":[' || coalesce(string_agg(item::text, ',' order by n) filter (where n <= ${limit}), '')
    || '],"next":' || coalesce('"' || max(case when n = ${limit} and total > ${limit}
      then ((extract(epoch from key_at) * 1000)::bigint)::text || '~' || key_id end) || '"', 'null') || '}' as text
    from (select item, key_at, key_id, row_number() over (order by key_at ${direction}, key_id ${direction}) as n, count(*) over () as total
      from (${rows}) as p) as q`
}

/**
 * Inside an area. Statements are planned once for every area there is: a community is met by its own index; of anything
 * wider there is always enough nearby in the order of the list, and the planner must not be tempted to sort it all.
 */
export const inside = (column: string, prefix: string) =>
  prefix.length >= 12
    ? sql<boolean>`${sql.ref(column)} = ${prefix.slice(0, 12)}`
    : sql<boolean>`left(${sql.ref(column)}, ${sql.lit(prefix.length)}) = ${prefix}`

/**
 * Of a kind, given by the beginning of its code. A type (three characters) has an index in the order of the lists; a letter
 * alone is a good part of everything, found nearby in any list.
 */
export const ofKind = (kind: string) =>
  kind.length < 3
    ? sql<boolean>`left(m.kind_code, ${sql.lit(kind.length)}) = ${kind}`
    : kind.length === 3
      ? sql<boolean>`left(m.kind_code, 3) = ${kind}`
      : sql<boolean>`(left(m.kind_code, 3) = ${kind.slice(0, 3)} and left(m.kind_code, ${sql.lit(kind.length)}) = ${kind})`

/** The reach of a permission; somebody of one community alone goes by that community's index. */
export const reachOf = (scope: Scope) => {
  const [only = ''] = scope.areas
  return !scope.everywhere && scope.units.length === 0 && scope.areas.length === 1 && only.length >= 12
    ? inside('m.area_code', only)
    : within(scope, { area: 'm.area_code', unit: 'm.holder_unit_id' })
}

/** Restricted matters count and show for those only who may read them: a figure never promises what its list withholds. */
export const openTo = (restricted: Scope) =>
  sql<boolean>`(not m.is_restricted or ${within(restricted, { area: 'm.area_code', unit: 'm.holder_unit_id' })})`
