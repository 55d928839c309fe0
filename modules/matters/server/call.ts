/** Calls made about a matter, and people who want to hear how it goes on. */

import { maskName } from '@liren/contract/mask'
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import type { MattersPort } from '../port.ts'
import type { MattersWork } from './house.ts'
import { type CallRecord, partStore } from './part-store.ts'
import { inSight, personOf } from './standing.ts'
import { matterStore } from './store.ts'

export const callView = (call: CallRecord) => ({ ...call, at: call.at.toISOString() })

export const logCallOn = async (work: MattersWork, id: string, call: Parameters<MattersPort['logCall']>[1]) => {
  const { matter, standing } = await inSight(work, id, false)
  if (!standing.isStaff) throw work.refuse('not-open-to-you')
  work.audit({ object: matter.id, area: matter.areaCode, facts: { channel: call.channel, outcome: call.outcome } })
  return partStore(work.db).call(matter.id, {
    at: work.now,
    byId: work.actor.id,
    byName: work.actor.name,
    toName: call.toName,
    toAccountId: call.toAccountId ?? null,
    channel: call.channel,
    outcome: call.outcome,
    seconds: call.seconds ?? null,
    note: call.note ?? '',
  })
}

export const logCall = answer(matters, 'logCall', async (work, { params, body }) =>
  callView(await logCallOn(work, params.id, body)),
)

export const follow = answer(matters, 'follow', async (work, { params }) => {
  const whole = await matterStore(work.db).whole(params.id)
  if (!whole?.matter.isPublic) await inSight(work, params.id, false)
  if (!work.actor.id) throw work.refuse('not-open-to-you')
  await partStore(work.db).follow(params.id, work.actor.id, personOf(work), maskName(work.actor.name), work.now)
  work.audit({ object: params.id })
  return undefined
})
