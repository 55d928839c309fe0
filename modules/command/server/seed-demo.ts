/** What a demo shows on its first day: last month's scores, two briefs, orders and a call that were carried out, people who were called, and what it cost. */
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, uuidv7 } from '@liren/kernel'
import { type History, matters, type PastAct } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { sql } from 'kysely'
import { dayOf } from '../facts.ts'
import { answerBy, type Rung, reachOf } from '../linkage.ts'
import { monthBefore } from '../score.ts'
import type { CommandWork } from './count.ts'
import { makeScores } from './scores.ts'
import { type DemoCosts, layCosts } from './seed-costs.ts'
import { standOrders } from './stand-orders.ts'
import { briefStore } from './store-briefs.ts'
import { orderStore } from './store-orders.ts'
import { scoreStore } from './store-scores.ts'
import { summonsStore } from './store-summons.ts'
import { whomAt } from './whom.ts'

/** Minutes until it was taken and done, from when it was given; what is not said has not happened yet. */
type Told = {
  readonly unit: string
  readonly title: string
  readonly text: string
  readonly hoursAgo: number
  readonly receive?: number
  readonly report?: number
  readonly note?: string
}
type Demo = {
  readonly leader: string
  readonly caller: string
  readonly area: string
  readonly community: string
  /** Against last month's score of a unit, for one case that cost points: waits to be decided. */
  readonly appeal?: { readonly unit: string; readonly by: string; readonly text: string }
  readonly costs?: DemoCosts
  readonly briefs: readonly { readonly daysAgo: number; readonly text: string }[]
  readonly orders: readonly Told[]
  readonly calls: readonly Told[]
  readonly summonses: readonly {
    readonly hoursAgo: number
    readonly because: string
    readonly answerMinutes: number
  }[]
}
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const everywhere = { everywhere: true, areas: [], units: [] }
const nowhere = { everywhere: false, areas: [], units: [] }
type Person = { readonly id: string; readonly name: string }

const layScores = async (work: CommandWork) => {
  const month = monthBefore(dayOf(work.now.getTime()))
  await makeScores(work, month, null)
  const until = await work.use(matters).dueAfter(work.now, { amount: 3, unit: 'workDays' })
  await scoreStore(work.db).publish(month, work.now, until)
  work.enqueue('tell-scored', { month })
}

const layAppeal = async (work: CommandWork, { area, appeal }: Demo, someone: (login: string) => Promise<Person>) => {
  const unit = appeal ? await work.use(organisation).unitByCode(appeal.unit) : null
  const store = scoreStore(work.db)
  const score = (await store.published(monthBefore(dayOf(work.now.getTime())))).find(
    ({ unitId }) => unitId === unit?.id,
  )
  const late = score ? await store.latestIn(score) : null
  if (!appeal || !score || !late) return
  const by = await someone(appeal.by)
  const person = { accountId: by.id, name: by.name }
  const history: History = {
    ...{ process: 'score-appeal', title: `${score.subjectName} ${score.month}`, summary: appeal.text, areaCode: area },
    ...{ source: 'appeal', letter: 'S', openedAt: work.now, openedBy: person, reporter: person, acts: [] },
    facts: { scoreId: score.id, cases: 1 },
  }
  const [made] = await work.use(matters).openMany([history])
  if (made) await store.appeal(made.id, score.id, [late])
}

const layBriefs = async (work: CommandWork, { area, briefs }: Demo, leader: Person) => {
  const store = briefStore(work.db)
  for (const { daysAgo, text } of briefs) {
    const day = dayOf(work.now.getTime() - daysAgo * 24 * hourMs)
    const at = new Date(Date.parse(`${day}T18:00:00+08:00`))
    const facts = await store.factsOf({ scope: everywhere, restricted: nowhere, area }, day, work.now)
    const brief = await store.write(area, day, facts, leader, at)
    if (brief) await store.edit(brief.id, text, leader, at)
    if (brief) await store.issue(brief.id, leader, at)
  }
}

