/** Whole lives of many matters, compact: for projections that other modules keep beside the spine. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { MatterHistory } from '../port.ts'

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

const wholeOf = sql`jsonb_build_object('id', m.id, 'number', m.number, 'process', m.process, 'module', m.module, 'state', m.state,
  'phase', m.phase, 'areaCode', m.area_code, 'cellCode', m.cell_code, 'lon', m.lon, 'lat', m.lat, 'source', m.source, 'grade', m.grade,
  'isRestricted', m.is_restricted, 'holderUnitId', m.holder_unit_id, 'holderAccountId', m.holder_account_id,
  'openedAt', ${ms('m.opened_at')}, 'movedAt', ${ms('m.moved_at')}, 'dueAt', ${ms('m.due_at')}, 'suspendedAt', ${ms('m.suspended_at')},
  'closedAt', ${ms('m.closed_at')}, 'outcome', m.outcome, 'hops', m.hops, 'returns', m.returns, 'reworks', m.reworks, 'reopens', m.reopens,
  'rating', m.rating, 'parentId', m.parent_id, 'kindCode', m.kind_code,
  'reporterId', (select p.account_id from matters_parties p where p.matter_id = m.id and p.kind = 'reporter' order by p.since, p.id limit 1),
  'excludedBecause', m.excluded_because,
  'messages', (select count(*) from matters_messages x where x.matter_id = m.id),
  'helperUnitIds', (select coalesce(jsonb_agg(distinct h.unit_id), '[]') from matters_helpers h where h.matter_id = m.id),
  'reasons', (select coalesce(jsonb_agg(distinct reason), '[]') from matters_ratings r, unnest(r.reasons) as reason
    where r.matter_id = m.id and r.superseded_at is null),
  'clocks', (select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'startedAt', ${ms('c.started_at')}, 'dueAt', ${ms('c.due_at')},
    'stoppedAt', ${ms('c.stopped_at')}, 'isPaused', c.paused_at is not null, 'extensions', jsonb_array_length(c.extensions))
    order by c.started_at, c.id), '[]') from matters_clocks c where c.matter_id = m.id),
  'steps', (select coalesce(jsonb_agg(jsonb_build_object('move', s.move, 'to', s.to_state, 'at', ${ms('s.at')}, 'actorId', s.actor_id,
    'unitId', s.actor_unit_id, 'facts', s.facts) order by s.seq), '[]') from matters_steps s where s.matter_id = m.id))`

const read = async (statement: ReturnType<typeof sql<{ whole: MatterHistory }>>, db: Db) =>
  (await statement.execute(db)).rows.map((row) => row.whole)

/**
 * Right after a bulk load nobody has counted these tables yet, and a plan made while they were empty is still at hand: every life would be
 * looked for in whole tables. Many lives are therefore read by the indexes, whatever the planner believes. Holds inside a transaction.
 */
const byIndexes = async <T>(db: Db, ask: () => Promise<T>): Promise<T> => {
  const plan = (scans: 'on' | 'off', plans: 'auto' | 'force_custom_plan') =>
    sql`select set_config('enable_seqscan', ${scans}, true), set_config('plan_cache_mode', ${plans}, true)`.execute(db)
  await plan('off', 'force_custom_plan')
  const found = await ask()
  await plan('on', 'auto')
  return found
}
/** Of so few, the worst plan is soon over. */
const few = 20

export const historiesOf = (db: Db, ids: readonly string[]) => {
  const ask = () =>
    read(
      sql<{
        whole: MatterHistory
      }>`select ${wholeOf} as whole from matters_matters m where m.id = any(${[...ids]}::uuid[])`,
      db,
    )
  return ids.length > few ? byIndexes(db, ask) : ask()
}

/** In the order of ids, which is the order in which they were opened. */
export const historiesAfter = (db: Db, after: string | null, limit: number) =>
  byIndexes(db, () =>
    read(
      sql<{ whole: MatterHistory }>`select ${wholeOf} as whole from (select * from matters_matters
      where id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by id limit ${limit}) as m order by m.id`,
      db,
    ),
  )
