/** Every night drafts nobody touched for thirty days are erased, and fingerprints older than the ninety days they are compared over. */
import { job } from '@liren/kernel'
import { forms } from '../contract.ts'
import { dropLoosePapers } from './kept-papers.ts'
import { submissions } from './store-submissions.ts'

export const sweepJob = job(forms, 'sweep', { cron: '35 3 * * *', retryLimit: 2 }, async (work) => {
  const all = submissions(work.db)
  const erased = await all.dropExpired(work.now)
  await all.forgetTyped(new Date(work.now.getTime() - 90 * 86_400_000))
  const papers = await dropLoosePapers(work)
  work.audit({ object: 'drafts', facts: { erased, papers } })
})
