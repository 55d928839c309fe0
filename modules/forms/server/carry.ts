/** Somebody's log-in is tied to another entry of the register: what they filled in goes along, drafts and all. */
import type { Work } from '@liren/kernel'
import type { CarriedAlong } from '@liren/people/contract'
import { sql } from 'kysely'

export const carry: CarriedAlong['carry'] = async (work, { accountId, from, to }) => {
  await sql`update forms_submissions set person_id = ${to}::uuid
    where account_id = ${accountId}::uuid and person_id is not distinct from ${from}::uuid`.execute((work as Work).db)
}
