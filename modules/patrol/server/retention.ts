/** 留存期限 Whom somebody called on, and what was unforeseen on the way, is a diary and no archive: it goes after three years, with its photos. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import { type Kept, oldDiary } from './store-retention.ts'

const objects: Readonly<Record<Kept, string>> = { visits: 'visit', happenings: 'happening' }
const portion = 500

const forget = async (work: Pick<Work, 'db' | 'use'>, kept: Kept, before: Date): Promise<number> => {
  for (let removed = 0; ; ) {
    const rows = await oldDiary(work.db, kept, before).take(portion)
    for (const { id, fileIds } of rows)
      if (fileIds.length > 0) await work.use(files).release({ module: 'patrol', object: `${objects[kept]}:${id}` })
    removed += rows.length
    if (rows.length < portion) return removed
  }
}

const kept = (name: Kept) => ({
  name,
  keepDays: 1096,
  due: (work: object, before: Date) => oldDiary((work as Work).db, name, before).count(),
  remove: (work: object, before: Date) => forget(work as Work, name, before),
})

/** In the shape the catalogue collects. */
export const retention = { retention: [kept('visits'), kept('happenings')] }
