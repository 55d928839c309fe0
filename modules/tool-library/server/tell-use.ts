/** Says how a community uses a tool now, for whoever shows tools. */
import type { LibraryWork } from './edition.ts'
import { type UseRecord, useStore } from './store-uses.ts'
import { forgetUse } from './use-memory.ts'

export const tellUse = async (work: LibraryWork, toolId: string, area: string): Promise<UseRecord> => {
  const use = await useStore(work.db).lockUse(toolId, area)
  if (!use) throw work.refuse('not-found')
  forgetUse(work, toolId, area)
  work.emit(
    'used',
    {
      toolId,
      version: use.version,
      areaCode: area,
      mode: use.mode,
      isOn: use.isOn,
      name: use.renaming.name ?? use.head.name,
      icon: use.renaming.icon ?? use.head.icon,
      untilOn: use.untilOn,
      isDue: use.mandate !== null,
    },
    [`area:${area}`],
  )
  work.audit({ object: `tool:${toolId}`, area, facts: { version: use.version, mode: use.mode, isOn: use.isOn } })
  return use
}
