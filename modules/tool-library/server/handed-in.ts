/** What somebody handed in, and what became of each: asked, tried, published, refused, and why. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { shownVersion } from './shown.ts'
import { toolStore } from './store-tools.ts'

export const handedIn = answer(toolLibrary, 'handedIn', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = work.actor.id ? await toolStore(work.db).handedInBy(work.actor.id, query.after ?? null, limit + 1) : []
  const items = rows.slice(0, limit)
  const names = await work.use(territory).areaNames(items.flatMap(({ trialArea }) => trialArea ?? []))
  return {
    items: items.map(({ head, ...row }) => ({
      ...shownVersion(row),
      name: head.name,
      trialAreaName: row.trialArea && (names.get(row.trialArea) ?? row.trialArea),
    })),
    next: rows.length > limit ? (items.at(-1)?.installedAt.toISOString() ?? null) : null,
  }
})
