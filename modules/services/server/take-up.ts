/** 窗口续办 Somebody began at home and comes to a counter: whoever helps goes on with the same application, on a recorded authority. */
import { forms } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import { formChannel } from './begin.ts'
import { isMine, rowView } from './standing.ts'
import { store } from './store.ts'

export const takeUp = answer(services, 'takeUp', async (work, { params, body }) => {
  const authority = work.actor.onBehalfOf
  const row = await store(work.db).lock(params.id)
  // Only while helping that very person: whoever was helped before is out of reach.
  if (!row || !authority || !isMine(work, row)) throw work.refuse('not-found')
  if (row.state !== 'draft') throw work.refuse('wrong-state', { state: row.state })
  const change = {
    channel: body.channel,
    channels: row.channels.at(-1) === body.channel ? row.channels : [...row.channels, body.channel],
    helperId: work.actor.id,
    authorityId: authority.authorityId,
  }
  await store(work.db).set(row.id, change)
  await work.use(forms).takeUp(row.formId, { accountId: work.actor.id, channel: formChannel(work, body.channel) })
  work.audit({
    object: `application:${row.id}`,
    area: row.areaCode,
    facts: { channel: body.channel, authorityId: authority.authorityId },
  })
  return rowView({ ...row, ...change }, work.locale)
})
