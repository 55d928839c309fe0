/** Every night: what was kept long enough is deleted, tools and trials that ended are closed, citations are credited, standards nominated. */
import { dayOf } from '@liren/contract/day'
import { forms } from '@liren/forms/contract'
import { job, uuidv7 } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import type { ToolDocument } from '../document/document.ts'
import { formCode } from '../document/form-definition.ts'
import { edition, type LibraryWork } from './edition.ts'
import { countingFormula } from './formulas.ts'
import { letPhotosGo } from './photos.ts'
import { makingStore } from './store-making.ts'
import { recordStore } from './store-records.ts'
import { useStore } from './store-uses.ts'
import { tellUse } from './tell-use.ts'
import { tellUsers } from './tell-uses.ts'

const dayMs = 86_400_000
const ago = (at: Date, days: number) => new Date(at.getTime() - days * dayMs)

/** The day has come on which a version ends: wherever it still counts it is put down, and what lies there is deleted. */
const endVersion = async (work: LibraryWork, document: ToolDocument) => {
  const { id: toolId, version } = document
  const uses = useStore(work.db)
  for (const { areaCode, isOn } of await uses.ofVersion(toolId, version)) {
    if (isOn) {
      await uses.setOn(toolId, areaCode, false, work.now)
      await tellUse(work, toolId, areaCode)
    }
    const { count: deleted, withPhotos } = await recordStore(work.db).deleteAll(toolId, areaCode)
    await letPhotosGo(work, withPhotos)
    const nearer = await uses.nearerThan(toolId, areaCode)
    for (const form of document.forms) await work.use(forms).dropDrafts(formCode(toolId, form.id), areaCode, nearer)
    if (!isOn && deleted === 0) continue
    work.emit('data-ended', { toolId, areaCode, records: deleted })
    work.log.info('a tool ended', { toolId, version, areaCode, deleted })
  }
  await uses.countCitations(toolId)
}

/**
 * Each version by its own word: a community that went on to one that lasts longer keeps everything, one that stayed behind ends on the day it
 * was told; and what was closed under a version is kept as long as that version said.
 */
const endTools = async (work: LibraryWork) => {
  const records = recordStore(work.db)
  const today = dayOf(work.now)
  for (const { toolId, version } of await records.versionsKept()) {
    const document = await edition(work, toolId, version)
    if (!document) continue
    const { endsOn, keepDays } = document.retention
    const before = ago(work.now, keepDays)
    for (;;) {
      const { count, withPhotos } = await records.deleteClosedBefore(toolId, version, before, 1000)
      await letPhotosGo(work, withPhotos)
      if (count < 1000) break
    }
    if (endsOn && endsOn < today) await endVersion(work, document)
  }
  for (const { toolId, areaCode, mode } of await useStore(work.db).overdueTrials(today)) {
    await useStore(work.db).setOn(toolId, areaCode, false, null)
    const { head, renaming, untilOn } = await tellUse(work, toolId, areaCode)
    if (mode !== 'trial') continue
    await tellUsers(
      work,
      { toolId, areaCode },
      {
        template: 'trialEnded',
        facts: { tool: (renaming.name ?? head.name)['zh-CN'] },
        link: '/tool-library/uses',
        once: `tool-library:trial-ended:${toolId}:${untilOn}`,
      },
    )
  }
}

const pageOfCitations = 500

/** Nobody earns by citing themselves, by citing one another in a circle, or for what nobody uses. */
export const creditCitations = async (work: LibraryWork) => {
  const store = makingStore(work.db)
  const { version: formulaVersion, formula } = await countingFormula(work)
  const usedSince = ago(work.now, formula.usedWithinDays)
  const month = dayOf(work.now).slice(0, 7)
  const credit = (
    to: string,
    of: { readonly toolId: string; readonly areaCode: string },
    because: string,
    points: number,
  ) =>
    store.credit({
      id: uuidv7(),
      publisher: to,
      toolId: of.toolId,
      areaCode: of.areaCode,
      because,
      month: because === 'month' || because === 'quality' ? month : '',
      points,
      formulaVersion,
      at: work.now,
    })
  for (const row of await store.creditable(ago(work.now, formula.creditAfterDays), usedSince)) {
    await credit(`a${row.areaCode}`, row, 'citing', formula.citingPoints)
    await credit(row.publisher, row, 'cited', formula.citedPoints)
    await store.noteCredited(row.toolId, row.areaCode, work.now)
  }
  // The month in which it was first credited is paid by that; each further one by its own.
  const monthFrom = new Date(`${month}-01T00:00:00+08:00`)
  let last: { toolId: string; areaCode: string } | null = null
  for (;;) {
    const page: Awaited<ReturnType<typeof store.activeCitations>> = await store.activeCitations(
      usedSince,
      monthFrom,
      formula,
      last,
      pageOfCitations,
    )
    for (const row of page) {
      await credit(row.publisher, row, 'month', formula.monthPoints)
      if (row.isGood && formula.qualityPoints > 0) await credit(row.publisher, row, 'quality', formula.qualityPoints)
    }
    last = page.at(-1) ?? null
    if (!last || page.length < pageOfCitations) return
  }
}

/** When enough independent units have used a tool for long enough, it is nominated as the standard of its function. */
export const nominateStandards = async (work: LibraryWork) => {
  const store = makingStore(work.db)
  const { standardUnits, standardDays, commentDays, usedWithinDays } = (await countingFormula(work)).formula
  const until = dayOf(new Date(work.now.getTime() + commentDays * dayMs))
  for (const one of await store.nominees(standardUnits, ago(work.now, standardDays), ago(work.now, usedWithinDays)))
    await store.nominate(one.id, one.units, work.now, until)
}

export const tidy = job(toolLibrary, 'tidy', { cron: '20 3 * * *' }, async (work) => {
  await endTools(work)
  await creditCitations(work)
  await nominateStandards(work)
})
