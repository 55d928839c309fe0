/** A community's administrator takes tools up, renames, upgrades, goes back, puts down and removes them: at once, audited, reversible. */
import { answer, mustBeFresh } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { compare, compareVersions } from '../document/compare.ts'
import type { ToolDocument } from '../document/document.ts'
import { icons } from '../document/document.ts'
import { formsOf } from '../document/facts.ts'
import { textFault } from '../document/words.ts'
import { take } from './check/answers.ts'
import { edition, type LibraryWork, processOf } from './edition.ts'
import { unsealed } from './open.ts'
import { letPhotosGo } from './photos.ts'
import { shownUse } from './shown.ts'
import { findingStore } from './store-findings.ts'
import { makingStore } from './store-making.ts'
import { recordStore } from './store-records.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'
import { tellUse } from './tell-use.ts'
import { forgetUse } from './use-memory.ts'

export const uses = answer(toolLibrary, 'uses', async (work, { query }) => {
  work.must('tool.use', { area: query.area })
  return { items: (await useStore(work.db).usesIn(query.area, false)).map(shownUse) }
})

export const use = answer(toolLibrary, 'use', async (work, { params, body }) => {
  work.must('tool.use', { area: body.area })
  // Grid cells use nothing by themselves.
  if (body.area.length !== 12) throw refuseField('area', 'pattern')
  const store = toolStore(work.db)
  const tool = await store.lockTool(params.id)
  // A part of the platform is there anyway; nobody takes it up, and nobody is credited for it.
  if (!tool || tool.kind === 'native') throw work.refuse('not-found')
  const version = body.version ?? tool.latest
  const row = await store.version(params.id, version)
  if (!row) throw work.refuse('not-found')
  // What is not published yet is only tried, and only in the community that agreed to.
  if (row.state === 'trial' && (body.mode !== 'trial' || (row.trialArea ?? tool.homeArea) !== body.area))
    throw work.refuse('wrong-review-state', { state: row.state })
  if (row.state !== 'trial' && row.state !== 'published') throw work.refuse('wrong-review-state', { state: row.state })
  if (body.mode === 'trial' && !body.untilOn) throw refuseField('untilOn', 'required')
  await useStore(work.db).keep({
    toolId: params.id,
    areaCode: body.area,
    mode: body.mode,
    version,
    untilOn: body.mode === 'trial' ? (body.untilOn ?? null) : null,
    unitId: body.unitId ?? null,
    at: work.now,
    by: work.actor.id,
  })
  await useStore(work.db).countCitations(params.id)
  if (body.mode === 'cite')
    await findingStore(work.db).avoided(params.id, body.area, work.now, new Date(work.now.getTime() - findingDays))
  return shownUse(await tellUse(work, params.id, body.area))
})

/** How long after a maker was shown a tool its citation counts as a duplicate avoided. */
const findingDays = 30 * 86_400_000

/** The use, held, for somebody who decides there. */
const held = async (work: LibraryWork, toolId: string, area: string) => {
  work.must('tool.use', { area })
  const found = await useStore(work.db).lockUse(toolId, area)
  if (!found) throw work.refuse('not-used-here')
  return found
}

export const rename = answer(toolLibrary, 'rename', async (work, { params, body }) => {
  await held(work, params.id, params.area)
  if (body.icon !== undefined && !(icons as readonly string[]).includes(body.icon)) throw refuseField('icon', 'enum')
  const texts = [
    ...(body.name ? [['name', body.name] as const] : []),
    ...Object.entries(body.words ?? {}).map(([key, words]) => [`words.${key}`, words] as const),
  ]
  for (const [field, words] of texts)
    for (const text of Object.values(words)) if (textFault(text)) throw refuseField(field, 'text')
  await useStore(work.db).rename(params.id, params.area, body)
  return shownUse(await tellUse(work, params.id, params.area))
})

export const switchUse = answer(toolLibrary, 'switch', async (work, { params, body }) => {
  const found = await held(work, params.id, params.area)
  if (body.isOn && found.retiredAt) throw work.refuse('not-used-here')
  if (!body.isOn && found.mandate) throw work.refuse('is-due')
  await useStore(work.db).setOn(params.id, params.area, body.isOn, null)
  await useStore(work.db).countCitations(params.id)
  return shownUse(await tellUse(work, params.id, params.area))
})

/** So many records are tried at most; what lies beyond is said to be untried. */
const triedAtMost = 4000

/** Would what is here still fit the new forms? Tried on a copy in memory, sealed answers too, of which nothing is told; nothing is written. */
const misfitsOf = async (work: LibraryWork, document: ToolDocument, area: string) => {
  const misfits: { recordId: string; field: string; rule: string }[] = []
  let records = 0
  let stay = 0
  let after: string | null = null
  let isPartial = false
  for (;;) {
    if (records >= triedAtMost) {
      isPartial = true
      break
    }
    const rows = await recordStore(work.db).page(document.id, area, after, 200)
    for (const row of rows) {
      records += 1
      const process = processOf(document, row.processId)
      // What was begun ends by the version under which it began.
      if (row.phase !== 'done') stay += 1
      if (!process?.states[row.state]) {
        if (misfits.length < 50) misfits.push({ recordId: row.id, field: 'state', rule: 'gone' })
        continue
      }
      const first = formsOf(document, process).find(({ id }) => id === process.form)
      const known = new Set(first?.fields.map(({ key }) => key))
      const all = { ...row.answers, ...unsealed(work, row) }
      const taken = first
        ? take(first, Object.fromEntries(Object.entries(all).filter(([key]) => known.has(key))))
        : null
      if (taken && !taken.isTaken && misfits.length < 50)
        misfits.push({ recordId: row.id, field: taken.field, rule: taken.rule })
    }
    if (rows.length < 200) break
    after = rows.at(-1)?.id ?? null
  }
  return { misfits, records, stay, isPartial }
}

