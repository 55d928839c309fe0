/** 留存期限 The telephone left with a report goes two years after the case is closed; the words and photos of the report after ten. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { type Kept, keptStore } from './store-retention.ts'

type Forgetting = Pick<Work, 'db' | 'use'>

const portion = 500

/** Goes through all of them by portions; the spine knows which were closed by then, and `use` gets those. */
const throughOld = async (
  work: Forgetting,
  kept: Kept,
  before: Date,
  use: (ids: readonly string[]) => Promise<void>,
): Promise<number> => {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let count = 0; ; ) {
    const ids = await keptStore(work.db).holding(kept, before, after, portion)
    const closed = (await work.use(matters).rows(ids))
      .filter(({ closedAt }) => closedAt !== null && new Date(closedAt) < before)
      .map(({ id }) => id)
    if (closed.length > 0) await use(closed)
    count += closed.length
    if (ids.length < portion) return count
    after = ids.at(-1) ?? after
  }
}

const forget: Readonly<Record<Kept, (work: Forgetting, ids: readonly string[]) => Promise<void>>> = {
  contacts: async ({ db }, ids) => {
    await keptStore(db).forgetContacts(ids)
  },
  reports: async (work, ids) => {
    await keptStore(work.db).forgetReports(ids)
    for (const id of ids) await work.use(files).release({ module: 'cases', object: `case:${id}` })
  },
}

const kept = (name: Kept, keepDays: number) => ({
  name,
  keepDays,
  due: (work: object, before: Date) => throughOld(work as Work, name, before, async () => {}),
  remove: (work: object, before: Date) =>
    throughOld(work as Work, name, before, (ids) => forget[name](work as Work, ids)),
})

/** In the shape the catalogue collects. */
export const retention = { retention: [kept('contacts', 731), kept('reports', 3653)] }
