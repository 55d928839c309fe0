/** Queries about what was done with tools: one row for each record, its answers in one column. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import { aroundOf, inReach, nearestFirst } from './levels.ts'

export type RecordRow = {
  id: string
  toolId: string
  version: string
  processId: string
  areaCode: string
  matterId: string
  title: string
  answers: Readonly<Record<string, unknown>>
  sealed: string | null
  accountId: string | null
  personId: string | null
  state: string
  phase: string
  openedAt: Date
  movedAt: Date
  closedAt: Date | null
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
const columns = sql`id, tool_id, version, process_id, area_code, matter_id, title, answers, sealed, account_id, person_id, state, phase, opened_at, moved_at, closed_at`

const heldColumns = sql`r.id, r.tool_id, r.version, r.process_id, r.area_code, r.matter_id, r.title, r.answers, r.sealed, r.account_id, r.person_id, r.state, r.phase,
  r.opened_at, r.moved_at, r.closed_at`

/** How many are gone, and which of them held photos. */
export type Deleted = { readonly count: number; readonly withPhotos: readonly string[] }

const deleted = async (db: Db, which: RawBuilder<unknown>): Promise<Deleted> => {
  const { rows } = await sql<{ count: number; withPhotos: string[] }>`
    with gone as (delete from tool_library_records where ${which} returning id, has_photos)
    select count(*)::int as count, coalesce(array_agg(id) filter (where has_photos), '{}') as with_photos from gone`.execute(
    db,
  )
  return rows[0] ?? { count: 0, withPhotos: [] }
}

