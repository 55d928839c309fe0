/** Something worth reading 看一看答一答, with one question: who wants to, answers it. Nobody measures how long a page was open. */
import { answer } from '@liren/kernel'
import { points } from '../contract.ts'
import { dayOf } from '../day.ts'
import { ownPersonId } from './own.ts'
import { type ReadingRow, readingStore } from './reading-store.ts'

const shown = ({ id, title, body, question, choices, untilOn }: ReadingRow, isAnswered: boolean) => ({
  id,
  title,
  text: body,
  question,
  choices,
  untilOn,
  isAnswered,
})

export const readings = answer(points, 'readings', async (work, { query }) => {
  const limit = query.limit ?? 20
  const rows = await readingStore(work.db).page(
    work.scope('points.own'),
    query.area,
    ownPersonId(work),
    dayOf(work.now),
    query.after,
    limit + 1,
  )
  const items = rows.slice(0, limit).map((row) => shown(row, row.isAnswered))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const publishReading = answer(points, 'publishReading', async (work, { params, body }) => {
  work.must('reading.publish', { area: body.area })
  const known = await readingStore(work.db).find(params.id)
  if (known && !work.may('reading.publish', { area: known.areaCode })) throw work.refuse('not-found')
  if (body.rightChoice >= body.choices.length)
    throw work.refuse('unknown-field', { name: String(body.rightChoice) }, 'rightChoice')
  const { text, area, untilOn = null, ...rest } = body
  const row = { id: params.id, areaCode: known?.areaCode ?? area, body: text, untilOn, madeAt: work.now, ...rest }
  await readingStore(work.db).keep(row)
  work.audit({ object: `points-reading:${row.id}`, area: row.areaCode })
  return shown(row, false)
})

export const answerReading = answer(points, 'answer', async (work, { params, body }) => {
  const personId = ownPersonId(work)
  const reading = await readingStore(work.db).find(params.id)
  if (!reading || !work.may('points.own', { area: reading.areaCode }) || (reading.untilOn ?? '9999') < dayOf(work.now))
    throw work.refuse('not-found')
  const isRight = body.choice === reading.rightChoice
  if (!(await readingStore(work.db).answer(reading.id, personId, body.choice, isRight, work.now)))
    throw work.refuse('already-answered')
  if (isRight)
    work.emit('read', { readingId: reading.id, personId, communityCode: reading.areaCode, deviceId: body.deviceId })
  return { isRight, answeredAt: work.now.toISOString() }
})
