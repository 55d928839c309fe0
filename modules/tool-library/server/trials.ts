/** 试用 A version is tried in one community, and only where whoever answers for that community agreed. */
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { notices } from '@liren/notices/contract'
import { toolLibrary } from '../contract.ts'
import { textFault } from '../document/words.ts'
import type { LibraryWork } from './edition.ts'
import { shownVersion } from './shown.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'
import { tellUse } from './tell-use.ts'

export const beginTrial = async (
  work: LibraryWork,
  toolId: string,
  version: string,
  area: string,
  untilOn: string | null,
) => {
  await useStore(work.db).keep({
    ...{ toolId, areaCode: area, mode: 'trial', version, untilOn },
    ...{ unitId: null, at: work.now, by: work.actor.id },
  })
  await tellUse(work, toolId, area)
}

export const trials = answer(toolLibrary, 'trials', async (work, { query }) => {
  work.must('tool.use', { area: query.area })
  const limit = query.limit ?? 30
  const rows = await toolStore(work.db).askedOf(query.area, query.after ?? null, limit + 1)
  const items = rows.slice(0, limit)
  return {
    items: items.map(({ head, ...row }) => ({
      ...shownVersion(row),
      ...{ name: head.name, summary: head.summary, unit: head.unit },
    })),
    next: rows.length > limit ? (items.at(-1)?.installedAt.toISOString() ?? null) : null,
  }
})

export const answerTrial = answer(toolLibrary, 'answerTrial', async (work, { params, body }) => {
  const store = toolStore(work.db)
  const tool = await store.lockTool(params.id)
  const row = tool && (await store.version(params.id, params.version))
  if (!tool || !row?.trialArea) throw work.refuse('not-found')
  work.must('tool.use', { area: row.trialArea })
  if (row.state !== 'submitted') throw work.refuse('wrong-review-state', { state: row.state })
  if (textFault(body.reason)) throw refuseField('reason', 'text')
  const isFirst = tool.latest === params.version
  const review =
    body.isAgreed || !row.review
      ? row.review
      : { ...row.review, reason: body.reason, decidedAt: work.now.toISOString() }
  const state = body.isAgreed ? 'trial' : 'refused'
  await store.settle(params.id, params.version, state, review, null)
  if (isFirst) await store.setState(params.id, state, params.version, work.now)
  if (body.isAgreed) await beginTrial(work, params.id, params.version, row.trialArea, row.trialUntil)
  if (row.installedBy)
    await work.use(notices).send({
      to: { accountIds: [row.installedBy] },
      topic: 'tool-library.library',
      template: body.isAgreed ? 'tool-library.trialAgreed' : 'tool-library.trialDeclined',
      facts: { tool: tool.head.name['zh-CN'], because: body.reason },
      link: '/tool-library/studio',
      onceKey: `tool-library:trial:${params.id}:${params.version}`,
    })
  work.audit({
    object: `tool:${params.id}`,
    area: row.trialArea,
    facts: { version: params.version, isAgreed: body.isAgreed, because: body.reason },
  })
  const after = await store.version(params.id, params.version)
  if (!after) throw new Error('a version just answered is not there')
  return shownVersion(after)
})
