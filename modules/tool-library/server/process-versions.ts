/** Two versions of a tool's process beside each other: what was left out, what was brought, and how long each really took. */
import { answer } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { toolLibrary } from '../contract.ts'
import type { Process } from '../document/document.ts'
import { differenceOf, tookOf, wayOf } from '../document/process-way.ts'
import { edition, type LibraryWork } from './edition.ts'
import { recordStore } from './store-records.ts'
import { toolStore } from './store-tools.ts'

const nothing = { states: {}, moves: {} }

const sideOf = async (work: LibraryWork, toolId: string, version: string | undefined, processId: string | null) => {
  const document = version === undefined ? null : await edition(work, toolId, version)
  const process = document?.processes.find(({ id }) => id === processId)
  if (version === undefined || !process) return null
  const ids = await recordStore(work.db).finishedOf(toolId, version, process.id, work.scope('tool.make'))
  const took = tookOf(await work.use(matters).histories({ ids }))
  const way = wayOf(process)
  return {
    version,
    process: process as unknown,
    steps: way?.steps ?? null,
    handOvers: way?.handOvers ?? null,
    finished: ids.length,
    hours: took.hours,
    stays: took.stays,
  }
}

export const processVersions = answer(toolLibrary, 'processVersions', async (work, { params, query }) => {
  const store = toolStore(work.db)
  const tool = await store.tool(params.id)
  const newest = tool && (await edition(work, tool.id, tool.latest))
  if (!tool || !newest) throw work.refuse('not-found')
  const versions = (await store.versions(params.id))
    .filter(({ state }) => state === 'published' || state === 'withdrawn')
    .map(({ version }) => version)
  const after = query.after ?? tool.latest
  const before = query.before ?? versions.find((version) => version !== after)
  const process = query.process ?? newest.processes[0]?.id ?? null
  const [one, other] = await Promise.all([
    sideOf(work, params.id, before, process),
    sideOf(work, params.id, after, process),
  ])
  return {
    versions,
    processes: newest.processes.map(({ id, title }) => ({ id, title })),
    process,
    before: one,
    after: other,
    // The shapes come out of documents that were checked when they were installed.
    difference:
      one && other ? differenceOf(one.process as Process, other.process as Process) : differenceOf(nothing, nothing),
  }
})
