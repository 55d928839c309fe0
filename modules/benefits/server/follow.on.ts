/** What became of a visit or a delivery is written beside the match; whoever declined is not visited any more. */
import { listen } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { benefits } from '../contract.ts'
import type { MatchState } from '../outreach.ts'
import { store } from './store.ts'

const outcomes: Readonly<Record<string, MatchState>> = {
  served: 'served',
  placed: 'served',
  declined: 'declined',
  notEligible: 'lapsed',
  // Somebody not met is still entitled, and is told again.
  notFound: 'told',
  ended: 'declined',
}

const isOurs = (fact: { readonly process: string }) =>
  fact.process === 'benefit-outreach' || fact.process === 'employment-help'

export const noteOutcome = listen(
  benefits,
  matters,
  'closed',
  'note-outcome',
  async (work, fact) => {
    const kept = store(work.db)
    const match = await kept.byMatter(fact.matterId)
    const state = outcomes[fact.state]
    if (!match || !state) return
    // Their own word on the telephone counts for more than what the task ended with.
    if (match.state === 'declined' || match.state === 'served') return
    const told = {
      personId: match.personId,
      ruleId: match.ruleId,
      serviceItem: match.serviceItem,
      areaCode: match.areaCode,
    }
    await kept.set(match.id, { state, decidedAt: work.now, ...(state === 'told' ? { matterId: null } : {}) })
    if (state === 'served') work.emit('served', told)
    if (state === 'declined') work.emit('declined', told)
  },
  isOurs,
)

export const noteAgreement = listen(
  benefits,
  matters,
  'moved',
  'note-agreement',
  async (work, fact) => {
    const match = await store(work.db).byMatter(fact.matterId)
    if (!match || match.state === 'declined') return
    await store(work.db).set(match.id, { state: 'agreed', agreedAt: work.now })
  },
  (fact) => isOurs(fact) && (fact.move === 'agree' || fact.move === 'plan'),
)

/** Declined on the telephone: nobody rings the bell for it. */
export const callOff = listen(benefits, benefits, 'declined', 'call-off', async (work, fact) => {
  const match = (await store(work.db).of(fact.personId)).find(({ ruleId }) => ruleId === fact.ruleId)
  if (!match?.matterId || match.state !== 'declined') return
  const [row] = await work.use(matters).rows([match.matterId])
  if (row && row.phase !== 'done') await work.use(matters).move(match.matterId, 'withdraw', {})
})
