/** Lists as JSON text put together by the database: one round trip, one named statement, a page by key, never a count. */
import { type RawBuilder, sql } from 'kysely'

/** Rows of a matter as the contract's `MatterRow`; `m` is the matter, `part` says why it is in the list. */
export const rowJson = (part: RawBuilder<unknown>, dueAt = sql`m.due_at`) => sql`json_build_object(
  'id', m.id, 'number', m.number, 'module', m.module, 'process', m.process, 'state', m.state, 'phase', m.phase, 'title', m.title,
  'areaCode', m.area_code, 'address', m.address, 'source', m.source, 'grade', m.grade, 'openedAt', m.opened_at,
  'dueAt', ${dueAt}, 'closedAt', m.closed_at, 'suspendedAt', m.suspended_at, 'holderUnitId', m.holder_unit_id,
  'holderUnitName', m.holder_unit_name, 'holderAccountId', m.holder_account_id, 'holderName', m.holder_name,
  'supervision', m.supervision, 'subjectId', m.subject_id, 'part', ${part})`

/** Key of a row in a list: a time and an id, both in the index. */
export type Key = { readonly at: Date; readonly id: string }
const first: Key = { at: new Date(-8.64e12), id: '00000000-0000-0000-0000-000000000000' }
const last: Key = { at: new Date('9999-12-31T23:59:59Z'), id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/** Reads the opaque `next` of a page; what cannot be read starts from the beginning. */
export const keyAfter = (after: string | undefined, order: 'rising' | 'falling'): Key => {
  const [time = '', id = ''] = (after ?? '').split('~')
  return /^-?\d{1,15}$/.test(time) && /^[0-9a-f-]{36}$/.test(id)
    ? { at: new Date(Number(time)), id }
    : order === 'rising'
      ? first
      : last
}

/**
 * A page as JSON text. `rows` yields `item` (json), `key_at` and `key_id`, at most `limit + 1` of them, in order of the key.
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

/** All codes below an area, as a range that an index serves: `:` follows the digits. */
export const below = (column: string, prefix: string) =>
  sql<boolean>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${`${prefix}:`})`
