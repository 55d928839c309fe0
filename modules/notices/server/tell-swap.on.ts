/** Tells both sides of a swapped duty 换班: the colleague who is asked, and, once it is answered, each what holds for them. */
import { Id, Nullable, Type } from '@liren/contract'
import { hear, type Work } from '@liren/kernel'
import { notices } from '../contract.ts'
import { send } from './send.ts'

const Asked = Type.Object({
  swapId: Id,
  accountId: Id,
  fromName: Type.String(),
  shiftName: Type.String(),
  onDay: Type.String(),
})
const Answered = Type.Object({
  swapId: Id,
  /** Who hears of the answer, and who gave it; a seat may have lost its account meanwhile. */
  accountId: Nullable(Id),
  byAccountId: Id,
  byName: Type.String(),
  otherName: Type.String(),
  shiftName: Type.String(),
  onDay: Type.String(),
  inReturnOn: Nullable(Type.String()),
  state: Type.String(),
})

const tell = (
  work: Work<typeof notices>,
  to: string,
  template: string,
  facts: Readonly<Record<string, string>>,
  swapId: string,
  onceKey: string,
) =>
  send(work, {
    to: { accountIds: [to] },
    topic: 'notices.duty',
    template: `notices.${template}`,
    facts,
    link: '/me',
    object: `swap:${swapId}`,
    onceKey,
  })

export const tellSwap = [
  hear(notices, 'organisation/swap-asked', Asked, 'tell-swap-asked', async (work, fact, told) => {
    const { accountId, swapId, fromName, shiftName, onDay } = fact
    await tell(
      work,
      accountId,
      'swapAsked',
      { name: fromName, shift: shiftName, day: onDay },
      swapId,
      `swap:${told.id}`,
    )
  }),
  hear(notices, 'organisation/swap-answered', Answered, 'tell-swap-answered', async (work, fact, told) => {
    const { accountId, byAccountId, byName, otherName, swapId, shiftName, onDay, inReturnOn, state } = fact
    const facts = { name: byName, shift: shiftName, day: onDay }
    const template = state === 'agreed' ? 'swapAgreed' : state === 'refused' ? 'swapRefused' : 'swapWithdrawn'
    if (accountId) await tell(work, accountId, template, facts, swapId, `swap:${told.id}`)
    // Whoever agreed is on duty from now on, and has it in writing as well.
    if (state === 'agreed')
      await tell(
        work,
        byAccountId,
        inReturnOn ? 'swapTakenInReturn' : 'swapTaken',
        { ...facts, name: otherName, ...(inReturnOn ? { inReturn: inReturnOn } : {}) },
        swapId,
        `swap:${told.id} own`,
      )
  }),
]
