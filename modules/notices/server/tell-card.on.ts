/** Tells a person that somebody came in with their identity card: a card that was lost is noticed at once. */
import { identity } from '@liren/identity/contract'
import { listen, type Work } from '@liren/kernel'
import { notices } from '../contract.ts'
import { send } from './send.ts'

export const tellCard = listen(
  notices,
  identity,
  'entered-by-card',
  'tell-card',
  async (work: Work<typeof notices>, { accountId, place }, told) => {
    await send(work, {
      to: { accountIds: [accountId] },
      topic: 'notices.account',
      template: 'notices.card',
      facts: { place },
      link: '/identity/account',
      object: `account:${accountId}`,
      onceKey: `card:${told.id}`,
    })
  },
)
