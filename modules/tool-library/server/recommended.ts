/** 推荐 What a level above recommends reaches the community that could use it: taken up, tried, or not needed, with a reason whoever recommended reads. */
import { dayOf } from '@liren/contract/day'
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { textFault } from '../document/words.ts'
import type { LibraryWork } from './edition.ts'
import { recommendedStore } from './store-recommended.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'

const today = (work: LibraryWork) => dayOf(work.now)

export const recommended = answer(toolLibrary, 'recommended', async (work, { query }) => {
  work.must('tool.use', { area: query.area })
  const rows = await recommendedStore(work.db).openIn(query.area, today(work))
  return {
    items: rows.map(({ head, at, ...row }) => ({
      ...row,
      ...{ name: head.name, summary: head.summary, unit: head.unit, at: at.toISOString() },
    })),
  }
})

export const notNeeded = answer(toolLibrary, 'notNeeded', async (work, { params, body }) => {
  work.must('tool.use', { area: body.area })
  if (textFault(body.reason)) throw refuseField('reason', 'text')
  const store = recommendedStore(work.db)
  if (!(await store.openIn(body.area, today(work))).some(({ toolId }) => toolId === params.id))
    throw work.refuse('not-found')
  await store.notNeeded({
    ...{ toolId: params.id, areaCode: body.area, reason: body.reason.trim() },
    ...{ at: work.now, by: work.actor.id },
  })
  work.audit({ object: `tool:${params.id}`, area: body.area, facts: { because: body.reason } })
})

export const recommendedAnswers = answer(toolLibrary, 'recommendedAnswers', async (work, { query }) => {
  // Those below read the demands of a level as well; what others answered is the level's.
  if (!work.may('tool.use', { area: query.area })) return { items: [] }
  const rows = await recommendedStore(work.db).answers(query.area)
  const names = await work
    .use(territory)
    .areaNames([...new Set(rows.flatMap(({ notNeeded: all }) => all.map(({ areaCode }) => areaCode)))])
  return {
    items: rows.map(({ toolId, head, issuer, takenUp, notNeeded: all }) => ({
      ...{ toolId, name: head.name, issuer, takenUp },
      notNeeded: all.map(({ areaCode, reason, at }) => ({
        ...{ areaCode, areaName: names.get(areaCode) ?? areaCode, reason, at: new Date(at).toISOString() },
      })),
    })),
  }
})

/** What a community's administrator has before them: trials that are asked for, versions that need consent, and what is recommended. */
export const waitingHere = answer(toolLibrary, 'waitingHere', async (work, { query }) => {
  work.must('tool.use', { area: query.area })
  const [asked, uses, open] = await Promise.all([
    toolStore(work.db).askedOf(query.area, null, 50),
    useStore(work.db).usesIn(query.area, true),
    recommendedStore(work.db).openIn(query.area, today(work)),
  ])
  const items = [
    ...asked.map(({ toolId, head, version }) => ({ kind: 'trial' as const, toolId, name: head.name, version })),
    ...uses
      .filter((use) => use.areaCode === query.area && use.mode === 'cite' && use.latest !== use.version)
      .map(({ toolId, head, latest }) => ({ kind: 'upgrade' as const, toolId, name: head.name, version: latest })),
    ...open
      .filter((one) => one.notNeeded === null)
      .map(({ toolId, head, version }) => ({ kind: 'recommended' as const, toolId, name: head.name, version })),
  ]
  return { items: items.slice(0, query.limit ?? 50), next: null }
})