export const recordStore = (db: Db) => ({
  keep: async (row: RecordRow): Promise<void> => {
    await sql`insert into tool_library_records (${columns}) values (${row.id}, ${row.toolId}, ${row.version}, ${row.processId}, ${row.areaCode}, ${row.matterId},
      ${row.title}, ${json(row.answers)}, ${row.sealed}, ${row.accountId}, ${row.personId}, ${row.state}, ${row.phase}, ${row.openedAt}, ${row.movedAt}, ${row.closedAt})`.execute(
      db,
    )
  },
  one: async (id: string): Promise<RecordRow | null> => {
    const { rows } = await sql<RecordRow>`select ${columns} from tool_library_records where id = ${id}`.execute(db)
    return rows[0] ?? null
  },
  /** A record, held, with what its move asks of the use it belongs to: one question, since every move asks it. */
  hold: async (
    id: string,
  ): Promise<(RecordRow & { readonly isUseOn: boolean | null; readonly useLastUsedAt: Date | null }) | null> => {
    const { rows } = await sql<RecordRow & { isUseOn: boolean | null; useLastUsedAt: Date | null }>`
      select ${heldColumns}, u.is_on as is_use_on, u.last_used_at as use_last_used_at
      from tool_library_records r left join lateral (select is_on, last_used_at from tool_library_uses
        where tool_id = r.tool_id and area_code = any(${aroundOf(sql`r.area_code`)}) order by ${nearestFirst} limit 1) u on true
      where r.id = ${id} for update of r`.execute(db)
    return rows[0] ?? null
  },
  ofMatter: async (matterId: string): Promise<RecordRow | null> => {
    const { rows } =
      await sql<RecordRow>`select ${columns} from tool_library_records where matter_id = ${matterId}`.execute(db)
    return rows[0] ?? null
  },
  move: async (
    row: Pick<RecordRow, 'id' | 'answers' | 'sealed' | 'state' | 'phase' | 'movedAt' | 'closedAt'>,
  ): Promise<void> => {
    await sql`update tool_library_records set answers = ${json(row.answers)}, sealed = ${row.sealed}, state = ${row.state}, phase = ${row.phase},
      moved_at = ${row.movedAt}, closed_at = ${row.closedAt}, reminded = '{}' where id = ${row.id}`.execute(db)
  },
  notePhotos: async (id: string): Promise<void> => {
    await sql`update tool_library_records set has_photos = true where id = ${id}`.execute(db)
  },
  follow: async (id: string, state: string, phase: string, at: Date): Promise<void> => {
    await sql`update tool_library_records set state = ${state}, phase = ${phase}, moved_at = ${at},
      closed_at = case when ${phase} = 'done' then coalesce(closed_at, ${at}) else null end where id = ${id} and state <> ${state}`.execute(
      db,
    )
  },
  list: async (
    of: { toolId: string; area: string; process: string; states: readonly string[] | null; isOpenOnly: boolean },
    after: string | null,
    limit: number,
  ): Promise<readonly RecordRow[]> => {
    const { rows } =
      await sql<RecordRow>`select ${columns} from tool_library_records where tool_id = ${of.toolId} and area_code = ${of.area}
      and process_id = ${of.process} ${of.isOpenOnly ? sql`and phase <> 'done'` : sql``} and (${of.states}::text[] is null or state = any(${of.states}::text[])) and (${after}::uuid is null or id < ${after}::uuid)
      order by id desc limit ${limit}`.execute(db)
    return rows
  },
  mine: async (
    accountId: string,
    toolId: string | null,
    after: string | null,
    limit: number,
  ): Promise<readonly RecordRow[]> => {
    const { rows } = await sql<RecordRow>`select ${columns} from tool_library_records where account_id = ${accountId}
      and (${toolId}::text is null or tool_id = ${toolId}) and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`.execute(
      db,
    )
    return rows
  },
  /** The newest finished records of one version of a process, as far as a scope reaches: their matters. */
  finishedOf: async (toolId: string, version: string, processId: string, scope: Scope): Promise<readonly string[]> => {
    const { rows } = await sql<{ id: string }>`select matter_id as id from tool_library_records
      where tool_id = ${toolId} and version = ${version} and process_id = ${processId} and phase = 'done' and ${within(scope, { area: 'area_code' })}
      order by closed_at desc limit 500`.execute(db)
    return rows.map(({ id }) => id)
  },
  /** Open records of an area by tool and state; badges are made of these. */
  waiting: async (
    area: string,
  ): Promise<readonly { toolId: string; version: string; processId: string; state: string; count: number }[]> => {
    const { rows } = await sql<{ toolId: string; version: string; processId: string; state: string; count: number }>`
      select tool_id, version, process_id, state, count(*)::int as count from tool_library_records
      where area_code = ${area} and phase <> 'done' group by 1, 2, 3, 4`.execute(db)
    return rows
  },
  waitingFor: async (
    accountId: string,
  ): Promise<readonly { toolId: string; version: string; processId: string; state: string; count: number }[]> => {
    const { rows } = await sql<{ toolId: string; version: string; processId: string; state: string; count: number }>`
      select tool_id, version, process_id, state, count(*)::int as count from tool_library_records
      where account_id = ${accountId} and phase <> 'done' group by 1, 2, 3, 4`.execute(db)
    return rows
  },
  page: async (toolId: string, area: string, after: string | null, limit: number): Promise<readonly RecordRow[]> => {
    const { rows } =
      await sql<RecordRow>`select ${columns} from tool_library_records where tool_id = ${toolId} and ${inReach(area)}
      and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`.execute(db)
    return rows
  },
  /** Records of several tools together, as far as a scope reaches. */
  ofTools: async (
    toolIds: readonly string[],
    scope: Scope,
    area: string | null,
    after: string | null,
    limit: number,
  ): Promise<readonly RecordRow[]> => {
    const { rows } =
      await sql<RecordRow>`select ${columns} from tool_library_records where tool_id = any(${[...toolIds]}::text[])
      and ${within(scope, { area: 'area_code' })} and ${area ? sql`area_code like ${`${areaPrefix(area)}%`}` : sql`true`}
      and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`.execute(db)
    return rows
  },
  /** Of the records of a process opened since a day, as far as they are kept: how many there are, and how many stand in each state. */
  standing: async (
    of: { toolId: string; process: string; since: Date | null },
    area: string | null,
  ): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await sql<{
      state: string
      records: number
    }>`select state, count(*)::int as records from tool_library_records
      where tool_id = ${of.toolId} and process_id = ${of.process} and (${of.since}::timestamptz is null or opened_at >= ${of.since}::timestamptz)
        and ${area ? sql`area_code like ${`${areaPrefix(area)}%`}` : sql`true`} group by state`.execute(db)
    return new Map(rows.map(({ state, records }) => [state, records]))
  },
  resting: async (
    of: { toolId: string; version: string; process: string; state: string; before: Date; reminder: string },
    limit: number,
  ): Promise<readonly RecordRow[]> => {
    const { rows } =
      await sql<RecordRow>`select ${columns} from tool_library_records where tool_id = ${of.toolId} and version = ${of.version}
      and process_id = ${of.process} and state = ${of.state} and phase <> 'done' and moved_at < ${of.before} and not reminded @> ${[of.reminder]}::text[]
      order by moved_at limit ${limit}`.execute(db)
    return rows
  },
  noteReminded: async (ids: readonly string[], reminder: string): Promise<void> => {
    await sql`update tool_library_records set reminded = array_append(reminded, ${reminder}) where id = any(${ids}::uuid[])`.execute(
      db,
    )
  },
  /** Versions that still have records to look after. */
  versionsInUse: async (): Promise<readonly { toolId: string; version: string }[]> => {
    const { rows } = await sql<{ toolId: string; version: string }>`
      select tool_id, version from tool_library_uses where is_on union select tool_id, version from tool_library_records where phase <> 'done'`.execute(
      db,
    )
    return rows
  },
  /** Versions that hold anything at all or are used anywhere, be it by a use that was put down. */
  versionsKept: async (): Promise<readonly { toolId: string; version: string }[]> => {
    const { rows } = await sql<{ toolId: string; version: string }>`
      select v.tool_id, v.version from tool_library_versions v
      where exists (select from tool_library_uses u where u.tool_id = v.tool_id and u.version = v.version)
        or exists (select from tool_library_records r where r.tool_id = v.tool_id and r.version = v.version and r.phase = 'done')
      order by 1, 2`.execute(db)
    return rows
  },
  /** What was closed under a version is kept as long as that version promised, whatever others promise. */
  deleteClosedBefore: async (toolId: string, version: string, before: Date, limit: number): Promise<Deleted> =>
    deleted(
      db,
      sql`id in (select id from tool_library_records
      where tool_id = ${toolId} and version = ${version} and phase = 'done' and closed_at < ${before} order by closed_at limit ${limit})`,
    ),
  deleteAll: async (toolId: string, area: string): Promise<Deleted> => {
    await sql`delete from tool_library_earnings where tool_id = ${toolId} and record_id in
      (select id from tool_library_records where tool_id = ${toolId} and ${inReach(area)})`.execute(db)
    return deleted(db, sql`tool_id = ${toolId} and ${inReach(area)}`)
  },
  /** How much a use holds, by the place it lies in. */
  byPlace: async (
    toolId: string,
    area: string,
  ): Promise<readonly { areaCode: string; records: number; open: number }[]> => {
    const { rows } = await sql<{
      areaCode: string
      records: number
      open: number
    }>`select area_code, count(*)::int as records,
        count(*) filter (where phase <> 'done')::int as open
      from tool_library_records where tool_id = ${toolId} and ${inReach(area)} group by 1 order by 1 limit 1000`.execute(
      db,
    )
    return rows
  },
  countOpen: async (toolId: string, area: string): Promise<number> => {
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from tool_library_records where tool_id = ${toolId} and ${inReach(area)} and phase <> 'done'`.execute(
      db,
    )
    return rows[0]?.count ?? 0
  },
  /** False where this very act earned this before, or where enough was earned by the rule today. */
  earn: async (row: {
    recordId: string
    rule: string
    move: string
    toolId: string
    accountId: string | null
    day: string
    points: number
    perDay: number
  }): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`insert into tool_library_earnings (record_id, rule, move, tool_id, account_id, earned_on, points)
      select ${row.recordId}::uuid, ${row.rule}, ${row.move}, ${row.toolId}, ${row.accountId}::uuid, ${row.day}::date, ${row.points}::int
      where (select count(*) from tool_library_earnings where account_id = ${row.accountId}::uuid and tool_id = ${row.toolId}
        and rule = ${row.rule} and earned_on = ${row.day}::date) < ${row.perDay}::int on conflict do nothing`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0) > 0
  },
  ofPerson: async (personId: string, limit: number): Promise<readonly RecordRow[]> => {
    const { rows } =
      await sql<RecordRow>`select ${columns} from tool_library_records where person_id = ${personId} order by id desc limit ${limit}`.execute(
        db,
      )
    return rows
  },
  erasePerson: async (personId: string): Promise<{ erased: Deleted; kept: number }> => {
    const erased = await deleted(db, sql`person_id = ${personId} and phase = 'done'`)
    const open = await sql`update tool_library_records set sealed = null where person_id = ${personId}`.execute(db)
    return { erased, kept: Number(open.numAffectedRows ?? 0) }
  },
})
