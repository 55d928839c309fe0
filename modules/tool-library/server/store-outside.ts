/** Queries about what leads out of the house: linked addresses, ports, and the calls through them. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ToolDocument } from '../document/document.ts'
import type { Head } from './store-tools.ts'

export type ReachRecord = {
  toolId: string
  kind: string
  version: string
  head: Head
  url: string
  fails: number
  isDown: boolean
  why: string | null
  checkedAt: Date | null
  answeredAt: Date | null
  downSince: Date | null
}
export type PortRecord = {
  toolId: string
  isOn: boolean
  because: string | null
  clear: string[]
  clearBecause: string | null
  changedAt: Date | null
  failsInARow: number
  restsUntil: Date | null
}
export type CallRecord = {
  id: string
  toolId: string
  version: string
  areaCode: string
  accountId: string | null
  personId: string | null
  at: Date
  ms: number
  outcome: string
  status: number | null
  sent: string[]
  clear: string[]
  received: string[]
}
export type Figures = {
  toolId: string
  calls: number
  answered: number
  p50: number | null
  p95: number | null
  checks: number
  checksAnswered: number
}

const reachColumns = sql`t.id as tool_id, t.kind, t.latest as version, t.head, r.url, r.fails, r.is_down, r.why, r.checked_at, r.answered_at, r.down_since`

export const reachStore = (db: Db) => ({
  /** Every linked tool and port that somebody uses is looked after; what nobody uses is not. */
  takeUp: async (at: Date): Promise<void> => {
    await sql`insert into tool_library_reach (tool_id, url, next_at)
      select t.id, coalesce(v.document -> 'link' ->> 'url', v.document -> 'port' ->> 'url'), ${at} from tool_library_tools t
      join tool_library_versions v on v.tool_id = t.id and v.version = t.latest
      where t.kind in ('linked', 'port') and t.state in ('published', 'trial')
        and exists (select from tool_library_uses u where u.tool_id = t.id and u.is_on)
      on conflict (tool_id) do update set url = excluded.url where tool_library_reach.url <> excluded.url`.execute(db)
    await sql`delete from tool_library_reach r where not exists (select from tool_library_uses u where u.tool_id = r.tool_id and u.is_on)`.execute(
      db,
    )
  },
  due: async (now: Date, limit: number): Promise<readonly ReachRecord[]> => {
    const { rows } =
      await sql<ReachRecord>`select ${reachColumns} from tool_library_reach r join tool_library_tools t on t.id = r.tool_id
      where r.next_at <= ${now} order by r.next_at limit ${limit}`.execute(db)
    return rows
  },
  one: async (toolId: string): Promise<ReachRecord | null> => {
    const { rows } =
      await sql<ReachRecord>`select ${reachColumns} from tool_library_reach r join tool_library_tools t on t.id = r.tool_id where r.tool_id = ${toolId}`.execute(
        db,
      )
    return rows[0] ?? null
  },
  all: async (): Promise<readonly ReachRecord[]> => {
    const { rows } =
      await sql<ReachRecord>`select ${reachColumns} from tool_library_reach r join tool_library_tools t on t.id = r.tool_id
      order by r.is_down desc, r.fails desc, r.tool_id limit 500`.execute(db)
    return rows
  },
  note: async (row: {
    toolId: string
    fails: number
    isDown: boolean
    why: string | null
    at: Date
    isAnswered: boolean
    nextAt: Date
  }): Promise<void> => {
    await sql`update tool_library_reach set fails = ${row.fails}, why = ${row.why}, checked_at = ${row.at}, next_at = ${row.nextAt},
      answered_at = case when ${row.isAnswered} then ${row.at} else answered_at end,
      down_since = case when not ${row.isDown} then null when is_down then down_since else ${row.at} end,
      is_down = ${row.isDown} where tool_id = ${row.toolId}`.execute(db)
  },
  countCheck: async (toolId: string, day: string, isAnswered: boolean): Promise<void> => {
    await sql`insert into tool_library_port_days (tool_id, on_day, checks, answered) values (${toolId}, ${day}, 1, ${isAnswered ? 1 : 0})
      on conflict (tool_id, on_day) do update set checks = tool_library_port_days.checks + 1,
        answered = tool_library_port_days.answered + excluded.answered`.execute(db)
  },
})

const portColumns = sql`t.id as tool_id, coalesce(p.is_on, true) as is_on, p.because, coalesce(p.clear, '{}') as clear, p.clear_because, p.changed_at,
  coalesce(p.fails_in_a_row, 0) as fails_in_a_row, p.rests_until`

