/** A tool was withdrawn: the administrators of every community that uses it are told, with the reason. */

import { identity } from '@liren/identity/contract'
import { listen } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { toolLibrary } from '../contract.ts'
import { toolStore } from './store-tools.ts'

export const tellWithdrawn = listen(
  toolLibrary,
  toolLibrary,
  'withdrawn',
  'tell-withdrawn',
  async (work, fact, told) => {
    const tool = await toolStore(work.db).tool(fact.toolId)
    for (const area of fact.areaCodes) {
      const accountIds = await work.use(identity).holders({ role: 'communityAdmin', area })
      if (accountIds.length === 0) continue
      await work.use(notices).send({
        to: { accountIds },
        topic: 'tool-library.library',
        template: 'tool-library.withdrawn',
        facts: { tool: tool?.head.name['zh-CN'] ?? fact.toolId, because: fact.because },
        link: `/tool-library/tools/${fact.toolId}`,
        onceKey: `${told.id}:${area}`,
      })
    }
  },
)
