/** Queries about telling neighbours of items few use. */
import { areaPrefix, type Db } from '@liren/kernel'
import { sql } from 'kysely'

export type Outreach = {
  readonly id: string
  readonly itemCode: string
  readonly areaCode: string
  readonly madeBy: string | null
  readonly madeByName: string
  readonly madeAt: Date
  readonly reachedBefore: number
  readonly recipients: number
  readonly toldUntil: string | null
  readonly doneAt: Date | null
}

const around = (area: string) => [`${area.slice(0, 6)}000000`, `${area.slice(0, 9)}000`, area.slice(0, 12)]

export const outreachStore = (db: Db) => ({
  find: async (id: string): Promise<Outreach | null> =>
    (await sql<Outreach>`select * from services_outreaches where id = ${id} for update`.execute(db)).rows[0] ?? null,
  /** One at a time for an item, so that two desks do not tell the same people at once. */
  hold: async (itemCode: string) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`services outreach ${itemCode}`}))`.execute(db)
  },
  /** Told since then, here or in an area around or inside it. */
  lately: async (itemCode: string, areaCode: string, since: Date): Promise<Outreach | null> =>
    (
      await sql<Outreach>`select * from services_outreaches where item_code = ${itemCode} and made_at >= ${since}
          and (area_code like ${`${areaPrefix(areaCode)}%`} or area_code = any(${around(areaCode)}::text[]))
        order by made_at desc limit 1`.execute(db)
    ).rows[0] ?? null,
  add: async (row: Omit<Outreach, 'recipients' | 'toldUntil' | 'doneAt'>): Promise<boolean> =>
    Number(
      (
        await sql`insert into services_outreaches (id, item_code, area_code, made_by, made_by_name, made_at, reached_before)
          values (${row.id}, ${row.itemCode}, ${row.areaCode}, ${row.madeBy}, ${row.madeByName}, ${row.madeAt}, ${row.reachedBefore})
          on conflict (id) do nothing`.execute(db)
      ).numAffectedRows ?? 0,
    ) > 0,
  goOn: async (id: string, toldUntil: string | null, recipients: number, doneAt: Date | null) => {
    await sql`update services_outreaches set told_until = coalesce(${toldUntil}, told_until), recipients = recipients + ${recipients},
        done_at = ${doneAt} where id = ${id}`.execute(db)
  },
  reachedOf: async (itemCode: string, since: Date): Promise<number> =>
    (
      await sql<{ n: number }>`select count(distinct person_id)::int as n from services_applications
        where item_code = ${itemCode} and outcome = 'approved' and finished_at >= ${since}`.execute(db)
    ).rows[0]?.n ?? 0,
  /** Those among them who have it, or have asked for it, since then. */
  knowing: async (itemCode: string, personIds: readonly string[], since: Date): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await sql<{ personId: string }>`select distinct person_id from services_applications
          where item_code = ${itemCode} and person_id = any(${[...personIds]}::uuid[]) and made_at >= ${since}`.execute(
          db,
        )
      ).rows.map(({ personId }) => personId),
    ),
  /** The last for each item, with those it reached since. */
  last: async (): Promise<
    readonly {
      readonly itemCode: string
      readonly madeAt: Date
      readonly recipients: number
      readonly reachedSince: number
    }[]
  > =>
    (
      await sql<{ itemCode: string; madeAt: Date; recipients: number; reachedSince: number }>`
        select o.item_code, o.made_at, o.recipients, (select count(distinct a.person_id)::int from services_applications a
            where a.item_code = o.item_code and a.submitted_at >= o.made_at) as reached_since
        from (select distinct on (item_code) item_code, made_at, recipients from services_outreaches
          order by item_code, made_at desc limit 200) o`.execute(db)
    ).rows,
})
