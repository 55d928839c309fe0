/** Queries about declared screenings, and about who receives what already. */
import type { Db, Scope } from '@liren/kernel'
import { within } from '@liren/kernel'
import { sql } from 'kysely'
import type { ScreeningState } from '../shapes.ts'

export type RuleRef = { readonly id: string; readonly version: number }
/** `id@version`: the name under which a rule is counted, so that a draft stands beside the version in force. */
export const tallyKey = ({ id, version }: RuleRef) => `${id}@${version}`
/** Rule (`id@version`) → community → how many. */
export type Tally = Readonly<Record<string, Readonly<Record<string, number>>>>
export type ScreeningRow = {
  readonly id: string
  readonly purpose: string
  readonly basis: string
  readonly areaCode: string
  readonly rules: readonly RuleRef[]
  readonly facts: readonly string[]
  readonly state: ScreeningState
  readonly proposedBy: string | null
  readonly proposedAt: Date
  readonly decidedAt: Date | null
  readonly decisionNote: string | null
  readonly screened: number | null
  readonly counts: Tally | null
  readonly countedAt: Date | null
}

const columns = sql`id, purpose, basis, area_code, rules, facts, state, proposed_by, proposed_at, decided_at, decision_note, screened, counts, counted_at`

export const screeningStore = (db: Db) => ({
  insert: async (
    row: Pick<ScreeningRow, 'id' | 'purpose' | 'basis' | 'areaCode' | 'rules' | 'facts' | 'proposedBy' | 'proposedAt'>,
  ) => {
    await sql`insert into benefits_screenings (id, purpose, basis, area_code, rules, facts, state, proposed_by, proposed_at)
      values (${row.id}, ${row.purpose}, ${row.basis}, ${row.areaCode}, ${JSON.stringify(row.rules)}::jsonb, ${[...row.facts]}::text[],
        'proposed', ${row.proposedBy}, ${row.proposedAt})`.execute(db)
  },
  find: async (id: string, isLocked = false): Promise<ScreeningRow | undefined> =>
    (
      await sql<ScreeningRow>`select ${columns} from benefits_screenings where id = ${id} ${isLocked ? sql`for update` : sql``}`.execute(
        db,
      )
    ).rows[0],
  list: async (scope: Scope, after: string | undefined, limit: number): Promise<readonly ScreeningRow[]> =>
    (
      await sql<ScreeningRow>`select ${columns} from benefits_screenings
        where ${within(scope, { area: 'area_code' })} and ${after === undefined ? sql`true` : sql`id < ${after}::uuid`}
        order by id desc limit ${limit}`.execute(db)
    ).rows,
  inUse: async (): Promise<readonly ScreeningRow[]> =>
    (await sql<ScreeningRow>`select ${columns} from benefits_screenings where state = 'inUse' order by id`.execute(db))
      .rows,
  decide: async (id: string, state: 'approved' | 'declined', by: string | null, note: string, at: Date) => {
    await sql`update benefits_screenings set state = ${state}, decided_by = ${by}, decided_at = ${at}, decision_note = ${note}
      where id = ${id}`.execute(db)
  },
  turn: async (id: string, state: ScreeningState, at: Date) => {
    await sql`update benefits_screenings set state = ${state},
        used_at = case when ${state} = 'inUse' then ${at}::timestamptz else used_at end,
        ended_at = case when ${state} = 'ended' then ${at}::timestamptz else ended_at end
      where id = ${id}`.execute(db)
  },
  counted: async (id: string, screened: number, counts: Tally, at: Date) => {
    await sql`update benefits_screenings set state = 'counted', screened = ${screened}, counts = ${JSON.stringify(counts)}::jsonb,
      counted_at = ${at} where id = ${id} and state = 'counting'`.execute(db)
  },
})
