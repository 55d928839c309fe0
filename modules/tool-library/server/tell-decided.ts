/** Whoever handed something in is told what the keeper decided, and why. */
import { notices } from '@liren/notices/contract'
import type { LibraryWork } from './edition.ts'
import type { Head } from './store-tools.ts'

export const tellDecided = async (
  work: LibraryWork,
  of: { readonly toolId: string; readonly version: string; readonly head: Head; readonly to: string | null },
  { isPublished, reason }: { readonly isPublished: boolean; readonly reason: string },
) => {
  if (of.to === null) return
  await work.use(notices).send({
    to: { accountIds: [of.to] },
    topic: 'tool-library.library',
    template: isPublished ? 'tool-library.decidedYes' : 'tool-library.decidedNo',
    facts: { tool: of.head.name['zh-CN'], version: of.version, because: reason },
    link: '/tool-library/studio',
    onceKey: `tool-library:decided:${of.toolId}:${of.version}`,
  })
}
