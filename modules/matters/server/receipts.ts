/** Was it heard? When those whom a step put in charge were told, and when the first of them read it. */
import { answer } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { matters } from '../contract.ts'
import { inSight } from './standing.ts'
import { matterStore } from './store.ts'

/** What tells hands that something came to them, in clear and where a matter is restricted. */
const templates = ['matters.given', 'matters.workHidden']
const giving = new Set(['opened', 'assigned', 'arbitrated'])

export const receipts = answer(matters, 'receipts', async (work, { params }) => {
  const { matter, standing } = await inSight(work, params.id, false)
  if (!standing.isStaff) throw work.refuse('not-open-to-you')
  const told = await work.use(notices).receipts({ object: `matter:${matter.id}`, templates })
  const steps = (await matterStore(work.db).steps(matter.id)).filter(
    (step) => giving.has(step.move) || typeof step.facts.toUnit === 'string',
  )
  return {
    items: told.map(({ sentAt, recipients, deliveredAt, readAt }) => ({
      // The last step before it that gave the matter to somebody.
      seq: steps.findLast((step) => Date.parse(step.at) <= sentAt.getTime())?.seq ?? 1,
      sentAt: sentAt.toISOString(),
      recipients,
      deliveredAt: deliveredAt?.toISOString() ?? null,
      readAt: readAt?.toISOString() ?? null,
    })),
  }
})
