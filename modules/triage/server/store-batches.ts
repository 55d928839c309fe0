/** Queries about batches: what was looked through, what was told to go, what came back. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'
import type { Stage } from '../routes-batch.ts'

export type BatchRow = {
  id: string
  areaCode: string
  states: string[]
  madeAt: Date
  madeBy: string
  madeByName: string
  stage: Stage
  startedAt: Date | null
  endedAt: Date | null
}
export type ItemRow = {
  batchId: string
  caseId: string
  position: number
  number: string
  title: string
  state: string
  categoryCode: string | null
  probability: number
  unitId: string | null
  unitName: string | null
  hurdles: string[]
  why: string
  toldAt: Date | null
  takenBackAt: Date | null
}
type Tables = { triageBatches: BatchRow; triageBatchItems: ItemRow }
export type Counts = {
  readonly looked: number
  readonly ready: number
  readonly gone: number
  readonly stayed: number
  readonly back: number
  readonly hurdles: { readonly hurdle: string; readonly count: number }[]
  readonly units: { readonly name: string; readonly count: number }[]
}

const isReady = sql<boolean>`i.hurdles = '{}'`
const went = sql<boolean>`i.told_at is not null and i.taken_back_at is null and s.forwarded_at is not null`
const stayed = sql<boolean>`i.told_at is not null and i.taken_back_at is null and s.forwarded_at is null`

export const batchStore = (db: Db) => {
  const tables = db.withTables<Tables>()
  return {
    add: (row: BatchRow) => tables.insertInto('triageBatches').values(row).execute(),
    find: (id: string, isLocked = false) => {
      const found = tables.selectFrom('triageBatches').selectAll().where('id', '=', id)
      return (isLocked ? found.forUpdate() : found).executeTakeFirst()
    },
    /** Is somebody at this area, or at one around or inside it, at this moment? */
    running: async (area: string) => {
      const { rows } = await sql<{ id: string }>`select id from triage_batches where stage in ('looking', 'going')
        and (area_code like ${`${areaPrefix(area)}%`} or ${area} like rtrim(area_code, '0') || '%') limit 1`.execute(db)
      return rows.length > 0
    },
    page: (scope: Scope, after: string | undefined, limit: number) => {
      let rows = tables
        .selectFrom('triageBatches')
        .selectAll()
        .where(within(scope, { area: 'area_code' }))
      if (after) rows = rows.where('id', '<', after)
      return rows.orderBy('id', 'desc').limit(limit).execute()
    },
    set: async (id: string, change: Partial<Pick<BatchRow, 'stage' | 'startedAt' | 'endedAt'>>) => {
      await tables.updateTable('triageBatches').set(change).where('id', '=', id).execute()
    },
    addItems: async (rows: readonly ItemRow[]) => {
      if (rows.length > 0)
        await tables
          .insertInto('triageBatchItems')
          .values([...rows])
          .onConflict((on) => on.columns(['batchId', 'caseId']).doNothing())
          .execute()
    },
    counts: async (id: string): Promise<Counts> => {
      const { rows } = await sql<Counts>`
        with those as (select i.*, ${isReady} as is_ready, ${went} as went, ${stayed} as has_stayed
          from triage_batch_items i left join triage_sortings s on s.case_id = i.case_id where i.batch_id = ${id}::uuid)
        select count(*)::int as looked, count(*) filter (where is_ready)::int as ready, count(*) filter (where went)::int as gone,
          count(*) filter (where has_stayed)::int as stayed, count(*) filter (where taken_back_at is not null)::int as back,
          (select coalesce(jsonb_agg(jsonb_build_object('hurdle', hurdle, 'count', n) order by n desc, hurdle), '[]') from (
            select hurdle, count(*)::int as n from those, unnest(hurdles) as hurdle group by 1) as h) as hurdles,
          (select coalesce(jsonb_agg(jsonb_build_object('name', unit_name, 'count', n) order by n desc, unit_name), '[]') from (
            select unit_name, count(*)::int as n from those where is_ready group by 1 order by n desc limit 12) as u) as units
        from those`.execute(db)
      return rows[0] ?? { looked: 0, ready: 0, gone: 0, stayed: 0, back: 0, hurdles: [], units: [] }
    },
    items: async (id: string, ready: boolean | null, after: number, limit: number) => {
      const { rows } = await sql<ItemRow & { went: boolean }>`select i.*, ${went} as went
        from triage_batch_items i left join triage_sortings s on s.case_id = i.case_id
        where i.batch_id = ${id}::uuid and i.position > ${after} and ${ready === null ? sql`true` : ready ? isReady : sql`not ${isReady}`}
        order by i.position limit ${limit}`.execute(db)
      return rows
    },
    /** The next that were found ready and not told yet. */
    untold: (id: string, limit: number) =>
      tables
        .selectFrom('triageBatchItems')
        .selectAll()
        .where('batchId', '=', id)
        .where('toldAt', 'is', null)
        .where(sql<boolean>`hurdles = '{}'`)
        .orderBy('position')
        .limit(limit)
        .execute(),
    told: async (id: string, caseIds: readonly string[], at: Date) => {
      await tables
        .updateTable('triageBatchItems')
        .set({ toldAt: at })
        .where('batchId', '=', id)
        .where('caseId', 'in', caseIds)
        .execute()
    },
    /** Cases of a batch that went and may have to come back. */
    wentIds: async (id: string) => {
      const { rows } = await sql<{ caseId: string }>`select i.case_id from triage_batch_items i
        join triage_sortings s on s.case_id = i.case_id where i.batch_id = ${id}::uuid and ${went} order by i.position`.execute(
        db,
      )
      return rows.map(({ caseId }) => caseId)
    },
    takenBack: async (caseId: string, at: Date) => {
      await sql`update triage_batch_items set taken_back_at = ${at} where case_id = ${caseId}::uuid and told_at is not null
        and taken_back_at is null`.execute(db)
    },
  }
}
