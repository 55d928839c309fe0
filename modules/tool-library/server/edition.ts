/** A version of a tool at hand: read once, kept in memory, for what was installed never changes. */
import { homeOf, type Work } from '@liren/kernel'
import type { Process as SpineProcess } from '@liren/matters/contract'
import type { toolLibrary } from '../contract.ts'
import type { Process, ToolDocument } from '../document/document.ts'
import { spineProcess } from '../document/process.ts'
import { toolStore } from './store-tools.ts'

export type LibraryWork = Work<typeof toolLibrary>

const kept = new WeakMap<object, Map<string, ToolDocument>>()
const most = 800

const memory = (work: object) => {
  const home = homeOf(work)
  const known = kept.get(home) ?? new Map<string, ToolDocument>()
  kept.set(home, known)
  return known
}

/** The document of an installed version; null where there is none. */
export const edition = async (
  work: Pick<LibraryWork, 'db'> & object,
  toolId: string,
  version: string,
): Promise<ToolDocument | null> => {
  const known = memory(work)
  const key = `${toolId}@${version}`
  const there = known.get(key)
  if (there) return there
  const found = await toolStore(work.db).document(toolId, version)
  if (!found) return null
  if (known.size >= most) known.delete(known.keys().next().value ?? '')
  known.set(key, found)
  return found
}

/** An installation that failed may have left a version in memory which is not there. */
export const forgetEdition = (work: object, toolId: string, version: string) =>
  memory(work).delete(`${toolId}@${version}`)

export const processOf = (document: ToolDocument, id: string): Process | undefined =>
  document.processes.find((one) => one.id === id)

/** Brings the spine a process by name, whatever was installed since the house was started. */
export const findProcess = async (db: object, name: string): Promise<SpineProcess | null> => {
  if (!name.startsWith('t-')) return null
  // The spine hands over the database of its own work.
  const store = toolStore(db as LibraryWork['db'])
  const place = await store.processPlace(name)
  const document = place && (await store.document(place.toolId, place.version))
  const process = document && processOf(document, place.processId)
  return process ? spineProcess(document, process) : null
}
