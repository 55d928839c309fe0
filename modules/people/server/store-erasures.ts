/** Queries about who asked to be erased, and what came of it. */
import type { Db } from '@liren/kernel'
import { sql } from 'kysely'
import type { ErasureRequest } from '../contract.ts'
import { inReach } from './reach.ts'

type Row = Omit<ErasureRequest, 'askedAt' | 'answeredAt'> & {
  askedAt: Date
  answeredAt: Date | null
  askedBy: string | null
  areaCode: string | null
}
export type ErasureRow = ErasureRequest & { readonly askedBy: string | null; readonly areaCode: string | null }

const columns = sql`e.id, e.person_id, p.display_name, e.area_code, e.reason, e.asked_at, e.asked_by, e.is_own,
  to_char(e.due_on, 'YYYY-MM-DD') as due_on, e.state, e.answer, e.answered_at, e.outcome`
const from = sql`people_erasure_requests e join people_persons p on p.id = e.person_id`

const toRequest = ({ askedAt, answeredAt, ...row }: Row): ErasureRow => ({
  ...row,
  askedAt: askedAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
})
const before = (after: string | null) => (after ? sql`e.id < ${after}::uuid` : sql`true`)

export type NewErasure = {
  readonly id: string
  readonly personId: string
  readonly areaCode: string | null
  readonly reason: string | null
  readonly askedAt: Date
  readonly askedBy: string | null
  readonly isOwn: boolean
  readonly dueOn: string
}

export const erasures = (db: Db) => {
  const find = async (id: string): Promise<ErasureRow | undefined> =>
    (await sql<Row>`select ${columns} from ${from} where e.id = ${id}`.execute(db)).rows.map(toRequest)[0]
  return {
    find,
    /** False when a request of this person is open already. */
    add: async (one: NewErasure): Promise<boolean> => {
      const { numAffectedRows } = await sql`insert into people_erasure_requests
          (id, person_id, area_code, reason, asked_at, asked_by, is_own, due_on, state)
        values (${one.id}, ${one.personId}, ${one.areaCode}, ${one.reason}, ${one.askedAt}, ${one.askedBy}, ${one.isOwn}, ${one.dueOn}, 'open')
        on conflict (person_id) where state = 'open' do nothing`.execute(db)
      return numAffectedRows === 1n
    },
    ofPerson: async (personId: string, after: string | null, limit: number): Promise<readonly ErasureRow[]> => {
      const { rows } = await sql<Row>`select ${columns} from ${from}
        where e.person_id = ${personId} and ${before(after)} order by e.id desc limit ${limit}`.execute(db)
      return rows.map(toRequest)
    },
    list: async (
      prefixes: readonly string[],
      state: string | undefined,
      after: string | null,
      limit: number,
    ): Promise<readonly ErasureRow[]> => {
      const { rows } = await sql<Row>`select ${columns} from ${from}
        where ${inReach(prefixes, 'e.area_code')} and ${state ? sql`e.state = ${state}` : sql`true`} and ${before(after)}
        order by e.id desc limit ${limit}`.execute(db)
      return rows.map(toRequest)
    },
    /** False when it is no longer open. What somebody wrote as their reason goes with them. */
    settle: async (
      id: string,
      to: {
        readonly state: 'withdrawn' | 'declined' | 'erased'
        readonly answer: string | null
        readonly by: string | null
        readonly at: Date
        readonly outcome: ErasureRequest['outcome']
      },
    ): Promise<boolean> => {
      const { numAffectedRows } =
        await sql`update people_erasure_requests set state = ${to.state}, answer = ${to.answer},
          answered_at = ${to.at}, answered_by = ${to.by}, outcome = ${to.outcome === null ? null : JSON.stringify(to.outcome)}::jsonb,
          reason = case when ${to.state} = 'erased' then null else reason end
        where id = ${id} and state = 'open'`.execute(db)
      return numAffectedRows === 1n
    },
  }
}
