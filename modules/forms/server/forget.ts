/** 到期删除 What was handed in is erased with the papers it held, and with what it was a correction of. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import { dropLoosePapers } from './kept-papers.ts'
import { submissions } from './store-submissions.ts'

/** What forgetting needs, be it of this module's work or of the register of retention's. */
type Forgetting = Pick<Work, 'db' | 'use'>

export const forgetHanded = async (work: Forgetting, asked: readonly string[]): Promise<number> => {
  const ids = [...new Set([...asked, ...(await submissions(work.db).origins(asked))])]
  for (const id of ids) await work.use(files).release({ module: 'forms', object: `submission:${id}` })
  const forgotten = await submissions(work.db).forgetHanded(ids)
  await dropLoosePapers(work)
  return forgotten
}

const portion = 500

export const forgetOldHanded = async (work: Forgetting, before: Date): Promise<number> => {
  for (let removed = 0; ; ) {
    const ids = await submissions(work.db).oldHandedIds(before, portion)
    removed += await forgetHanded(work, ids)
    if (ids.length < portion) return removed
  }
}
