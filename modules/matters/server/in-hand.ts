/** For the organisation, before a unit is dissolved: what it still holds, and where it still helps. */
import type { Work } from '@liren/kernel'
import type { GivenToOrganisation } from '@liren/organisation/contract'
import { sql } from 'kysely'

export const inHand: GivenToOrganisation['inHand'] = async (work, unitId) => {
  const { rows } = await sql<{ count: number }>`select (select count(*) from matters_matters
      where holder_unit_id = ${unitId}::uuid and closed_at is null)
    + (select count(*) from matters_helpers h join matters_matters m on m.id = h.matter_id and m.closed_at is null
      where h.unit_id = ${unitId}::uuid and h.done_at is null) as count`.execute((work as Work).db)
  return Number(rows[0]?.count ?? 0)
}
