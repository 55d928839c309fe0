/** Queries about remarks: said, listed, answered, counted, forgotten with whoever said them. */
import { areaPrefix, type Db, readTimeAndId, type Scope, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { RemarkState } from '../routes-remarks.ts'
import type { Head } from './store-tools.ts'

export type RemarkRecord = {
  id: string
  areaCode: string
  about: string | null
  head: Head | null
  board: 'resident' | 'worker' | 'merchant' | 'desk' | 'meeting'
  page: string | null
  text: string
  heldOn: string | null
  spokenBy: string | null
  accountId: string | null
  personId: string | null
  state: RemarkState
  answer: string | null
  version: string | null
  saidAt: Date
  answeredAt: Date | null
  changedAt: Date | null
}
export type NewRemark = Omit<RemarkRecord, 'head' | 'state' | 'answer' | 'version' | 'answeredAt' | 'changedAt'>

const columns =
  sql.raw(`r.id, r.area_code, r.about, t.head, r.board, r.page, r.text, r.held_on::text as held_on, r.spoken_by, r.account_id,
  r.person_id, r.state, r.answer, r.version, r.said_at, r.answered_at, r.changed_at`)
const from = sql.raw('from tool_library_remarks r left join tool_library_tools t on t.id = r.about')
/** Phones make ids up at random, so the time says what is newest. */
const newestFirst = sql.raw('order by r.said_at desc, r.id desc')
const before = (after: string | undefined) => {
  const from = readTimeAndId(after)
  return from ? sql`(r.said_at, r.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
}

const median = (row: { readonly days: number | null } | undefined) =>
  row?.days === null || row?.days === undefined ? null : Math.round(row.days * 10) / 10

export const remarkStore = (db: Db) => {
  const rows = async (rest: RawBuilder<unknown>) =>
    (await sql<RemarkRecord>`select ${columns} ${from} ${rest}`.execute(db)).rows
  return {
    /** False where the id is taken. */
    add: async (row: NewRemark): Promise<boolean> => {
      const { numAffectedRows } =
        await sql`insert into tool_library_remarks (id, area_code, about, board, page, text, held_on, spoken_by, account_id, person_id, said_at)
        values (${row.id}, ${row.areaCode}, ${row.about}, ${row.board}, ${row.page}, ${row.text}, ${row.heldOn}, ${row.spokenBy},
          ${row.accountId}, ${row.personId}, ${row.saidAt}) on conflict (id) do nothing`.execute(db)
      return Number(numAffectedRows ?? 0n) > 0
    },
    one: async (id: string) => (await rows(sql`where r.id = ${id}`))[0] ?? null,
    lock: async (id: string) => (await rows(sql`where r.id = ${id} for update of r`))[0] ?? null,
    of: (accountId: string, after: string | undefined, limit: number) =>
      rows(sql`where r.account_id = ${accountId} and ${before(after)} ${newestFirst} limit ${limit}`),
    page: (
      scope: Scope,
      filter: {
        area?: string | undefined
        about?: string | undefined
        state?: string | undefined
        heldOn?: string | undefined
      },
      after: string | undefined,
      limit: number,
    ) =>
      rows(sql`where ${within(scope, { area: 'r.area_code' })}
        and ${filter.area ? sql`r.area_code like ${`${areaPrefix(filter.area)}%`}` : sql`true`}
        and ${filter.about ? sql`r.about = ${filter.about}` : sql`true`}
        and ${filter.state ? sql`r.state = ${filter.state}` : sql`true`}
        and ${filter.heldOn ? sql`r.held_on = ${filter.heldOn}::date` : sql`true`}
        and ${before(after)} ${newestFirst} limit ${limit}`),
    answer: async (row: {
      id: string
      state: RemarkState
      answer: string
      version: string | null
      at: Date
      by: string | null
    }): Promise<void> => {
      await sql`update tool_library_remarks set state = ${row.state}, answer = ${row.answer}, version = ${row.version},
        answered_at = coalesce(answered_at, ${row.at}), answered_by = ${row.by},
        changed_at = ${row.state === 'done' ? sql`${row.at}::timestamptz` : sql`null`} where id = ${row.id}`.execute(db)
    },
    figures: async (area: string, since: Date) => {
      const day = sql.raw('86400')
      const { rows: found } = await sql<{
        said: number
        answered: number
        changed: number
      }>`select count(*)::int as said,
          (count(*) filter (where answered_at is not null))::int as answered, (count(*) filter (where changed_at is not null))::int as changed
        from tool_library_remarks where area_code like ${`${areaPrefix(area)}%`} and said_at >= ${since}`.execute(db)
      const half = async (until: RawBuilder<unknown>) =>
        (
          await sql<{
            days: number | null
          }>`select percentile_cont(0.5) within group (order by extract(epoch from ${until} - said_at)::float8 / ${day}) as days
            from tool_library_remarks where area_code like ${`${areaPrefix(area)}%`} and said_at >= ${since} and ${until} is not null`.execute(
            db,
          )
        ).rows[0]
      return {
        ...(found[0] ?? { said: 0, answered: 0, changed: 0 }),
        daysToAnswer: median(await half(sql.raw('answered_at'))),
        daysToChange: median(await half(sql.raw('changed_at'))),
      }
    },
    ofPerson: (personId: string) => rows(sql`where r.person_id = ${personId} ${newestFirst} limit 2000`),
    forget: async (personId: string): Promise<number> => {
      const { numAffectedRows } =
        await sql`update tool_library_remarks set text = '—', account_id = null, person_id = null, page = null where person_id = ${personId}`.execute(
          db,
        )
      return Number(numAffectedRows ?? 0n)
    },
  }
}
