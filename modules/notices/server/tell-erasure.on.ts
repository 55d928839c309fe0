/** Tells a person how their request to be erased was answered, as far as there is still somebody to tell. */
import { Id, Type } from '@liren/contract'
import { hear, type Work } from '@liren/kernel'
import { notices } from '../contract.ts'
import { send } from './send.ts'

const Answered = Type.Object({ requestId: Id, personId: Id, decision: Type.String() })

export const tellErasure = hear(
  notices,
  'people/erasure-answered',
  Answered,
  'tell-erasure',
  async (work: Work<typeof notices>, { requestId, personId, decision }, told) => {
    await send(work, {
      to: { personIds: [personId] },
      topic: 'notices.account',
      template: decision === 'erase' ? 'notices.erased' : 'notices.erasureDeclined',
      facts: {},
      link: '/people/me/rights',
      object: `erasure:${requestId}`,
      onceKey: `erasure:${told.id}`,
    })
  },
)
