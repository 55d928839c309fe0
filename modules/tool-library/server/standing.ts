/** How a draft stands beside what is there: the version before it, and the standard it is a copy of. */
import { type Burden, burdenChange, burdenOf } from '../document/burden.ts'
import type { Field, ToolDocument } from '../document/document.ts'
import { mappingAlong } from '../document/standard.ts'
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

/** So far back a lineage is followed; nobody copies copies of copies for longer than that. */
const generations = 12

/** The confirmed standard a document comes from, and the copies between the two, the oldest first; null where none of its origins is one. */
const lineOf = async (
  work: LibraryWork,
  document: ToolDocument,
): Promise<{ readonly standard: ToolDocument; readonly between: readonly ToolDocument[] } | null> => {
  const between: ToolDocument[] = []
  const seen = new Set([document.id])
  let origin = document.lineage?.forkOf.id
  while (origin !== undefined && !seen.has(origin) && seen.size <= generations) {
    seen.add(origin)
    const tool = await toolStore(work.db).tool(origin)
    const found = tool && (await edition(work, tool.id, tool.latest))
    if (!found) return null
    if (tool.isStandard) return { standard: found, between: between.toReversed() }
    between.push(found)
    origin = found.lineage?.forkOf.id
  }
  return null
}

export const gapsOf = async (work: LibraryWork, document: ToolDocument): Promise<readonly Field[]> => {
  const line = await lineOf(work, document)
  return line ? mappingAlong(line.standard, [...line.between, document]).gaps : []
}
