/** Queries about readings and their questions. */
import { areaPrefix, type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'

export type ReadingRow = {
  id: string
  areaCode: string
  title: string
  body: string
  question: string
  choices: string[]
  rightChoice: number
  untilOn: string | null
  madeAt: Date
}
const columns = sql.raw(
  "r.id, r.area_code, r.title, r.body, r.question, r.choices, r.right_choice, to_char(r.until_on, 'YYYY-MM-DD') as until_on, r.made_at",
)

export const readingStore = (db: Db) => ({
  find: async (id: string) =>
    (await sql<ReadingRow>`select ${columns} from points_readings r where r.id = ${id}`.execute(db)).rows[0] ?? null,
  keep: async (one: ReadingRow) => {
    await sql`insert into points_readings as r (id, area_code, title, body, question, choices, right_choice, until_on, made_at)
      values (${one.id}, ${one.areaCode}, ${one.title}, ${one.body}, ${one.question}, ${one.choices}::text[], ${one.rightChoice}, ${one.untilOn}::date, ${one.madeAt})
      on conflict (id) do update set title = excluded.title, body = excluded.body, question = excluded.question, choices = excluded.choices,
        right_choice = excluded.right_choice, until_on = excluded.until_on`.execute(db)
  },
  /** Readable now in an area or from above it, newest first, and whether this person answered rightly. */
  page: async (
    scope: Scope,
    area: string | undefined,
    personId: string,
    today: string,
    after: string | undefined,
    limit: number,
  ) =>
    (
      await sql<ReadingRow & { isAnswered: boolean }>`select ${columns},
          exists (select 1 from points_answers a where a.reading_id = r.id and a.person_id = ${personId} and a.is_right) as is_answered
        from points_readings r where ${within(scope, { area: 'r.area_code' })} and ${area ? sql`r.area_code like ${`${areaPrefix(area)}%`}` : sql`true`}
          and (r.until_on is null or r.until_on >= ${today}::date) and ${after ? sql`r.id < ${after}::uuid` : sql`true`}
        order by r.id desc limit ${limit}`.execute(db)
    ).rows,
  /** False where this person had answered rightly before. */
  answer: async (readingId: string, personId: string, choice: number, isRight: boolean, at: Date) =>
    (
      await sql`insert into points_answers as a (reading_id, person_id, choice, is_right, answered_at)
        values (${readingId}, ${personId}, ${choice}, ${isRight}, ${at})
        on conflict (reading_id, person_id) do update set choice = excluded.choice, is_right = excluded.is_right, answered_at = excluded.answered_at
          where not a.is_right returning reading_id`.execute(db)
    ).rows.length > 0,
  forgetPerson: async (personId: string) =>
    (await sql`delete from points_answers where person_id = ${personId} returning reading_id`.execute(db)).rows.length,
})
