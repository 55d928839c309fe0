/** Brings rows of earlier versions up to date: binds loose seals to their row, tells the spine kinds. Idle once that is done. */
import { job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { cases } from '../contract.ts'
import { openContact, sealContact } from './reporter-contact.ts'
import { store } from './store.ts'

const batch = 500

export const catchUp = job(cases, 'catch-up', { cron: '*/10 * * * *' }, async (work) => {
  const queries = store(work.db)
  const loose = await queries.looseContacts(batch)
  for (const row of loose) {
    const { name, phone } = openContact(work, row)
    await queries.bindContact(row.caseId, sealContact(work, row.caseId, phone, name))
  }
  const unkind = await queries.withoutKind(batch)
  if (unkind.length > 0) {
    await work.use(matters).classify(unkind)
    await queries.hasKind(unkind.map(({ id }) => id))
  }
  if (loose.length + unkind.length > 0) work.audit({ facts: { bound: loose.length, classified: unkind.length } })
  if (loose.length === batch || unkind.length === batch) work.enqueue('catch-up', null, { key: 'more' })
})
