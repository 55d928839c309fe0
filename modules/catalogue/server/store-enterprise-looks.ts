/** Queries about looks at enterprises. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'

export type EnterpriseLook = {
  readonly id: string
  readonly enterpriseId: string
  readonly at: Date
  readonly byId: string | null
  readonly byName: string
  readonly keys: string[]
  readonly purpose: string
  readonly reason: string
}

/** A look with what its enterprise asked about it. */
export type QuestionedLook = EnterpriseLook & {
  readonly matterId: string | null
  readonly answer: string | null
  readonly answeredAt: Date | null
}
export type FirmQuestion = EnterpriseLook & {
  readonly matterId: string
  readonly areaCode: string
  readonly sealedText: string
  readonly askedAt: Date
  readonly answer: string | null
}

export const enterpriseLookStore = (db: Db) => ({
  keep: async (row: EnterpriseLook) => {
    await sql`insert into catalogue_enterprise_looks (id, enterprise_id, at, by_id, by_name, keys, purpose, reason)
      values (${row.id}, ${row.enterpriseId}, ${row.at}, ${row.byId}, ${row.byName}, ${row.keys}::text[], ${row.purpose}, ${row.reason})`.execute(
      db,
    )
  },
  of: async (enterpriseId: string, after: string | null, limit: number): Promise<readonly QuestionedLook[]> =>
    (
      await sql<QuestionedLook>`select l.id, l.enterprise_id, l.at, l.by_id, l.by_name, l.keys, l.purpose, l.reason,
          q.matter_id, q.answer, q.answered_at
        from catalogue_enterprise_looks l left join catalogue_enterprise_questions q on q.look_id = l.id
        where l.enterprise_id = ${enterpriseId} and ${after ? sql`l.id < ${after}::uuid` : sql`true`}
        order by l.id desc limit ${limit}`.execute(db)
    ).rows,
  find: async (id: string): Promise<EnterpriseLook | null> =>
    (await sql<EnterpriseLook>`select * from catalogue_enterprise_looks where id = ${id}`.execute(db)).rows[0] ?? null,
  isQuestioned: async (lookId: string): Promise<boolean> =>
    (await sql`select 1 from catalogue_enterprise_questions where look_id = ${lookId}`.execute(db)).rows.length > 0,
  /** False where somebody asked about this look already. */
  question: async (
    asked: Pick<FirmQuestion, 'matterId' | 'areaCode' | 'sealedText'> & { lookId: string; at: Date },
  ) => {
    const { numAffectedRows } =
      await sql`insert into catalogue_enterprise_questions (matter_id, look_id, area_code, sealed_text, asked_at)
        values (${asked.matterId}, ${asked.lookId}, ${asked.areaCode}, ${asked.sealedText}, ${asked.at})
        on conflict (look_id) do nothing`.execute(db)
    return Number(numAffectedRows ?? 0) === 1
  },
  questionAt: async (matterId: string): Promise<FirmQuestion | null> =>
    (
      await sql<FirmQuestion>`select l.*, q.matter_id, q.area_code, q.sealed_text, q.asked_at, q.answer
        from catalogue_enterprise_questions q join catalogue_enterprise_looks l on l.id = q.look_id
        where q.matter_id = ${matterId}`.execute(db)
    ).rows[0] ?? null,
  questions: async (
    prefixes: readonly string[],
    isOpen: boolean | undefined,
    after: string | null,
    limit: number,
  ): Promise<readonly FirmQuestion[]> =>
    (
      await sql<FirmQuestion>`select l.*, q.matter_id, q.area_code, q.sealed_text, q.asked_at, q.answer
        from catalogue_enterprise_questions q join catalogue_enterprise_looks l on l.id = q.look_id
        where q.area_code like any(${prefixes.map((prefix) => `${prefix}%`)}::text[])
          and ${isOpen === undefined ? sql`true` : isOpen ? sql`q.answer is null` : sql`q.answer is not null`}
          and ${after ? sql`q.matter_id < ${after}::uuid` : sql`true`} order by q.matter_id desc limit ${limit}`.execute(
        db,
      )
    ).rows,
  answer: async (matterId: string, answer: string, at: Date) => {
    await sql`update catalogue_enterprise_questions set answer = ${answer}, answered_at = ${at} where matter_id = ${matterId}`.execute(
      db,
    )
  },
  old: async (before: Date, isCounting: boolean): Promise<number> => {
    if (isCounting)
      return (
        (
          await sql<{
            n: number
          }>`select count(*)::int as n from catalogue_enterprise_looks where at < ${before}`.execute(db)
        ).rows[0]?.n ?? 0
      )
    return Number(
      (await sql`delete from catalogue_enterprise_looks where at < ${before}`.execute(db)).numAffectedRows ?? 0,
    )
  },
})
