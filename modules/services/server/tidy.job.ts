/** Drafts nobody went on with are dropped after their days; of applications whose years are over the answers and papers are erased. */
import { files } from '@liren/files/contract'
import { forms } from '@liren/forms/contract'
import { job } from '@liren/kernel'
import { services } from '../contract.ts'
import { store } from './store.ts'

export const tidyJob = job(services, 'tidy', { cron: '20 3 * * *', retryLimit: 2 }, async (work) => {
  const days = await work.setting<number>('draftDays')
  const dropped = await store(work.db).dropDrafts(new Date(work.now.getTime() - days * 86_400_000))
  const retired = await store(work.db).toEmpty(500)
  for (const { id } of retired) await work.use(files).release({ module: 'services', object: `application:${id}` })
  await work.use(forms).forgetHanded(retired.map(({ formId }) => formId))
  await store(work.db).empty(
    retired.map(({ id }) => id),
    work.now,
  )
  if (dropped + retired.length > 0) work.audit({ facts: { dropped, emptied: retired.length } })
})
