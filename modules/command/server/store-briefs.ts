/** Queries about daily reports: what a day's records say, the draft of it, and what was issued. */
import { type Db, readAs, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import { type Reach, reachable } from './store-cases.ts'
import { reachOf } from './store-reach.ts'

export type BriefFacts = {
  readonly reported: number
  readonly closed: number
  readonly sameDay: number
  readonly open: number
  readonly overdue: number
  readonly emergencies: readonly { readonly id: string; readonly number: string; readonly grade: number }[]
  readonly topics: readonly { readonly categoryCode: string; readonly reported: number }[]
  /** Campaigns 专项行动 under way that day; absent in what was written before they were. */
  readonly campaigns?: readonly {
    readonly id: string
    readonly name: string
    readonly untilOn: string
    readonly tasks: number
    readonly done: number
  }[]
}
export type Brief = {
  readonly id: string
  readonly areaCode: string
  readonly onDay: string
  readonly state: 'draft' | 'issued'
  readonly text: string
  readonly facts: BriefFacts
  readonly writtenByName: string
  readonly writtenAt: Date
  readonly issuedByName: string | null
  readonly issuedAt: Date | null
}
type Writer = { readonly id: string | null; readonly name: string }

const columns = sql`id, area_code, to_char(on_day, 'YYYY-MM-DD') as on_day, state, text, facts, written_by_name, written_at,
  issued_by_name, issued_at`
const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const briefStore = (db: Db) => ({
  /** Figures of a local day; what is open and overdue stands as it is now. */
  factsOf: async (reach: Reach, day: string, now: Date): Promise<BriefFacts> => {
    const within = sql<boolean>`c.is_counted and ${reachable(reach)}`
    const [came, left, open, emergencies, topics, campaigns] = await Promise.all([
      sql<{ reported: number; sameDay: number }>`select count(*)::int as reported,
        (count(*) filter (where c.closed_on = c.opened_on))::int as same_day
        from command_cases c where c.opened_on = ${day}::date and ${within}`.execute(db),
      sql<{ closed: number }>`select count(*)::int as closed from command_cases c
        where c.closed_at >= ${day}::date::timestamp at time zone 'Asia/Shanghai'
          and c.closed_at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai' and ${within}`.execute(db),
      sql<{ open: number; overdue: number }>`select count(*)::int as open,
        (count(*) filter (where c.due_at <= ${now}::timestamptz))::int as overdue
        from command_cases c where c.closed_at is null and ${within}`.execute(db),
      sql<BriefFacts['emergencies'][number]>`select c.id, c.number, c.grade from command_cases c
        where c.opened_on = ${day}::date and c.grade >= 3 and ${within} order by c.grade desc, c.opened_at, c.id limit 50`.execute(
        db,
      ),
      sql<BriefFacts['topics'][number]>`select c.category_code, count(*)::int as reported from command_cases c
        where c.opened_on = ${day}::date and c.category_code is not null and ${within}
        group by 1 order by 2 desc, 1 limit 8`.execute(db),
      sql<
        NonNullable<BriefFacts['campaigns']>[number]
      >`select l.id, l.name, to_char(l.until_on, 'YYYY-MM-DD') as until_on, count(t.id)::int as tasks,
        (count(t.id) filter (where t.state in ('reported', 'confirmed')))::int as done
        from command_launches l left join command_launch_tasks t on t.launch_id = l.id
        where l.until_on is not null and not l.is_restricted and l.at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'
          and (l.ended_at is null or l.ended_at >= ${day}::date::timestamp at time zone 'Asia/Shanghai') and ${reachOf('l', reach)}
        group by l.id order by l.at, l.id limit 20`.execute(db),
    ])
    return {
      reported: came.rows[0]?.reported ?? 0,
      sameDay: came.rows[0]?.sameDay ?? 0,
      closed: left.rows[0]?.closed ?? 0,
      open: open.rows[0]?.open ?? 0,
      overdue: open.rows[0]?.overdue ?? 0,
      emergencies: emergencies.rows,
      topics: topics.rows,
      campaigns: campaigns.rows,
    }
  },
  unrestricted: async (ids: readonly string[]): Promise<string[]> =>
    (
      await sql<{
        id: string
      }>`select id from command_cases where id = any(${[...ids]}::uuid[]) and not is_restricted`.execute(db)
    ).rows.map(({ id }) => id),
  /** A draft written again takes the records anew and keeps its words. */
  write: async (areaCode: string, day: string, facts: BriefFacts, by: Writer, at: Date) =>
    one(
      (
        await sql<Brief>`insert into command_briefs (id, area_code, on_day, state, text, facts, written_by, written_by_name, written_at)
          values (${uuidv7()}::uuid, ${areaCode}, ${day}::date, 'draft', '', ${JSON.stringify(facts)}::jsonb, ${by.id}::uuid, ${by.name}, ${at})
          on conflict (area_code, on_day) where state = 'draft' do update set facts = excluded.facts, written_by = excluded.written_by,
            written_by_name = excluded.written_by_name, written_at = excluded.written_at
          returning ${columns}`.execute(db)
      ).rows,
    ),
  /** Nothing where it was issued already: what is issued stays as it was. */
  edit: async (id: string, text: string, by: Writer, at: Date) =>
    one(
      (
        await sql<Brief>`update command_briefs set text = ${text}, written_by = ${by.id}::uuid, written_by_name = ${by.name}, written_at = ${at}
          where id = ${id}::uuid and state = 'draft' returning ${columns}`.execute(db)
      ).rows,
    ),
  issue: async (id: string, by: Writer, at: Date) =>
    one(
      (
        await sql<Brief>`update command_briefs set state = 'issued', issued_by_name = ${by.name}, issued_at = ${at}
          where id = ${id}::uuid and state = 'draft' returning ${columns}`.execute(db)
      ).rows,
    ),
  read: async (id: string) =>
    one((await sql<Brief>`select ${columns} from command_briefs where id = ${id}::uuid`.execute(db)).rows),
  /** Issued ones for all who see the board there; drafts for those who write. */
  page: async (readers: Scope, writers: Scope, after: string | undefined, limit: number) => {
    const from = readAs(after, /^(\d{4}-\d{2}-\d{2})~([0-9a-f-]{36})$/)
    const key = from ? sql<boolean>`(on_day, id) < (${from[0]}::date, ${from[1]}::uuid)` : sql<boolean>`true`
    const { rows } = await sql<Brief>`select ${columns} from command_briefs b where ${key}
      and ((state = 'issued' and ${within(readers, { area: 'b.area_code' })}) or ${within(writers, { area: 'b.area_code' })})
      order by b.on_day desc, b.id desc limit ${limit + 1}`.execute(db)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? `${last.onDay}~${last.id}` : null }
  },
})
