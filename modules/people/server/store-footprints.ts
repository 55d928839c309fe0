/** Queries about who looked at whose private fields, and the questions people ask about it. */
import type { Db } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Footprint, FootprintQuestion } from '../contract.ts'
import { inReach } from './reach.ts'

type Row = Omit<Footprint, 'lookedAt'> & { lookedAt: Date }
type QuestionRow = {
  questionId: string
  questionText: string
  askedAt: Date
  answer: string | null
  answeredAt: Date | null
}

const columns = sql`f.id, f.person_id, f.looked_at, f.looker_name, f.looker_id, f.fields, f.purpose, f.reason,
  case when q.id is null then null when q.answered_at is null then 'open' else 'answered' end as question_state`

const toFootprint = ({ lookedAt, ...row }: Row): Footprint => ({ ...row, lookedAt: lookedAt.toISOString() })
const before = (after: string | null, id: RawBuilder<unknown>) => (after ? sql`${id} < ${after}::uuid` : sql`true`)

export const footprints = (db: Db) => ({
  /** Newest first; `after` is the time and id of the last one shown. */
  of: async (
    personId: string,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<readonly Footprint[]> => {
    const older = after ? sql`(f.looked_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`
    const { rows } = await sql<Row>`select ${columns} from people_footprints f
      left join people_footprint_questions q on q.footprint_id = f.id
      where f.person_id = ${personId} and ${older} order by f.looked_at desc, f.id desc limit ${limit}`.execute(db)
    return rows.map(toFootprint)
  },
  counted: async (
    personId: string,
    asked: { readonly from?: Date; readonly until?: Date; readonly limit: number; readonly offset: number },
  ): Promise<{ readonly items: readonly Footprint[]; readonly total: number }> => {
    const about = sql`f.person_id = ${personId} and ${asked.from ? sql`f.looked_at >= ${asked.from}` : sql`true`}
      and ${asked.until ? sql`f.looked_at <= ${asked.until}` : sql`true`}`
    const { rows } = await sql<Row>`select ${columns} from people_footprints f
      left join people_footprint_questions q on q.footprint_id = f.id
      where ${about} order by f.looked_at desc, f.id desc limit ${asked.limit} offset ${asked.offset}`.execute(db)
    const counted = await sql<{
      total: number
    }>`select count(*)::int as total from people_footprints f where ${about}`.execute(db)
    return { items: rows.map(toFootprint), total: counted.rows[0]?.total ?? 0 }
  },
  span: async () =>
    (
      await sql<{
        from: Date | null
        until: Date | null
      }>`select min(looked_at) as from, max(looked_at) as until from people_footprints`.execute(db)
    ).rows[0] ?? { from: null, until: null },
  find: async (id: string): Promise<Footprint | undefined> => {
    const { rows } = await sql<Row>`select ${columns} from people_footprints f
      left join people_footprint_questions q on q.footprint_id = f.id where f.id = ${id}`.execute(db)
    return rows.map(toFootprint)[0]
  },
  /** False when the footprint has been questioned already. */
  question: async (
    id: string,
    of: Footprint,
    areaCode: string | null,
    questionText: string,
    at: Date,
  ): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`insert into people_footprint_questions (id, footprint_id, person_id, area_code, question, asked_at)
      values (${id}, ${of.id}, ${of.personId}, ${areaCode}, ${questionText}, ${at}) on conflict (footprint_id) do nothing`.execute(
        db,
      )
    return numAffectedRows === 1n
  },
  questions: async (
    prefixes: readonly string[],
    isOpen: boolean | undefined,
    after: string | null,
    limit: number,
  ): Promise<readonly FootprintQuestion[]> => {
    const state =
      isOpen === undefined ? sql`true` : isOpen ? sql`q.answered_at is null` : sql`q.answered_at is not null`
    const { rows } = await sql<
      Row & QuestionRow
    >`select ${columns}, q.id as question_id, q.question as question_text, q.asked_at,
        q.answer, q.answered_at
      from people_footprint_questions q join people_footprints f on f.id = q.footprint_id
      where ${inReach(prefixes, 'q.area_code')} and ${state} and ${before(after, sql`q.id`)} order by q.id desc limit ${limit}`.execute(
      db,
    )
    return rows.map(({ questionId, questionText, askedAt, answer, answeredAt, ...footprint }) => ({
      id: questionId,
      footprint: toFootprint(footprint),
      questionText,
      askedAt: askedAt.toISOString(),
      answer,
      answeredAt: answeredAt?.toISOString() ?? null,
    }))
  },
  questionAt: async (id: string) =>
    (
      await sql<{
        id: string
        personId: string
        areaCode: string | null
        isAnswered: boolean
        lookerId: string | null
      }>`select q.id, q.person_id,
        q.area_code, q.answered_at is not null as is_answered, f.looker_id
        from people_footprint_questions q join people_footprints f on f.id = q.footprint_id where q.id = ${id}`.execute(
        db,
      )
    ).rows[0],
  answer: async (id: string, answer: string, by: string | null, at: Date): Promise<boolean> => {
    const { numAffectedRows } =
      await sql`update people_footprint_questions set answer = ${answer}, answered_at = ${at}, answered_by = ${by}
      where id = ${id} and answered_at is null`.execute(db)
    return numAffectedRows === 1n
  },
})
