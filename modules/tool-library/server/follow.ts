/** Citing means following: a patch is taken over by itself, anything larger waits for the community's consent. */
import { stepBetween } from '../document/compare.ts'
import type { ToolDocument } from '../document/document.ts'
import type { LibraryWork } from './edition.ts'
import { useStore } from './store-uses.ts'
import { tellUse } from './tell-use.ts'

/** Carries a newly published patch to everybody who follows the tool. */
export const followUpgrade = async (work: LibraryWork, document: ToolDocument) => {
  const uses = useStore(work.db)
  for (const { areaCode, version } of await uses.followers(document.id, document.version)) {
    if (stepBetween(version, document.version) !== 'patch') continue
    await uses.setVersion(document.id, areaCode, document.version, version)
    work.emit('upgraded', { toolId: document.id, areaCode, from: version, to: document.version }, [`area:${areaCode}`])
    await tellUse(work, document.id, areaCode)
  }
}
