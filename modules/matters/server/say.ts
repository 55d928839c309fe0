/** Talk inside the matter: residents and staff in public, staff among themselves. */

import { maskName } from '@liren/contract/mask'
import { answer, jsonText } from '@liren/kernel'
import { matters } from '../contract.ts'
import { claimFor } from './bound.ts'
import type { MattersWork } from './house.ts'
import { type MessageRecord, partStore } from './part-store.ts'
import { oweReply } from './replies.ts'
import { replyStore } from './reply-store.ts'
import { factOf, inSight, isItsReporter, topicsOf } from './standing.ts'
import type { Whole } from './tables.ts'
import { endWaitAnswered } from './waits.ts'

export const messageView = (message: MessageRecord) => ({ ...message, at: message.at.toISOString() })

type Said = {
  readonly text: string
  readonly isPublic: boolean
  readonly files?: readonly string[]
  readonly name?: string
}

/** Says it from one side of the matter; what the resident says waits for a reply, what the office says in public is one. */
export const sayAs = async (
  work: MattersWork,
  { matter, parties }: Pick<Whole, 'matter' | 'parties'>,
  side: MessageRecord['side'],
  said: Said,
) => {
  const name = said.name ?? work.actor.name
  const message = await partStore(work.db).say(matter.id, {
    at: work.now,
    authorId: work.actor.id,
    authorName: side === 'resident' ? maskName(name) : name,
    side,
    isPublic: said.isPublic,
    text: said.text,
    fileIds: [...(said.files ?? [])],
  })
  if (said.isPublic) {
    if (side === 'resident') await oweReply(work, matter, 'word')
    else await replyStore(work.db).answered(matter.id, 'word')
  }
  work.emit(
    'said',
    { ...factOf(work, matter, parties), messageId: message.id, side, isPublic: said.isPublic },
    topicsOf(said.isPublic ? parties : [], matter),
  )
  work.audit({ object: matter.id, area: matter.areaCode, facts: { isPublic: said.isPublic } })
  return message
}

export const sayIn = async (work: MattersWork, id: string, said: Said) => {
  const seen = await inSight(work, id, false)
  const { standing } = seen
  if (!standing.isStaff && !said.isPublic) throw work.refuse('not-open-to-you', {}, 'isPublic')
  const isSystem = work.actor.kind === 'system'
  const side = isSystem ? 'system' : standing.isStaff && !standing.relations.includes('reporter') ? 'staff' : 'resident'
  const message = await sayAs(work, seen, side, said)
  if (side === 'resident' && said.isPublic && standing.relations.includes('reporter')) await endWaitAnswered(work, seen)
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
