/** What in the library clashes, by reckoning and by the word of those who work with it. */
import { answer, defaultLimit, pageOf, readCursor, uuidv7 } from '@liren/kernel'
import { clashesAmong } from '../clash.ts'
import { benefits } from '../contract.ts'
import type { Doubt } from '../shapes.ts'
import { dayOf } from './deed.ts'
import { compileAll, titleIn, vocabularyOf } from './library.ts'
import { ruleStore } from './store-rules.ts'

const soonDays = 30

export const clashes = answer(benefits, 'clashes', async (work) => {
  const rules = ruleStore(work.db)
  const active = compileAll(await rules.active(), await vocabularyOf(work)).map(({ rule }) => ({
    ...rule,
    title: titleIn(rule, work.locale),
  }))
  const soon = dayOf(new Date(work.now.getTime() + soonDays * 86_400_000))
  const reported = (await rules.doubts(true, undefined, 200)).map(({ ruleId, title }) => ({
    kind: 'reported' as const,
    ruleIds: [ruleId],
    titles: [title],
    on: null,
  }))
  return { items: [...clashesAmong(active, dayOf(work.now), soon), ...reported] }
})

export const doubt = answer(benefits, 'doubt', async (work, { body }) => {
  work.must('rule.doubt', { area: body.area })
  const rules = ruleStore(work.db)
  if (!(await rules.isKnown(body.ruleId))) throw work.refuse('not-found', {}, 'ruleId')
  const id = uuidv7()
  await rules.addDoubt(
    { id, ruleId: body.ruleId, kind: body.kind, text: body.text, area: body.area },
    work.actor.id,
    work.now,
  )
  work.audit({ object: `rule:${body.ruleId}`, area: body.area, facts: { kind: body.kind } })
  return shown(await rules.doubt(id))
})

const shown = (found: Doubt | undefined): Doubt => {
  if (!found) throw new Error('a doubt just kept is there')
  return found
}

export const doubts = answer(benefits, 'doubts', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const [after] = readCursor(query.after) ?? []
  return pageOf(await ruleStore(work.db).doubts(query.open, after, limit + 1), limit, ({ id }) => [id])
})

export const answerDoubt = answer(benefits, 'answerDoubt', async (work, { params, body }) => {
  const rules = ruleStore(work.db)
  if (!(await rules.doubt(params.id))) throw work.refuse('not-found')
  if (!(await rules.answerDoubt(params.id, body.answer, work.actor.id, work.now))) throw work.refuse('answered-already')
  work.audit({ object: `doubt:${params.id}` })
  return shown(await rules.doubt(params.id))
})
