/** Queries on how matters of one process went: how long they stood where, how often they changed hands, alone or together. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'

/** The newest so many of a window say how it goes; more would only take longer. */
const atMost = 5000

export type FlowAsked = {
  readonly process: string
  readonly scope: Scope
  readonly area: string | undefined
  readonly from: Date
  readonly until: Date
}
type Sum = { readonly closed: number; readonly hours: number | null }
export type FlowRow = {
  readonly closed: number
  readonly hours: number | null
  readonly slowHours: number | null
  readonly hops: number | null
  readonly steps: number | null
  readonly returned: number
  readonly joint: Sum
  readonly alone: Sum
  readonly states: readonly { readonly state: string; readonly visits: number; readonly hours: number | null }[]
}

const median = (of: string, share = 0.5) =>
  sql`round((percentile_cont(${sql.lit(share)}) within group (order by ${sql.raw(of)}))::numeric, 2)::float8`

export const flowStore = (db: Db) => ({
  flow: async ({ process, scope, area, from, until }: FlowAsked): Promise<FlowRow> => {
    const { rows } = await sql<FlowRow>`
      with chosen as materialized (
        select m.id, m.hops, m.returns, m.step_count, extract(epoch from m.closed_at - m.opened_at)::float8 / 3600 as hours,
          exists (select 1 from matters_helpers h where h.matter_id = m.id) as is_joint
        from matters_matters m
        where m.process = ${process} and m.closed_at >= ${from}::timestamptz and m.closed_at < ${until}::timestamptz
          and m.state not in ('voided', 'merged') and ${within(scope, { area: 'm.area_code' })}
          and m.area_code like ${`${areaPrefix(area ?? '')}%`}
        order by m.closed_at desc limit ${sql.lit(atMost)}),
      moves as (
        select s.matter_id, s.to_state as state, s.at, lead(s.at) over (partition by s.matter_id order by s.seq) as left_at
        from chosen c join matters_steps s on s.matter_id = c.id
        where s.from_state is null or s.from_state <> s.to_state),
      stays as (
        select state, count(*)::int as visits, ${median('extract(epoch from left_at - at)::float8 / 3600')} as hours
        from moves where left_at is not null group by state)
      select count(*)::int as closed, ${median('hours')} as hours, ${median('hours', 0.9)} as slow_hours,
        round(avg(hops), 2)::float8 as hops, round(avg(step_count), 1)::float8 as steps,
        (count(*) filter (where returns > 0))::int as returned,
        json_build_object('closed', count(*) filter (where is_joint), 'hours',
          round((percentile_cont(0.5) within group (order by hours) filter (where is_joint))::numeric, 2)::float8) as joint,
        json_build_object('closed', count(*) filter (where not is_joint), 'hours',
          round((percentile_cont(0.5) within group (order by hours) filter (where not is_joint))::numeric, 2)::float8) as alone,
        coalesce((select json_agg(json_build_object('state', state, 'visits', visits, 'hours', hours)) from stays), '[]'::json) as states
      from chosen`.execute(db)
    const [row] = rows
    if (!row) throw new Error('an aggregate always has a row')
    return row
  },
})
