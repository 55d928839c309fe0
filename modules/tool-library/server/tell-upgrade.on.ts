/** A new version was published: where it came by itself that is told, where it waits for consent that too. */
import { listen } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import { compareVersions, stepBetween } from '../document/compare.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'
import { tellUsers } from './tell-uses.ts'

export const tellUpgrade = listen(
  toolLibrary,
  toolLibrary,
  'published',
  'tell-upgrade',
  async (work, { toolId, version }, told) => {
    const tool = await toolStore(work.db).tool(toolId)
    if (!tool) return
    for (const use of await useStore(work.db).usersOf(toolId)) {
      // Its makers know.
      if (use.isOwn || use.mode === 'trial') continue
      const came = use.version === version ? use.previous : null
      const waits = compareVersions(version, use.version) > 0 && stepBetween(use.version, version) !== 'patch'
      if (came === null && !waits) continue
      await tellUsers(work, use, {
        template: waits ? 'upgradeWaits' : 'upgraded',
        facts: { tool: (use.renaming.name ?? tool.head.name)['zh-CN'], version, before: came ?? use.version },
        link: '/tool-library/uses',
        once: told.id,
      })
    }
  },
)
