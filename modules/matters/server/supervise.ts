/** 催办 and 督办: a word to whoever is slow. Reporters may remind once a day; supervisors raise the level. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { act, mustBeOpen } from './act.ts'
import type { MattersWork } from './house.ts'
import { partStore, type SupervisionRecord } from './part-store.ts'
import { factOf, inSight, mayAt, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { Whole } from './tables.ts'

type Level = SupervisionRecord['level']
const height: Readonly<Record<Level, number>> = { reminder: 0, instruction: 0, yellow: 1, red: 2, listed: 3 }

/** Writes a supervision and raises the matter's mark where the new one stands higher. */
export const superviseAs = async (work: MattersWork, { matter, parties }: Whole, level: Level, text: string) => {
  const current = matter.supervision as Level | null
  const isHigher = height[level] > (current === null ? 0 : height[current])
  await partStore(work.db).supervise({
    matterId: matter.id,
    level,
    byId: work.actor.id,
    byName: work.actor.name,
    text,
    at: work.now,
  })
  const now = await act(work, matter, level === 'reminder' ? 'reminded' : 'supervised', {
    now: { ...matter, supervision: isHigher ? level : current },
    isPublic: level === 'reminder',
    facts: level === 'reminder' ? {} : { level, text },
  })
  work.emit('supervised', { ...factOf(work, now, parties), level, text }, topicsOf(parties, now))
  return now
}

const dayMs = 86_400_000

export const remind = answer(matters, 'remind', async (work, { params, body }) => {
  const whole = await inSight(work, params.id)
  const { matter, standing } = whole
  mustBeOpen(work, matter)
  if (!mayAt(work, 'matter.remind', matter)) {
    if (!standing.relations.includes('reporter')) throw work.refuse('not-open-to-you')
    const earlier = await partStore(work.db).supervisions(matter.id)
    const isTooSoon = earlier.some(
      (one) => one.level === 'reminder' && one.byId === work.actor.id && work.now.getTime() - one.at.getTime() < dayMs,
    )
    if (isTooSoon) throw work.refuse('reminded-already')
  }
  await superviseAs(work, whole, 'reminder', body.text ?? '')
  return undefined
})

export const supervise = answer(matters, 'supervise', async (work, { params, body }) => {
  const whole = await inSight(work, params.id)
  mustBeOpen(work, whole.matter)
  work.must('matter.supervise', { area: whole.matter.areaCode, unit: whole.matter.holderUnitId })
  await superviseAs(work, whole, body.level, body.text)
  return undefined
})

export const answerSupervision = answer(matters, 'answerSupervision', async (work, { params, body }) => {
  const store = partStore(work.db)
  const supervision = await store.supervision(params.id)
  const whole = supervision ? await matterStore(work.db).lock(supervision.matterId) : null
  if (!supervision || !whole) throw work.refuse('not-found')
  const { matter, standing } = await inSight(work, supervision.matterId)
  if (!standing.relations.includes('holder')) throw work.refuse('not-open-to-you')
  await store.answerSupervision(supervision.id, body.answer, work.now)
  await act(work, matter, 'supervisionAnswered', { facts: { level: supervision.level, note: body.answer } })
  return undefined
})
