/** Somebody's log-in is tied to another entry of the register: what they reported and follow is that entry's from now on. */
import type { Work } from '@liren/kernel'
import { sql } from 'kysely'

type Moved = { readonly accountId: string; readonly from: string | null; readonly to: string }

/** In the shape the register of persons collects. What they reported for somebody else stays that person's. */
export const carry = async (work: object, { accountId, from, to }: Moved): Promise<void> => {
  await sql`update matters_parties set person_id = ${to}::uuid
    where account_id = ${accountId}::uuid and person_id is not distinct from ${from}::uuid`.execute((work as Work).db)
}