export const portStore = (db: Db) => ({
  secret: async (toolId: string): Promise<string | null> => {
    const { rows } = await sql<{
      secretSealed: string | null
    }>`select secret_sealed from tool_library_ports where tool_id = ${toolId}`.execute(db)
    return rows[0]?.secretSealed ?? null
  },
  setSecret: async (toolId: string, sealed: string, at: Date, by: string | null): Promise<void> => {
    await sql`insert into tool_library_ports (tool_id, secret_sealed, secret_at, changed_at, changed_by) values (${toolId}, ${sealed}, ${at}, ${at}, ${by})
      on conflict (tool_id) do update set secret_sealed = excluded.secret_sealed, secret_at = excluded.secret_at`.execute(
      db,
    )
  },
  one: async (toolId: string): Promise<PortRecord | null> => {
    const { rows } =
      await sql<PortRecord>`select ${portColumns} from tool_library_tools t left join tool_library_ports p on p.tool_id = t.id
      where t.id = ${toolId} and t.kind = 'port'`.execute(db)
    return rows[0] ?? null
  },
  all: async (): Promise<readonly (PortRecord & { version: string; head: Head; document: ToolDocument })[]> => {
    const { rows } = await sql<PortRecord & { version: string; head: Head; document: ToolDocument }>`
      select ${portColumns}, t.latest as version, t.head, v.document from tool_library_tools t
      join tool_library_versions v on v.tool_id = t.id and v.version = t.latest
      left join tool_library_ports p on p.tool_id = t.id where t.kind = 'port' and t.state in ('published', 'trial') order by t.id limit 200`.execute(
      db,
    )
    return rows
  },
  turn: async (toolId: string, isOn: boolean, because: string | null, at: Date, by: string | null): Promise<void> => {
    await sql`insert into tool_library_ports (tool_id, is_on, because, changed_at, changed_by) values (${toolId}, ${isOn}, ${because}, ${at}, ${by})
      on conflict (tool_id) do update set is_on = excluded.is_on, because = excluded.because, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by, rests_until = null, fails_in_a_row = 0`.execute(db)
  },
  let: async (
    toolId: string,
    clear: readonly string[],
    because: string,
    at: Date,
    by: string | null,
  ): Promise<void> => {
    await sql`insert into tool_library_ports (tool_id, clear, clear_because, changed_at, changed_by) values (${toolId}, ${[...clear]}::text[], ${because}, ${at}, ${by})
      on conflict (tool_id) do update set clear = excluded.clear, clear_because = excluded.clear_because, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by`.execute(db)
  },
  /** One statement for all processes: false when this minute is full. */
  takeTurn: async (toolId: string, perMinute: number, at: Date): Promise<boolean> => {
    const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000)
    const { rows } =
      await sql`insert into tool_library_ports as p (tool_id, changed_at, minute_at, minute_calls) values (${toolId}, ${at}, ${minute}, 1)
      on conflict (tool_id) do update set minute_at = excluded.minute_at,
        minute_calls = case when p.minute_at = excluded.minute_at then p.minute_calls + 1 else 1 end
      where p.minute_at is distinct from excluded.minute_at or p.minute_calls < ${perMinute} returning 1`.execute(db)
    return rows.length > 0
  },
  /** After some failures in a row the port rests: whoever is down is not helped by more calls. */
  noteOutcome: async (toolId: string, isFine: boolean, restAfter: number, until: Date): Promise<void> => {
    await sql`update tool_library_ports set fails_in_a_row = ${isFine ? sql`0` : sql`fails_in_a_row + 1`},
      rests_until = ${isFine ? sql`null` : sql`case when fails_in_a_row + 1 >= ${restAfter} then ${until}::timestamptz else rests_until end`}
      where tool_id = ${toolId}`.execute(db)
  },
  keepCall: async (call: CallRecord, tail: RawBuilder<unknown>): Promise<void> => {
    await sql`with ${tail} insert into tool_library_port_calls (id, tool_id, version, area_code, account_id, person_id, at, ms, outcome, status, sent, clear, received)
      values (${call.id}, ${call.toolId}, ${call.version}, ${call.areaCode}, ${call.accountId}, ${call.personId}, ${call.at}, ${call.ms},
        ${call.outcome}, ${call.status}, ${call.sent}::text[], ${call.clear}::text[], ${call.received}::text[])`.execute(
      db,
    )
  },
  calls: async (toolId: string, after: string | null, limit: number): Promise<readonly CallRecord[]> => {
    const { rows } =
      await sql<CallRecord>`select id, tool_id, version, area_code, account_id, person_id, at, ms, outcome, status, sent, clear, received
      from tool_library_port_calls where tool_id = ${toolId} and (${after}::uuid is null or id < ${after}::uuid) order by id desc limit ${limit}`.execute(
        db,
      )
    return rows
  },
  figures: async (since: Date, day: string): Promise<readonly Figures[]> => {
    const { rows } =
      await sql<Figures>`select t.id as tool_id, coalesce(c.calls, 0) as calls, coalesce(c.answered, 0) as answered, c.p50, c.p95,
        coalesce(d.checks, 0) as checks, coalesce(d.answered, 0) as checks_answered
      from tool_library_tools t
      left join (select tool_id, count(*)::int as calls, (count(*) filter (where outcome = 'answered'))::int as answered,
          percentile_disc(0.5) within group (order by ms) filter (where outcome = 'answered') as p50,
          percentile_disc(0.95) within group (order by ms) filter (where outcome = 'answered') as p95
        from tool_library_port_calls where at >= ${since} group by tool_id) c on c.tool_id = t.id
      left join (select tool_id, sum(checks)::int as checks, sum(answered)::int as answered from tool_library_port_days where on_day >= ${day}::date group by tool_id) d on d.tool_id = t.id
      where t.kind = 'port'`.execute(db)
    return rows
  },
  callsOf: async (personId: string): Promise<readonly CallRecord[]> => {
    const { rows } =
      await sql<CallRecord>`select id, tool_id, version, area_code, account_id, person_id, at, ms, outcome, status, sent, clear, received
      from tool_library_port_calls where person_id = ${personId} order by id desc limit 2000`.execute(db)
    return rows
  },
  forgetPerson: async (personId: string): Promise<number> => {
    const { numAffectedRows } =
      await sql`update tool_library_port_calls set person_id = null, account_id = null where person_id = ${personId}`.execute(
        db,
      )
    return Number(numAffectedRows ?? 0n)
  },
  sweep: async (before: Date, day: string): Promise<void> => {
    await sql`delete from tool_library_port_calls where at < ${before}`.execute(db)
    await sql`delete from tool_library_port_days where on_day < ${day}::date`.execute(db)
  },
})
