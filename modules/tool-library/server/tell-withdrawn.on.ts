/** A tool was withdrawn: whoever answers for a place that uses it is told, with the reason. */
import { listen } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import { toolStore } from './store-tools.ts'
import { tellUsers } from './tell-uses.ts'

export const tellWithdrawn = listen(
  toolLibrary,
  toolLibrary,
  'withdrawn',
  'tell-withdrawn',
  async (work, fact, told) => {
    const tool = await toolStore(work.db).tool(fact.toolId)
    for (const areaCode of fact.areaCodes)
      await tellUsers(
        work,
        { toolId: fact.toolId, areaCode },
        {
          template: 'withdrawn',
          facts: { tool: tool?.head.name['zh-CN'] ?? fact.toolId, because: fact.because },
          link: '/tool-library/uses',
          once: told.id,
        },
      )
  },
)
