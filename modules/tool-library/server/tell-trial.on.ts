/** Somebody asks a community to try a tool: its administrators are told. */
import { identity } from '@liren/identity/contract'
import { listen } from '@liren/kernel'
import { notices } from '@liren/notices/contract'
import { toolLibrary } from '../contract.ts'
import { toolStore } from './store-tools.ts'

export const tellTrialAsked = listen(
  toolLibrary,
  toolLibrary,
  'submitted',
  'tell-trial-asked',
  async (work, fact, told) => {
    if (!fact.askedOf) return
    const tool = await toolStore(work.db).tool(fact.toolId)
    const accountIds = await work.use(identity).holders({ role: 'communityAdmin', area: fact.askedOf })
    if (!tool || accountIds.length === 0) return
    await work.use(notices).send({
      to: { accountIds },
      topic: 'tool-library.library',
      template: 'tool-library.trialAsked',
      facts: { tool: tool.head.name['zh-CN'], unit: tool.head.unit['zh-CN'] },
      link: '/tool-library/uses',
      onceKey: told.id,
    })
  },
)
