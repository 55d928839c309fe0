/** Opens a closed matter again (重开), within the days a community allows. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { claimFor } from './bound.ts'
import { type MattersWork, processIn } from './house.ts'
import { asReply, carryOut } from './move.ts'
import { partStore } from './part-store.ts'
import { factOf, inSight, mayAt, type Standing, topicsOf } from './standing.ts'
import type { Whole } from './tables.ts'

const dayMs = 86_400_000

/** Within the days a community allows; files are claimed already. */
export const reopenSeen = async (
  work: MattersWork,
  seen: Whole & { readonly standing: Standing },
  because: string,
  files: readonly string[],
) => {
  const { matter, parties } = seen
  const process = await processIn(work, matter.process, matter.areaCode)
  const move = process.acts?.reopen
  const days = await work.setting<number>('reopenWithinDays', matter.areaCode)
  if (!matter.closedAt || !move || !process.moves[move]?.from.includes(matter.state))
    throw work.refuse('not-reopenable', { state: matter.state })
  if (work.now.getTime() - matter.closedAt.getTime() > days * dayMs) throw work.refuse('too-late', { days })
  await partStore(work.db).supersedeRatings(matter.id, work.now)
  const now = await carryOut(work, seen, move, { facts: { because }, files }, 'spine')
  work.emit('reopened', { ...factOf(work, now, parties), because }, topicsOf(parties, now))
  return asReply(now)
}

export const reopen = answer(matters, 'reopen', async (work, { params, body }) => {
  const seen = await inSight(work, params.id)
  if (!seen.standing.relations.includes('reporter') && !mayAt(work, 'matter.assign', seen.matter))
    throw work.refuse('not-open-to-you')
  return reopenSeen(work, seen, body.because, await claimFor(work, seen.matter.id, body.files))
})