/** Given, taken and carried out in the past, on the spine as it would have been. */
const layOrders = async (work: CommandWork, demo: Demo, kind: 'order' | 'call', by: Person) => {
  const isUp = kind === 'call'
  const areaCode = isUp ? demo.community : demo.area
  for (const one of isUp ? demo.calls : demo.orders) {
    const unit = await work.use(organisation).unitByCode(one.unit)
    if (!unit) continue
    const openedAt = new Date(work.now.getTime() - one.hoursAgo * hourMs)
    const after = (minutes: number) => new Date(openedAt.getTime() + minutes * minuteMs)
    const hand = { accountId: null, name: unit.shortName, unitId: unit.id }
    const caller = { accountId: by.id, name: by.name }
    const move = (name: string, at: Date, who: PastAct['by'], facts: object = {}): PastAct => ({
      ...{ kind: 'move', move: name, at, by: who, facts: { ...facts } },
    })
    const acts: PastAct[] = []
    if (one.receive !== undefined)
      acts.push(
        isUp
          ? move('answer', after(one.receive), hand, { note: '马上处理' })
          : move('receive', after(one.receive), hand),
      )
    if (one.report !== undefined) {
      acts.push(move(isUp ? 'settle' : 'report', after(one.report), hand, { note: one.note ?? '' }))
      acts.push(move(isUp ? 'agree' : 'confirm', after(one.report + 60), caller))
    }
    const history: History = {
      ...{ process: isUp ? 'call-up' : 'order', title: one.title, summary: one.text, areaCode, source: kind },
      ...{ letter: isUp ? 'H' : 'O', openedAt, openedBy: caller, facts: { kind }, acts },
      reporter: { accountId: by.id, name: by.name },
      holder: { unitId: unit.id, unitName: unit.shortName },
    }
    const [made] = await work.use(matters).openMany([history])
    if (!made) continue
    await orderStore(work.db).keep({
      ...{ matterId: made.id, kind, caseId: null, launchId: null, areaCode, madeAt: openedAt, madeBy: by.id },
    })
    await standOrders(work, [made.id])
  }
}

/** Somebody was called about an open case, and answered. */
const laySummonses = async (work: CommandWork, { summonses }: Demo, leader: Person) => {
  const store = summonsStore(work.db)
  const { rows } = await sql<{ id: string; areaCode: string; cellCode: string | null }>`
    select id, area_code, cell_code from command_cases where closed_at is null and not is_restricted and phase = 'doing'
    order by grade desc, opened_at limit ${summonses.length}`.execute(work.db)
  const cases = new Map((await work.use(matters).rows(rows.map(({ id }) => id))).map((row) => [row.id, row]))
  for (const [n, { hoursAgo, because, answerMinutes }] of summonses.entries()) {
    const place = rows[n]
    const row = place && cases.get(place.id)
    if (!place || !row) continue
    const startedAt = new Date(work.now.getTime() - hoursAgo * hourMs)
    const answeredAt = new Date(startedAt.getTime() + answerMinutes * minuteMs)
    // The nearest level at which somebody of the demo stands.
    let met: { readonly rung: Rung; readonly person: Awaited<ReturnType<typeof whomAt>>[number] } | null = null
    for (const rung of reachOf(4)) {
      const [person] = await whomAt(work, rung, { ...place, unitId: null })
      if (person?.accountId && person.accountId !== leader.id) met ??= { rung, person }
    }
    if (!met) continue
    const summons = await store.start({
      ...{
        caseId: row.id,
        number: row.number,
        title: row.title,
        areaCode: row.areaCode,
        grade: 3,
        isRestricted: false,
      },
      ...{ because, ladder: reachOf(3), startedBy: leader.id, startedByName: leader.name, startedAt },
    })
    const call = await store.call({
      ...{ summonsId: summons.id, rung: met.rung, ...met.person, calledAt: startedAt },
      dueAt: new Date(answerBy(3, startedAt.getTime())),
    })
    await store.answer(call.id, 'accepted', null, answeredAt)
    await store.settle(summons.id, 'answered', answeredAt)
  }
}

export const seedDemo = async (work: CommandWork, preset: Preset) => {
  if (!preset.has('command/demo.json') || preset.scale !== 'demo' || configOf(work).mode === 'production') return
  const demo = await preset.read<Demo>('command/demo.json')
  const someone = async (login: string): Promise<Person> => {
    const account = await work.use(identity).accountByLogin(login)
    return { id: account?.id ?? uuidv7(), name: account?.displayName ?? login }
  }
  const [leader, caller] = [await someone(demo.leader), await someone(demo.caller)]
  await layScores(work)
  await layAppeal(work, demo, someone)
  await layBriefs(work, demo, leader)
  await layOrders(work, demo, 'order', leader)
  await layOrders(work, demo, 'call', caller)
  await laySummonses(work, demo, leader)
  await layCosts(work, demo, leader)
  preset.progress('command demo', 1, 1)
}
