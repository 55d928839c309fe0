/** Whatever a resident says gets a reply within a set time; what bad ratings were about, and how many became good ones. */
import { answer, jsonText } from '@liren/kernel'
import { organisation } from '@liren/organisation/contract'
import { addWorkTime, localDay } from '../calendar.ts'
import { matters } from '../contract.ts'
import type { Owed } from '../reply.ts'
import { act } from './act.ts'
import { calendarOf, type MattersWork } from './house.ts'
import { replyStore } from './reply-store.ts'
import { factOf, topicsOf } from './standing.ts'
import { matterStore } from './store.ts'
import type { MatterRecord } from './tables.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The clock runs from the first word nobody answered; more words do not start it anew. */
export const oweReply = async (work: MattersWork, matter: Pick<MatterRecord, 'id' | 'areaCode'>, kind: Owed) => {
  const hours = await work.setting<number>('replyWithinWorkHours', matter.areaCode)
  const due = addWorkTime(await calendarOf(work), work.now.getTime(), hours * hourMs)
  await replyStore(work.db).wait(matter, kind, work.now, new Date(due))
}

/** What ran out without a word or a visible act is told to those who hold it and to those who oversee them, once. */
export const missReplies = async (work: MattersWork, most: number) => {
  const store = replyStore(work.db)
  const late = await store.ranOut(work.now, most)
  for (const { matterId, kind, since, isActedOn } of late) {
    if (isActedOn) {
      await store.answered(matterId, kind)
      continue
    }
    const whole = await matterStore(work.db).lock(matterId, true)
    if (!whole) continue
    await store.miss(matterId, kind, work.now)
    const now = await act(work, whole.matter, 'replyMissed', { facts: { kind } })
    const fact = { ...factOf(work, now, whole.parties), kind, since: since.toISOString() }
    work.emit('replyMissed', fact, topicsOf([], now))
  }
  return late.length
}

export const unanswered = answer(matters, 'unanswered', async (work, { query }) =>
  jsonText(
    await replyStore(work.db).waiting(
      work.scope('matter.talk'),
      work.scope('matter.readRestricted'),
      query.after,
      query.limit ?? 50,
    ),
  ),
)

const asked = async (
  work: MattersWork,
  query: {
    readonly area?: string | undefined
    readonly from?: string | undefined
    readonly until?: string | undefined
  },
) => {
  const until = query.until ?? localDay(work.now.getTime())
  const untilMs = Date.parse(`${until}T00:00:00+08:00`) + dayMs
  return {
    scope: work.scope('queue.read'),
    restricted: work.scope('matter.readRestricted'),
    area: query.area ?? null,
    from: query.from ? new Date(`${query.from}T00:00:00+08:00`) : new Date(untilMs - 90 * dayMs),
    until: new Date(untilMs),
    low: await work.setting<number>('lowScore', query.area),
  }
}

export const dissatisfaction = answer(matters, 'dissatisfaction', async (work, { query }) => {
  const about = await asked(work, query)
  const found = await replyStore(work.db).dissatisfaction(about)
  const units = work.use(organisation)
  const byUnit = await Promise.all(
    (found?.byUnit ?? []).map(async ({ name, ...counts }) => {
      const unit = await units.unit(name)
      return { unitId: name, unitName: unit ? unit.shortName || unit.name : name, ...counts }
    }),
  )
  return {
    from: about.from.toISOString(),
    until: about.until.toISOString(),
    rated: found?.rated ?? 0,
    bad: found?.bad ?? 0,
    followed: found?.followed ?? 0,
    turned: found?.turned ?? 0,
    excluded: found?.excluded ?? 0,
    byCause: (found?.byCause ?? []).map(({ name, ...counts }) => ({ cause: name, ...counts })),
    byUnit,
  }
})

export const badRatings = answer(matters, 'badRatings', async (work, { query }) => {
  const { after, limit, cause, unit, kind, ...rest } = query
  return jsonText(
    await replyStore(work.db).badRatings({ ...(await asked(work, rest)), cause, unit, kind }, after, limit ?? 50),
  )
})
