/** Queries about monthly scores, appeals against them and the cases these took out. */
import { type Db, readAs, type Scope, uuidv7, within } from '@liren/kernel'
import { sql } from 'kysely'
import { startOfDay } from '../facts.ts'
import { monthDays, type Scored } from '../score.ts'

export type Score = {
  readonly id: string
  readonly month: string
  readonly kind: 'unit' | 'area'
  readonly subject: string
  readonly subjectName: string
  readonly areaCode: string | null
  readonly unitId: string | null
  readonly points: number | null
  readonly parts: Scored['parts']
  readonly formulaVersion: string
  readonly computedAt: Date
  readonly publishedAt: Date | null
  readonly appealUntil: Date | null
  readonly note: string | null
}
const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const scoreStore = (db: Db) => ({
  keep: async (row: Omit<Score, 'id' | 'publishedAt' | 'appealUntil'>): Promise<void> => {
    await sql`insert into command_scores (id, month, kind, subject, subject_name, area_code, unit_id, points, parts, formula_version, computed_at, note)
      values (${uuidv7()}::uuid, ${row.month}, ${row.kind}, ${row.subject}, ${row.subjectName}, ${row.areaCode}, ${row.unitId}::uuid,
        ${row.points}, ${JSON.stringify(row.parts)}::jsonb, ${row.formulaVersion}, ${row.computedAt}, ${row.note})
      on conflict (month, kind, subject) do update set subject_name = excluded.subject_name, points = excluded.points, parts = excluded.parts,
        formula_version = excluded.formula_version, computed_at = excluded.computed_at, note = coalesce(excluded.note, command_scores.note)`.execute(
      db,
    )
  },
  /** Published months stay as they were published. */
  isPublished: async (month: string) =>
    (await sql`select 1 from command_scores where month = ${month} and published_at is not null limit 1`.execute(db))
      .rows.length > 0,
  publish: async (month: string, at: Date, appealUntil: Date) =>
    (
      await sql<Score>`update command_scores set published_at = ${at}, appeal_until = ${appealUntil}
        where month = ${month} and published_at is null and points is not null returning *`.execute(db)
    ).rows,
  /** Of the reader's own areas and units; by name, so that nobody is ranked. */
  page: async (scope: Scope, isSteering: boolean, month: string, kind: 'unit' | 'area', after: string, limit: number) =>
    (
      await sql<Score>`select * from command_scores s where month = ${month} and kind = ${kind} and points is not null
        and (${isSteering} or published_at is not null) and ${within(scope, { area: 's.area_code', unit: 's.unit_id' })}
        and (subject_name || id::text) collate "C" > ${after} order by (subject_name || id::text) collate "C" limit ${limit}`.execute(
        db,
      )
    ).rows,
  published: async (month: string) =>
    (
      await sql<Score>`select * from command_scores where month = ${month} and published_at is not null and points is not null
        order by kind, subject`.execute(db)
    ).rows,
  read: async (id: string) =>
    one((await sql<Score>`select * from command_scores where id = ${id}::uuid`.execute(db)).rows),
  /** Which of these cases were counted in the score: of its unit or subdistrict, and due in its month. */
  countedIn: async (
    score: Pick<Score, 'month' | 'kind' | 'subject'>,
    caseIds: readonly string[],
  ): Promise<string[]> => {
    const [from, until] = monthDays(score.month).map((day) => new Date(startOfDay(day)))
    const isIts =
      score.kind === 'unit'
        ? sql<boolean>`c.lead_unit_id = ${score.subject}::uuid`
        : sql<boolean>`rpad(left(c.area_code, 9), 12, '0') = ${score.subject}`
    const { rows } = await sql<{
      id: string
    }>`select c.id from command_cases c where c.id = any(${[...caseIds]}::uuid[])
      and c.is_counted and ${isIts} and ((c.handle_due_at >= ${from} and c.handle_due_at < ${until})
        or (c.close_due_at >= ${from} and c.close_due_at < ${until}))`.execute(db)
    return rows.map(({ id }) => id)
  },
  /** Of what a unit's score counts, the case handled last past its time; null where all were in time. */
  latestIn: async (score: Pick<Score, 'month' | 'subject'>): Promise<string | null> => {
    const [from, until] = monthDays(score.month).map((day) => new Date(startOfDay(day)))
    const { rows } = await sql<{
      id: string
    }>`select id from command_cases where lead_unit_id = ${score.subject}::uuid and is_counted
      and handle_due_at >= ${from} and handle_due_at < ${until} and handled_at > handle_due_at and not is_restricted
      order by handled_at desc limit 1`.execute(db)
    return rows[0]?.id ?? null
  },
  appeal: async (matterId: string, scoreId: string, caseIds: readonly string[]) => {
    await sql`insert into command_appeals (matter_id, score_id, case_ids) values (${matterId}::uuid, ${scoreId}::uuid, ${[...caseIds]}::uuid[])`.execute(
      db,
    )
  },
  appealOf: async (matterId: string) =>
    one(
      (
        await sql<{ scoreId: string; caseIds: string[] }>`select score_id, case_ids from command_appeals
          where matter_id = ${matterId}::uuid`.execute(db)
      ).rows,
    ),
  appeals: async (scope: Scope, month: string | undefined, after: string | undefined, limit: number) => {
    const [from] = readAs(after, /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/) ?? []
    const key = from ? sql<boolean>`a.matter_id < ${from}::uuid` : sql<boolean>`true`
    const of = month ? sql<boolean>`s.month = ${month}` : sql<boolean>`true`
    return (
      await sql<{ matterId: string; caseIds: string[]; subjectName: string; month: string }>`
        select a.matter_id, a.case_ids, s.subject_name, s.month from command_appeals a join command_scores s on s.id = a.score_id
        where ${of} and ${key} and ${within(scope, { area: 's.area_code', unit: 's.unit_id' })}
        order by a.matter_id desc limit ${limit}`.execute(db)
    ).rows
  },
  excuse: async (score: Pick<Score, 'id' | 'month'>, caseIds: readonly string[], because: string, at: Date) => {
    await sql`insert into command_excused (case_id, month, score_id, because, at)
      select unnest(${[...caseIds]}::uuid[]), ${score.month}, ${score.id}::uuid, ${because}, ${at} on conflict do nothing`.execute(
      db,
    )
  },
})
