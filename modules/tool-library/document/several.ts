/** A tool may have several processes 多个流程. The studio composes one at a time: it stands first meanwhile, and back in its place after. */

import type { ToolDocument } from './document.ts'
import { formsOf } from './facts.ts'

/** The document with that process first; as it is, where there is none of that id. */
export const facing = (document: ToolDocument, id: string | null): ToolDocument => {
  const found = document.processes.find((one) => one.id === id)
  return found ? { ...document, processes: [found, ...document.processes.filter((one) => one !== found)] } : document
}

/** A change to one process, by what changes the first; none is lost and all stay in their order. */
export const facingChange = (
  document: ToolDocument,
  id: string | null,
  change: (document: ToolDocument) => ToolDocument,
): ToolDocument => {
  const places = new Map(document.processes.map((one, place) => [one.id, place]))
  const placeOf = (one: { readonly id: string }) => places.get(one.id) ?? places.size
  const changed = change(facing(document, id))
  return { ...changed, processes: changed.processes.toSorted((one, other) => placeOf(one) - placeOf(other)) }
}

/** Where something found at a place of the document stands while that process is the first. */
export const facingPath = (document: ToolDocument, id: string | null, path: string): string => {
  const first = document.processes.findIndex((one) => one.id === id)
  return path.replace(/^\/processes\/(\d+)/, (whole, digits: string) => {
    const at = Number(digits)
    return at === first ? '/processes/0' : at < first ? `/processes/${at + 1}` : whole
  })
}

/** The process a place speaks of: its own, that of its form, or that of its rule; null where it is about the whole tool. */
export const processAt = (document: ToolDocument, path: string): string | null => {
  const [, part, digits] = /^\/(processes|forms|lists|reminders|points)\/(\d+)/.exec(path) ?? []
  const at = Number(digits)
  if (part === 'processes') return document.processes[at]?.id ?? null
  if (part === 'lists' || part === 'reminders' || part === 'points') return document[part]?.[at]?.of ?? null
  const form = part === 'forms' ? document.forms[at]?.id : undefined
  return document.processes.find((one) => formsOf(document, one).some(({ id }) => id === form))?.id ?? null
}
