/** 授权到期 Every night grants whose day is over end; whoever was given data hears a week before, and is asked to delete them. */
import { job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { catalogue } from '../contract.ts'
import { logged } from './datasets.ts'
import { dayOf } from './deed.ts'
import { sharingStore } from './store-sharing.ts'

const warnDays = 7

export const endGrants = job(catalogue, 'end-grants', { cron: '20 0 * * *' }, async (work) => {
  const today = dayOf(work.now)
  const soon = dayOf(new Date(work.now.getTime() + warnDays * 86_400_000))
  for (const row of await sharingStore(work.db).ending(soon)) {
    const isOver = row.expiresOn !== null && row.expiresOn < today
    if (isOver) {
      await work.use(matters).move(row.matterId, 'expire', { facts: {} })
      await sharingStore(work.db).expire(row.id)
      await logged(work, row.datasetCode, 'expired', { unit: row.unitName })
    }
    if (row.askedBy === null) continue
    await work.use(notices).send({
      to: { accountIds: [row.askedBy] },
      topic: 'catalogue.datasets',
      template: isOver ? 'catalogue.grantOver' : 'catalogue.grantEnds',
      facts: { title: row.datasetTitle, on: row.expiresOn ?? today },
      link: `/matters/${row.matterId}`,
      object: `dataset:${row.datasetCode}`,
      onceKey: `grant-${row.id}-${isOver ? 'over' : 'ends'}-${row.expiresOn}`,
    })
  }
})
