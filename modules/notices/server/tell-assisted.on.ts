/** Tells a person that somebody began to act for them (代办): the law's own control against misuse. */
import { identity } from '@liren/identity/contract'
import { listen, type Work } from '@liren/kernel'
import { notices } from '../contract.ts'
import { send } from './send.ts'

export const tellAssisted = listen(
  notices,
  identity,
  'assisted',
  'tell-assisted',
  async (work: Work<typeof notices>, fact, told) => {
    const helper = await work.use(identity).account(fact.helperAccountId)
    await send(work, {
      to: { personIds: [fact.personId] },
      topic: 'notices.account',
      template: 'notices.assisted',
      facts: { name: helper?.displayName ?? '', purpose: fact.purpose },
      urgency: 'urgent',
      object: `authority:${fact.authorityId}`,
      onceKey: `assisted:${told.id}`,
    })
  },
)
