/** How tools are made together with those they are for; and a norm as the beginning of a tool. */
import { dayOf } from '@liren/contract/day'
import { answer, uuidv7 } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { toolFrom } from '../document/norm.ts'
import { textFault } from '../document/words.ts'
import type { TogetherRow } from '../routes-together.ts'
import { edition, type LibraryWork } from './edition.ts'
import { makingStore } from './store-making.ts'
import { type TogetherRecord, togetherStore } from './store-together.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'

const shown = async (work: LibraryWork, rows: readonly TogetherRecord[]): Promise<TogetherRow[]> => {
  const names = await work.use(territory).areaNames(rows.map(({ areaCode }) => areaCode))
  return rows.map((row) => ({
    ...row,
    areaName: names.get(row.areaCode) ?? row.areaCode,
    notedAt: row.notedAt.toISOString(),
  }))
}
const shownOne = async (work: LibraryWork, id: string): Promise<TogetherRow> => {
  const row = await togetherStore(work.db).one(id)
  const [one] = row ? await shown(work, [row]) : []
  if (!one) throw work.refuse('not-found')
  return one
}

export const together = answer(toolLibrary, 'together', async (work, { params }) => {
  const tool = await toolStore(work.db).tool(params.id)
  if (!tool || tool.state === 'submitted') throw work.refuse('not-found')
  return { items: await shown(work, await togetherStore(work.db).of(params.id)) }
})

export const noteTogether = answer(toolLibrary, 'noteTogether', async (work, { params, body }) => {
  work.must('tool.make', { area: body.area })
  if (!(await toolStore(work.db).tool(params.id))) throw work.refuse('not-found')
  for (const field of ['who', 'what', 'became'] as const)
    if (body[field] !== undefined && textFault(body[field])) throw refuseField(field, 'text')
  // What has not happened yet is a plan, and no note.
  if (body.heldOn > dayOf(work.now)) throw refuseField('heldOn', 'maximum')
  const store = togetherStore(work.db)
  const { area, became, ...rest } = body
  const row = { ...rest, toolId: params.id, areaCode: area, became: became?.trim() ?? null, notedAt: work.now }
  const isNew = await store.add({ ...row, by: work.actor.id })
  const kept = await store.one(body.id)
  if (!isNew && (kept?.toolId !== params.id || kept.areaCode !== area)) throw refuseField('id', 'unique')
  work.audit({ object: `tool:${params.id}`, area, facts: { kind: body.kind, people: body.people } })
  return shownOne(work, body.id)
})

export const becameOf = answer(toolLibrary, 'becameOf', async (work, { params, body }) => {
  const store = togetherStore(work.db)
  const row = await store.one(params.id)
  if (!row || !work.may('tool.make', { area: row.areaCode })) throw work.refuse('not-found')
  if (textFault(body.became)) throw refuseField('became', 'text')
  await store.became(params.id, body.became.trim())
  work.audit({ object: `tool:${row.toolId}`, area: row.areaCode })
  return shownOne(work, params.id)
})

export const makeFrom = answer(toolLibrary, 'makeFrom', async (work, { params, body }) => {
  work.must('tool.make', { area: body.area })
  const tools = toolStore(work.db)
  const tool = await tools.tool(params.id)
  const [document, row] = tool
    ? await Promise.all([edition(work, tool.id, tool.latest), tools.version(tool.id, tool.latest)])
    : [null, null]
  if (!tool || !document || row?.state !== 'published') throw work.refuse('not-found')
  if (await tools.tool(body.newId)) throw refuseField('newId', 'unique')
  const names = await work.use(territory).areaNames([body.area])
  const made = toolFrom({ document, digest: row.digest }, body.newId, body.area, names.get(body.area) ?? body.area)
  if (!made) throw work.refuse('not-a-norm')
  const draftId = uuidv7()
  await makingStore(work.db).keepDraft({
    id: draftId,
    ownerId: work.actor.id ?? '',
    areaCode: body.area,
    unitId: null,
    document: made,
    changedAt: work.now,
  })
  // A norm is in use where something is made from it.
  await useStore(work.db).touch(params.id, body.area, work.now)
  work.audit({ object: `tool:${params.id}`, area: body.area, facts: { made: body.newId } })
  return { draftId }
})
