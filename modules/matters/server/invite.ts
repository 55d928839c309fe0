/** Brings colleagues into the room (会商) of a matter: from then on they see it, read its thread and write there. */
import type { MattersWork } from './house.ts'
import { partStore } from './part-store.ts'
import { inSight } from './standing.ts'

export const inviteTo = async (
  work: MattersWork,
  id: string,
  people: readonly { readonly accountId: string; readonly name: string }[],
) => {
  const { matter, standing } = await inSight(work, id, false)
  if (!standing.isStaff) throw work.refuse('not-open-to-you')
  const came: string[] = []
  for (const { accountId, name } of people)
    if (await partStore(work.db).invite(matter.id, accountId, name, work.now)) came.push(accountId)
  if (came.length > 0) work.audit({ object: matter.id, area: matter.areaCode, facts: { invited: came } })
  return came
}
