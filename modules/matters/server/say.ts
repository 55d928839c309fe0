/** Talk inside the matter: residents and staff in public, staff among themselves. */
import { answer, jsonText } from '@liren/kernel'
import { matters } from '../contract.ts'
import { claimFor } from './bound.ts'
import type { MattersWork } from './house.ts'
import { type MessageRecord, partStore } from './part-store.ts'
import { factOf, inSight, isItsReporter, maskName, topicsOf } from './standing.ts'

export const messageView = (message: MessageRecord) => ({ ...message, at: message.at.toISOString() })

export const sayIn = async (
  work: MattersWork,
  id: string,
  said: { readonly text: string; readonly isPublic: boolean; readonly files?: readonly string[] },
) => {
  const { matter, parties, standing } = await inSight(work, id, false)
  if (!standing.isStaff && !said.isPublic) throw work.refuse('not-open-to-you', {}, 'isPublic')
  const isSystem = work.actor.kind === 'system'
  const side = isSystem ? 'system' : standing.isStaff && !standing.relations.includes('reporter') ? 'staff' : 'resident'
  const message = await partStore(work.db).say(matter.id, {
    at: work.now,
    authorId: work.actor.id,
    authorName: side === 'resident' ? maskName(work.actor.name) : work.actor.name,
    side,
    isPublic: said.isPublic,
    text: said.text,
    fileIds: [...(said.files ?? [])],
  })
  work.emit(
    'said',
    { ...factOf(work, matter, parties), messageId: message.id, side, isPublic: said.isPublic },
    topicsOf(said.isPublic ? parties : [], matter),
  )
  work.audit({ object: matter.id, area: matter.areaCode, facts: { isPublic: said.isPublic } })
  return message
}

export const say = answer(matters, 'say', async (work, { params, body }) => {
  await inSight(work, params.id, false)
  const files = await claimFor(work, params.id, body.files)
  return messageView(await sayIn(work, params.id, { text: body.text, isPublic: body.isPublic, files }))
})

export const messages = answer(matters, 'messages', async (work, { params, query }) => {
  const { matter, parties, standing } = await inSight(work, params.id, false)
  const reader = standing.isStaff ? null : { id: work.actor.id, isOnlooker: !isItsReporter(work, parties) }
  return jsonText(await partStore(work.db).messagePage(matter.id, reader, query.after, query.limit ?? 50))
})
