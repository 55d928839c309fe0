/** Queries about paper sheets: numbers without gaps, and what became of each. */
import { type Db, type Scope, within } from '@liren/kernel'
import { sql } from 'kysely'

export type Paper = {
  readonly number: string
  readonly areaCode: string
  readonly handedOutAt: Date
  readonly handedOutByName: string
  readonly enteredAs: string | null
  readonly enteredNumber: string | null
  readonly openedCaseId: string | null
  readonly enteredByName: string | null
  readonly enteredAt: Date | null
  readonly voidedBecause: string | null
}
const one = <T>(rows: readonly T[]): T | null => rows[0] ?? null

export const paperStore = (db: Db) => ({
  /** The first of so many serials of a day, which nobody else gets. */
  reserve: async (day: string, count: number): Promise<number> => {
    const { rows } = await sql<{
      first: number
    }>`insert into command_paper_serials (day, next) values (${day}, ${count + 1})
      on conflict (day) do update set next = command_paper_serials.next + ${count} returning next - ${count} as first`.execute(
      db,
    )
    return rows[0]?.first ?? 1
  },
  handOut: async (numbers: readonly string[], areaCode: string, byName: string, at: Date) => {
    await sql`insert into command_papers (number, area_code, handed_out_at, handed_out_by_name)
      select unnest(${[...numbers]}::text[]), ${areaCode}, ${at}, ${byName}`.execute(db)
  },
  lock: async (number: string) =>
    one((await sql<Paper>`select * from command_papers where number = ${number} for no key update`.execute(db)).rows),
  enter: async (
    number: string,
    as: { id: string; number: string },
    caseId: string | null,
    byName: string,
    at: Date,
  ) => {
    await sql`update command_papers set entered_as = ${as.id}, entered_number = ${as.number}, opened_case_id = ${caseId}::uuid, entered_by_name = ${byName}, entered_at = ${at}
      where number = ${number}`.execute(db)
  },
  cross: async (number: string, because: string, byName: string, at: Date) => {
    await sql`update command_papers set voided_because = ${because}, entered_by_name = ${byName}, entered_at = ${at}
      where number = ${number}`.execute(db)
  },
  page: async (
    scope: Scope,
    asked: { area: string | null; state: 'open' | 'entered' | 'void' | undefined; after: string; limit: number },
  ) => {
    const state =
      asked.state === undefined
        ? sql<boolean>`true`
        : {
            open: sql<boolean>`p.entered_at is null`,
            entered: sql<boolean>`p.entered_as is not null`,
            void: sql<boolean>`p.voided_because is not null`,
          }[asked.state]
    const area =
      asked.area === null
        ? sql<boolean>`true`
        : sql<boolean>`p.area_code like ${`${asked.area.replace(/(000)+$/, '')}%`}`
    const key = asked.after === '' ? sql<boolean>`true` : sql<boolean>`p.number < ${asked.after}`
    const { rows } = await sql<Paper>`select p.* from command_papers p
      where ${state} and ${area} and ${key} and ${within(scope, { area: 'p.area_code' })}
      order by p.number desc limit ${asked.limit + 1}`.execute(db)
    const items = rows.slice(0, asked.limit)
    return { items, next: rows.length > asked.limit ? (items.at(-1)?.number ?? null) : null }
  },
})
