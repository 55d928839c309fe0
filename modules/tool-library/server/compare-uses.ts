/** Communities beside each other: who uses which version of a tool, what differs; and what another community has switched on. */
import { answer } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { compare } from '../document/compare.ts'
import { edition } from './edition.ts'
import { toolStore } from './store-tools.ts'
import { type UseRecord, useStore } from './store-uses.ts'

const nameOf = ({ renaming, head }: UseRecord) => renaming.name ?? head.name
const renamedOf = ({ renaming }: UseRecord) =>
  Object.keys(renaming.words ?? {}).length + (renaming.name ? 1 : 0) + (renaming.icon ? 1 : 0)

export const comparison = answer(toolLibrary, 'comparison', async (work, { params }) => {
  const tool = await toolStore(work.db).tool(params.id)
  const newest = tool && (await edition(work, tool.id, tool.latest))
  if (!tool || !newest) throw work.refuse('not-found')
  const uses = await useStore(work.db).usersOf(params.id)
  const names = await work.use(territory).areaNames(uses.map(({ areaCode }) => areaCode))
  // A handful of versions, whatever the number of communities.
  const differences = new Map(
    await Promise.all(
      [...new Set(uses.map(({ version }) => version))].map(async (version) => {
        const used = await edition(work, params.id, version)
        return [version, used && version !== tool.latest ? compare(used, newest) : null] as const
      }),
    ),
  )
  return {
    latest: tool.latest,
    items: uses.map((use) => {
      const difference = differences.get(use.version)
      return {
        areaCode: use.areaCode,
        areaName: names.get(use.areaCode) ?? use.areaCode,
        mode: use.mode,
        version: use.version,
        step: difference?.proposed ?? 'none',
        changes: difference?.changes.length ?? 0,
        name: nameOf(use),
        renamed: renamedOf(use),
        isOn: use.isOn,
        lastUsedAt: use.lastUsedAt?.toISOString() ?? null,
        since: use.sinceAt.toISOString(),
      }
    }),
  }
})

export const compareAreas = answer(toolLibrary, 'compareAreas', async (work, { query }) => {
  const store = useStore(work.db)
  const [here, there] = [await store.usesIn(query.area, true), await store.usesIn(query.other, true)]
  const side = (use: UseRecord | undefined) =>
    use ? { name: nameOf(use), version: use.version, mode: use.mode } : null
  const all = new Map([...here, ...there].map((use) => [use.toolId, use.head.name]))
  return {
    items: [...all].map(([toolId, name]) => ({
      toolId,
      name,
      here: side(here.find((use) => use.toolId === toolId)),
      there: side(there.find((use) => use.toolId === toolId)),
    })),
  }
})
