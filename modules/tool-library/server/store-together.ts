/** Queries about what was made together, and about offers. */
import { type Db, readTimeAndId } from '@liren/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { OfferRow, OfferState, TogetherRow } from '../routes-together.ts'

export type TogetherRecord = Omit<TogetherRow, 'notedAt' | 'areaName'> & { notedAt: Date }
export type OfferRecord = Omit<OfferRow, 'offeredAt' | 'answeredAt' | 'hasKey'> & {
  publicKey: string | null
  accountId: string | null
  offeredAt: Date
  answeredAt: Date | null
}
const columns = sql.raw('id, tool_id, area_code, kind, held_on::text as held_on, people, who, what, became, noted_at')
const offerColumns = sql.raw(
  'id, area_code, kind, organisation, title, what, needs_to_know, cost, public_key, publisher, account_id, state, answer, offered_at, answered_at',
)
/** Phones make ids up at random, so the time says what is newest. */
const before = (after: string | undefined) => {
  const from = readTimeAndId(after)
  return from ? sql`(offered_at, id) < (${from.at}::timestamptz, ${from.id}::uuid)` : sql`true`
}

export const togetherStore = (db: Db) => ({
  of: async (toolId: string): Promise<readonly TogetherRecord[]> =>
    (
      await sql<TogetherRecord>`select ${columns} from tool_library_together where tool_id = ${toolId} order by held_on desc, id desc limit 100`.execute(
        db,
      )
    ).rows,
  one: async (id: string): Promise<TogetherRecord | null> =>
    (await sql<TogetherRecord>`select ${columns} from tool_library_together where id = ${id}`.execute(db)).rows[0] ??
    null,
  /** False where the id is taken. */
  add: async (row: TogetherRecord & { by: string | null }): Promise<boolean> => {
    const { numAffectedRows } = await sql`insert into tool_library_together
      (id, tool_id, area_code, kind, held_on, people, who, what, became, noted_at, noted_by)
      values (${row.id}, ${row.toolId}, ${row.areaCode}, ${row.kind}, ${row.heldOn}, ${row.people}, ${row.who}, ${row.what}, ${row.became}, ${row.notedAt}, ${row.by})
      on conflict (id) do nothing`.execute(db)
    return Number(numAffectedRows ?? 0n) > 0
  },
  became: async (id: string, became: string): Promise<void> => {
    await sql`update tool_library_together set became = ${became} where id = ${id}`.execute(db)
  },
})

export const offerStore = (db: Db) => {
  const rows = async (rest: RawBuilder<unknown>) =>
    (await sql<OfferRecord>`select ${offerColumns} from tool_library_offers ${rest}`.execute(db)).rows
  const newestFirst = sql.raw('order by offered_at desc, id desc')
  return {
    one: async (id: string) => (await rows(sql`where id = ${id}`))[0] ?? null,
    lock: async (id: string) => (await rows(sql`where id = ${id} for update`))[0] ?? null,
    of: (accountId: string, after: string | undefined, limit: number) =>
      rows(sql`where account_id = ${accountId} and ${before(after)} ${newestFirst} limit ${limit}`),
    page: (state: string | undefined, after: string | undefined, limit: number) =>
      rows(sql`where ${state ? sql`state = ${state}` : sql`true`} and ${before(after)} ${newestFirst} limit ${limit}`),
    add: async (
      row: Omit<OfferRecord, 'publisher' | 'state' | 'answer' | 'answeredAt'> & { personId: string | null },
    ): Promise<boolean> => {
      const { numAffectedRows } = await sql`insert into tool_library_offers
        (id, area_code, kind, organisation, title, what, needs_to_know, cost, public_key, account_id, person_id, offered_at)
        values (${row.id}, ${row.areaCode}, ${row.kind}, ${row.organisation}, ${row.title}, ${row.what}, ${row.needsToKnow}, ${row.cost},
          ${row.publicKey}, ${row.accountId}, ${row.personId}, ${row.offeredAt}) on conflict (id) do nothing`.execute(
        db,
      )
      return Number(numAffectedRows ?? 0n) > 0
    },
    settle: async (row: {
      id: string
      state: OfferState
      answer: string | null
      publisher: string | null
      at: Date
      by: string | null
    }): Promise<void> => {
      await sql`update tool_library_offers set state = ${row.state}, answer = ${row.answer}, publisher = ${row.publisher},
        answered_at = ${row.at}, answered_by = ${row.by} where id = ${row.id}`.execute(db)
    },
    ofPerson: (personId: string) => rows(sql`where person_id = ${personId} ${newestFirst} limit 500`),
    /** What was offered stays for the library; who offered it does not. */
    forget: async (personId: string): Promise<number> => {
      const { numAffectedRows } =
        await sql`update tool_library_offers set account_id = null, person_id = null where person_id = ${personId}`.execute(
          db,
        )
      return Number(numAffectedRows ?? 0n)
    },
  }
}
