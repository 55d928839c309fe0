/** How a draft stands beside what is there: the version before it, and the standard it is a copy of. */
import { type Burden, burdenChange, burdenOf } from '../document/burden.ts'
import type { Field, ToolDocument } from '../document/document.ts'
import { mappingOf } from '../document/standard.ts'
import { edition, type LibraryWork } from './edition.ts'
import { toolStore } from './store-tools.ts'

/** The published version before this one, if it was made before. */
export const versionBefore = async (work: LibraryWork, document: ToolDocument): Promise<ToolDocument | null> => {
  const known = await toolStore(work.db).tool(document.id)
  return known ? edition(work, known.id, known.latest) : null
}

export const burdenBeside = (before: ToolDocument | null, document: ToolDocument) => {
  const now: Burden = burdenOf(document)
  return { now: { ...now }, change: before ? { ...burdenChange(burdenOf(before), now) } : null, reason: null }
}

/** The confirmed standard a document was copied from; null where its origin is none. */
export const standardOf = async (work: LibraryWork, document: ToolDocument): Promise<ToolDocument | null> => {
  const origin = document.lineage?.forkOf.id
  if (origin === undefined || origin === document.id) return null
  const tool = await toolStore(work.db).tool(origin)
  return tool?.isStandard ? edition(work, tool.id, tool.latest) : null
}

export const gapsOf = async (work: LibraryWork, document: ToolDocument): Promise<readonly Field[]> => {
  const standard = await standardOf(work, document)
  return standard ? mappingOf(standard, document).gaps : []
}