export const upgrade = answer(toolLibrary, 'upgrade', async (work, { params, body }) => {
  const found = await held(work, params.id, params.area)
  const to = body.version ?? found.latest
  if (compareVersions(to, found.version) <= 0) throw work.refuse('version-older', { version: to })
  const row = await toolStore(work.db).version(params.id, to)
  if (row?.state !== 'published') throw work.refuse('wrong-review-state', { state: row?.state ?? null })
  const [before, after] = [await edition(work, params.id, found.version), await edition(work, params.id, to)]
  if (!before || !after) throw work.refuse('not-found')
  const { changes, proposed } = compare(before, after)
  const tried = await misfitsOf(work, after, params.area)
  const seen = { from: found.version, to, step: proposed, changes: changes.slice(0, 200), ...tried }
  if (body.isDryRun) return { ...seen, isDone: false }
  if (proposed === 'major' && !body.isMajorAgreed)
    throw work.refuse('needs-consent', { step: proposed, changes: changes.length }, 'isMajorAgreed')
  await useStore(work.db).setVersion(params.id, params.area, to, found.version)
  work.emit('upgraded', { toolId: params.id, areaCode: params.area, from: found.version, to }, [`area:${params.area}`])
  await tellUse(work, params.id, params.area)
  return { ...seen, isDone: true }
})

export const rollBack = answer(toolLibrary, 'rollBack', async (work, { params }) => {
  const found = await held(work, params.id, params.area)
  if (found.previous === null) throw work.refuse('nothing-before')
  await useStore(work.db).setVersion(params.id, params.area, found.previous, null)
  work.emit('rolled-back', { toolId: params.id, areaCode: params.area, from: found.version, to: found.previous }, [
    `area:${params.area}`,
  ])
  return shownUse(await tellUse(work, params.id, params.area))
})

export const retire = answer(toolLibrary, 'retire', async (work, { params, body }) => {
  const found = await held(work, params.id, params.area)
  if (found.mandate) throw work.refuse('is-due')
  await useStore(work.db).setOn(params.id, params.area, false, work.now)
  await useStore(work.db).countCitations(params.id)
  work.audit({ facts: { because: body.because } })
  return shownUse(await tellUse(work, params.id, params.area))
})

export const remove = answer(toolLibrary, 'remove', async (work, { params, query }) => {
  const found = await held(work, params.id, params.area)
  if (found.retiredAt === null) throw work.refuse('is-used')
  const records = recordStore(work.db)
  const here = await records.byPlace(params.id, params.area)
  const names = await work.use(territory).areaNames(here.map(({ areaCode }) => areaCode))
  const places = here.map((one) => ({ ...one, areaName: names.get(one.areaCode) ?? one.areaCode }))
  if (query.isDryRun) return { deleted: here.reduce((sum, one) => sum + one.records, 0), places, isDone: false }
  if ((await records.countOpen(params.id, params.area)) > 0) throw work.refuse('is-used', { open: true })
  const { count: deleted, withPhotos } = await records.deleteAll(params.id, params.area)
  await letPhotosGo(work, withPhotos)
  await useStore(work.db).remove(params.id, params.area)
  forgetUse(work, params.id, params.area)
  work.emit('left', { toolId: params.id, areaCode: params.area }, [`area:${params.area}`])
  work.emit('data-ended', { toolId: params.id, areaCode: params.area, records: deleted })
  work.audit({ object: `tool:${params.id}`, area: params.area, facts: { deleted } })
  return { deleted, places, isDone: true }
})

export const exportData = answer(toolLibrary, 'exportData', async (work, { params, query }) => {
  work.must('tool.export', { area: params.area })
  mustBeFresh(work)
  const limit = query.limit ?? 100
  const rows = await recordStore(work.db).page(params.id, params.area, query.after ?? null, limit + 1)
  const items = rows.slice(0, limit)
  work.audit({ object: `tool:${params.id}`, area: params.area, facts: { exported: items.length } })
  return {
    items: items.map((row) => ({
      id: row.id,
      process: row.processId,
      state: row.state,
      version: row.version,
      answers: row.answers,
      openedAt: row.openedAt.toISOString(),
      movedAt: row.movedAt.toISOString(),
    })),
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
})

export const rate = answer(toolLibrary, 'rate', async (work, { params, body }) => {
  work.must('tool.use', { area: body.area })
  const found = await useStore(work.db).use(params.id, body.area)
  if (!found?.lastUsedAt) throw work.refuse('not-used-here')
  if (body.text && textFault(body.text)) throw refuseField('text', 'text')
  const isNew = await makingStore(work.db).rate({
    toolId: params.id,
    areaCode: body.area,
    accountId: work.actor.id ?? '',
    score: body.score,
    text: body.text?.trim() || null,
    at: work.now,
  })
  if (!isNew) throw work.refuse('rated-already')
})
