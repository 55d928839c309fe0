/** Every night: what was kept long enough is deleted, tools and trials that ended are closed, citations are credited, standards nominated. */

import { forms } from '@liren/forms/contract'
import { job, uuidv7 } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import { formCode } from '../document/form-definition.ts'
import { edition, type LibraryWork } from './edition.ts'
import { makingStore } from './store-making.ts'
import { recordStore } from './store-records.ts'
import { useStore } from './store-uses.ts'
import { tellUse } from './tell-use.ts'

const dayMs = 86_400_000
const dayIn = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const ago = (at: Date, days: number) => new Date(at.getTime() - days * dayMs)

/** Points of credit, until the district sets others: citing, being cited for the first time, each further month in use. */
export const creditRule = { citing: 5, cited: 10, month: 2, afterDays: 30, usedWithinDays: 30 }
/** When enough independent units have used a tool for long enough, it is nominated as the standard of its function. */
export const standardRule = { units: 5, days: 90, commentDays: 30 }

const endTools = async (work: LibraryWork) => {
  const records = recordStore(work.db)
  const today = dayIn(work.now)
  for (const { toolId, version } of await records.versionsInUse()) {
    const document = await edition(work, toolId, version)
    if (!document) continue
    const { endsOn, keepDays } = document.retention
    for (;;) if ((await records.deleteClosedBefore(toolId, ago(work.now, keepDays), 1000)) < 1000) break
    if (!endsOn || endsOn >= today) continue
    for (const use of await useStore(work.db).usersOf(toolId)) {
      await useStore(work.db).setOn(toolId, use.areaCode, false, work.now)
      await tellUse(work, toolId, use.areaCode)
    }
    await useStore(work.db).countCitations(toolId)
    const deleted = await records.deleteAll(toolId, null)
    for (const form of document.forms) await work.use(forms).dropDrafts(formCode(toolId, form.id))
    work.emit('data-ended', { toolId, areaCode: null, records: deleted })
    work.log.info('a tool ended', { toolId, deleted })
  }
  for (const { toolId, areaCode } of await useStore(work.db).overdueTrials(today)) {
    await useStore(work.db).setOn(toolId, areaCode, false, null)
    await tellUse(work, toolId, areaCode)
  }
}

/** Nobody earns by citing themselves, by citing one another without use, or for what nobody uses. */
export const creditCitations = async (work: LibraryWork) => {
  const store = makingStore(work.db)
  const usedSince = ago(work.now, creditRule.usedWithinDays)
  const month = dayIn(work.now).slice(0, 7)
  for (const row of await store.creditable(ago(work.now, creditRule.afterDays), usedSince)) {
    const isOwn =
      row.homeArea !== null &&
      (row.homeArea === row.areaCode || row.areaCode.startsWith(row.homeArea.replace(/(000)+$/, '')))
    const isSelf = isOwn || row.ownPublishers.includes(row.publisher)
    if (!isSelf && !row.isMutual) {
      await store.credit({
        id: uuidv7(),
        publisher: `a${row.areaCode}`,
        toolId: row.toolId,
        areaCode: row.areaCode,
        because: 'citing',
        month: '',
        points: creditRule.citing,
        at: work.now,
      })
      await store.credit({
        id: uuidv7(),
        publisher: row.publisher,
        toolId: row.toolId,
        areaCode: row.areaCode,
        because: 'cited',
        month: '',
        points: creditRule.cited,
        at: work.now,
      })
      await store.noteCredited(row.toolId, row.areaCode, work.now)
    }
  }
  for (const { toolId, areaCode, publisher } of await store.activeCitations(usedSince))
    await store.credit({
      id: uuidv7(),
      publisher,
      toolId,
      areaCode,
      because: 'month',
      month,
      points: creditRule.month,
      at: work.now,
    })
}

export const nominateStandards = async (work: LibraryWork) => {
  const store = makingStore(work.db)
  const { units, days, commentDays } = standardRule
  for (const one of await store.nominees(units, ago(work.now, days), ago(work.now, 30)))
    await store.nominate(one.id, one.units, work.now, dayIn(new Date(work.now.getTime() + commentDays * dayMs)))
}

export const tidy = job(toolLibrary, 'tidy', { cron: '20 3 * * *' }, async (work) => {
  await endTools(work)
  await creditCitations(work)
  await nominateStandards(work)
})
