/** Works through a batch a few cases at a time and a portion a job, so that nobody else has to wait: first looking, later sending. */
import { longJob } from '@liren/kernel'
import { type MatterRow, matters } from '@liren/matters/contract'
import { triage } from '../contract.ts'
import { sortCase, tellSorted } from './sort.ts'
import { store } from './store.ts'
import { batchStore } from './store-batches.ts'

const atOnce = 25
/** After so many pages, or parts, the job hands over to the next one: other jobs wait behind it. */
const pagesAJob = 2
const partsAJob = 8

type Page = { readonly items: readonly MatterRow[]; readonly next: string | null }
type About = { readonly batchId: string }
/** Where looking stands: behind which case of the list, and how many were found so far. */
type Looking = About & { readonly after?: string; readonly position?: number }

export const lookThroughJob = longJob<typeof triage, Looking>(
  triage,
  'look-through',
  { retryLimit: 2 },
  async (spell, { batchId, ...from }) => {
    let position = from.position ?? 0
    let after: string | null = from.after ?? null
    const asked = await spell(async (work) => {
      const row = await batchStore(work.db).find(batchId)
      const process = [...work.use(matters).processes().values()].find(({ isReport }) => isReport)
      return row?.stage === 'looking' && process ? { row, process: process.name } : null
    })
    if (!asked) return
    const { areaCode, states } = asked.row
    for (let pages = 0; pages < pagesAJob; pages += 1) {
      const begin: string | null = after
      const page: Page = await spell((work) =>
        work.use(matters).list({
          process: asked.process,
          phase: 'intake',
          area: areaCode,
          order: 'due',
          limit: 100,
          ...(begin === null ? {} : { after: begin }),
        }),
      )
      const due = page.items.filter((one) => states.includes(one.state) && one.suspendedAt === null)
      for (let n = 0; n < due.length; n += atOnce) {
        const part = due.slice(n, n + atOnce)
        await spell(async (work) => {
          const [openings, before] = await Promise.all([
            work.use(matters).openings(part.map(({ id }) => id)),
            store(work.db).findMany(part.map(({ id }) => id)),
          ])
          for (const one of openings) {
            const earlier = before.find(({ caseId }) => caseId === one.id)
            await sortCase(work, {
              caseId: one.id,
              chosen: one.kindCode,
              ownership: earlier?.proposal.ownership ?? null,
              hasPlace: one.lon !== null,
              photoIds: [],
              isRestricted: one.isRestricted,
            })
          }
          const rows = await store(work.db).findMany(part.map(({ id }) => id))
          const byCase = new Map(rows.map((row) => [row.caseId, row]))
          await batchStore(work.db).addItems(
            part.flatMap(({ id, number, title, state }) => {
              const row = byCase.get(id)
              if (!row) return []
              position += 1
              return [
                {
                  batchId,
                  caseId: id,
                  position,
                  number,
                  title,
                  state,
                  categoryCode: row.categoryCode,
                  probability: row.probability,
                  unitId: row.unitId,
                  unitName: row.unitName,
                  // A person orders this batch: that nothing goes by itself here is no hurdle to it.
                  hurdles: row.hurdles.filter((hurdle) => hurdle !== 'notForwarding'),
                  why: row.proposal.why,
                  toldAt: null,
                  takenBackAt: null,
                },
              ]
            }),
          )
        })
      }
      after = page.next
      if (after === null) return void (await spell((work) => batchStore(work.db).set(batchId, { stage: 'looked' })))
    }
    const goOn: Looking = { batchId, position, ...(after === null ? {} : { after }) }
    await spell(async (work) => work.enqueue('look-through', goOn, { key: `${batchId} ${after}` }))
  },
)

export const sendBatchJob = longJob<typeof triage, About & { readonly part?: number }>(
  triage,
  'send-batch',
  { retryLimit: 2 },
  async (spell, { batchId, part: begin = 0 }) => {
    for (let turn = 0; turn < partsAJob; turn += 1) {
      const sent = await spell(async (work) => {
        const batches = batchStore(work.db)
        const row = await batches.find(batchId, true)
        if (row?.stage !== 'going') return 0
        const part = await batches.untold(batchId, atOnce)
        const by = work.words('triage.screen.batchOrdered', { name: row.madeByName })
        for (const one of part)
          await tellSorted(work, {
            caseId: one.caseId,
            way: 'forward',
            state: one.state,
            categoryCode: one.categoryCode,
            probability: one.probability,
            unitId: one.unitId,
            grade: (await store(work.db).find(one.caseId))?.proposal.grade ?? 1,
            why: `${by}${one.why}`,
          })
        if (part.length > 0)
          await batches.told(
            batchId,
            part.map(({ caseId }) => caseId),
            work.now,
          )
        else await batches.set(batchId, { stage: 'gone', endedAt: work.now })
        return part.length
      })
      if (sent === 0) return
    }
    const next = begin + partsAJob
    await spell(async (work) => work.enqueue('send-batch', { batchId, part: next }, { key: `${batchId} ${next}` }))
  },
)
