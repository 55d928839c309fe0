/** A case calls: started by whoever handles or steers it, answered by whoever is called, seen as a ladder by all in its room. */
import { answer, listen } from '@liren/kernel'
import { type MatterRow, matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { command } from '../contract.ts'
import { type Level, type Rung, reachOf as rungsFor } from '../linkage.ts'
import { callsUpTo, selfCallGrade } from '../settings.ts'
import { climbFrom, summonsTopics, tellOfSummons } from './climb.ts'
import type { CommandWork } from './count.ts'
import { isCounted } from './counted.ts'
import { reachFor } from './reach.ts'
import { shared } from './share.ts'
import { type Call, type Summons, summonsStore } from './store-summons.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

const callView = (call: Call) => ({
  id: call.id,
  rung: call.rung,
  unitName: call.unitName,
  name: call.name,
  isThroughPlatform: call.accountId !== null,
  calledAt: call.calledAt.toISOString(),
  dueAt: call.dueAt.toISOString(),
  answeredAt: iso(call.answeredAt),
  answer: call.answer,
  reason: call.reason,
})
const view = (summons: Summons, calls: readonly Call[]) => ({
  id: summons.id,
  caseId: summons.caseId,
  number: summons.number,
  title: summons.title,
  areaCode: summons.areaCode,
  grade: summons.grade,
  because: summons.because,
  ladder: [...summons.ladder],
  state: summons.state,
  startedByName: summons.startedByName,
  startedAt: summons.startedAt.toISOString(),
  answeredAt: iso(summons.answeredAt),
  endedAt: iso(summons.endedAt),
  calls: calls.filter(({ summonsId }) => summonsId === summons.id).map(callView),
})

const isGrade = (grade: number): grade is 1 | 2 | 3 | 4 => grade >= 1 && grade <= 4

type Called = Pick<MatterRow, 'id' | 'number' | 'title' | 'areaCode' | 'grade' | 'holderUnitId'>
type Starter = { readonly id: string | null; readonly name: string }

const isWithUnit = async (work: CommandWork, { holderUnitId }: Called) => {
  const unit = holderUnitId === null ? null : await work.use(organisation).unit(holderUnitId)
  return unit !== null && unit.kind !== 'commandCentre'
}

/** Begins the ladder of a case and calls whoever is first. */
const begin = async (
  work: CommandWork,
  seen: Called,
  { because, isRestricted, from }: { because: string; isRestricted: boolean; from?: Rung | undefined },
  by: Starter,
) => {
  const grade = isGrade(seen.grade) ? seen.grade : 1
  const upTo = await work.setting<Level>(callsUpTo[grade])
  // Where no unit has it but the centre itself, there is none to call: the grid worker is.
  const ladder = rungsFor(grade, upTo === 'unit' && !(await isWithUnit(work, seen)) ? 'grid' : upTo)
  const first = from === undefined ? 0 : ladder.indexOf(from)
  if (first < 0) throw work.refuse('beyond-ladder', {}, 'from')
  const summons = await summonsStore(work.db).start({
    caseId: seen.id,
    number: seen.number,
    title: seen.title,
    areaCode: seen.areaCode,
    grade,
    isRestricted,
    because,
    ladder: ladder.slice(first),
    startedBy: by.id,
    startedByName: by.name,
    startedAt: work.now,
  })
  await work.use(matters).note(seen.id, { what: 'summoned', facts: { because } })
  await climbFrom(work, summons)
  work.audit({
    object: `matter:${seen.id}`,
    area: seen.areaCode,
    facts: { summonsId: summons.id, ladder: summons.ladder },
  })
  return summons
}

type Fact = {
  readonly matterId: string
  readonly process: string
  readonly phase: string
  readonly grade: number
  readonly isRestricted: boolean
}
/** The gravest calls by itself, once, as soon as it is known to be so: nobody has to be reading for it to begin. */
const callBySelf = async (work: CommandWork, fact: Fact) => {
  if (!isCounted(work, fact.process)) return
  if (fact.grade < selfCallGrade[await work.setting<keyof typeof selfCallGrade>('callsBySelfFrom')]) return
  if ((await summonsStore(work.db).ofCase(fact.matterId)).length > 0) return
  const [row] = await work.use(matters).rows([fact.matterId])
  if (!row || row.phase === 'done') return
  const grade = work.words(`command.screen.grade.${row.grade}`)
  const because = work.words('command.screen.calledBySelf', { grade })
  await begin(work, row, { because, isRestricted: false }, { id: null, name: work.words('command.screen.bySelf') })
}
const mayCall = ({ grade, phase, isRestricted }: Fact) => grade >= 3 && phase !== 'done' && !isRestricted
export const callingBySelf = [
  listen(command, matters, 'opened', 'call-gravest-opened', callBySelf, mayCall),
  listen(command, matters, 'moved', 'call-gravest-moved', callBySelf, mayCall),
]

export const summon = answer(command, 'summon', async (work, { params, body }) => {
  const seen = await work.use(matters).see(params.id)
  if (seen.phase === 'done') throw work.refuse('case-closed')
  const [life] = await work.use(matters).histories({ ids: [params.id] })
  const store = summonsStore(work.db)
  if (await store.openOf(params.id)) throw work.refuse('calling-already')
  const summons = await begin(
    work,
    seen,
    { because: body.because, isRestricted: life?.isRestricted ?? false, from: body.from },
    work.actor,
  )
  const now = (await store.lock(summons.id)) ?? summons
  return view(now, await store.callsOf([summons.id]))
})

const answered = async (
  work: CommandWork,
  call: Call,
  summons: Summons,
  said: 'accepted' | 'declined',
  reason: string | null,
) => {
  const store = summonsStore(work.db)
  if (call.answer !== null) throw work.refuse('answered-already')
  if (summons.state !== 'open') throw work.refuse('calling-over')
  await store.answer(call.id, said, reason, work.now)
  await work.use(matters).logCall(summons.caseId, {
    toName: call.name,
    toAccountId: call.accountId,
    channel: work.actor.id === call.accountId ? 'chat' : 'phone',
    outcome: said === 'accepted' ? 'reached' : 'refused',
    seconds: Math.max(0, Math.round((work.now.getTime() - call.calledAt.getTime()) / 1000)),
    ...(reason ? { note: reason } : {}),
  })
  if (said === 'accepted') {
    await store.settle(summons.id, 'answered', work.now)
    await work
      .use(matters)
      .note(summons.caseId, { what: 'summonsAnswered', facts: { by: call.name, unit: call.unitName } })
    if (summons.startedBy && summons.startedBy !== work.actor.id)
      await tellOfSummons(work, summons, 'answered', [summons.startedBy], `answered ${summons.id}`, { by: call.name })
  } else await climbFrom(work, summons)
  const calls = await store.callsOf([summons.id])
  work.emit(
    'called',
    {
      summonsId: summons.id,
      caseId: summons.caseId,
      areaCode: summons.areaCode,
      state: said === 'accepted' ? 'answered' : 'open',
    },
    summonsTopics(summons, calls),
  )
  work.audit({ object: `matter:${summons.caseId}`, area: summons.areaCode, facts: { callId: call.id, answer: said } })
}

/** The called person accepts or declines with a reason. */
export const answerCall = answer(command, 'answerCall', async (work, { params, body }) => {
  const store = summonsStore(work.db)
  const call = await store.oneCall(params.id)
  if (!call || call.accountId === null || call.accountId !== work.actor.id) throw work.refuse('not-found')
  if (body.answer === 'declined' && !body.reason?.trim()) throw work.refuse('reason-missing', {}, 'reason')
  const summons = await store.lock(call.summonsId)
  if (!summons) throw work.refuse('not-found')
  await answered(work, (await store.oneCall(call.id)) ?? call, summons, body.answer, body.reason?.trim() || null)
  return undefined
})

/** Somebody reached by telephone: whoever rang them up writes down what they said. */
export const answerByPhone = answer(command, 'answerByPhone', async (work, { params, body }) => {
  const store = summonsStore(work.db)
  const call = await store.oneCall(params.id)
  const summons = call ? await store.lock(call.summonsId) : null
  if (!call || !summons) throw work.refuse('not-found')
  await work.use(matters).see(summons.caseId, true)
  work.must('summons.steer', { area: summons.areaCode })
  await answered(work, (await store.oneCall(call.id)) ?? call, summons, body.answer, body.reason.trim())
  return undefined
})

export const endSummons = answer(command, 'endSummons', async (work, { params, body }) => {
  const store = summonsStore(work.db)
  const summons = await store.lock(params.id)
  if (!summons) throw work.refuse('not-found')
  await work.use(matters).see(summons.caseId, true)
  if (summons.startedBy !== work.actor.id) work.must('summons.steer', { area: summons.areaCode })
  if (summons.state !== 'open') throw work.refuse('calling-over')
  await store.settle(summons.id, 'ended', work.now)
  await work.use(matters).note(summons.caseId, { what: 'summonsEnded', facts: { because: body.because } })
  work.emit(
    'called',
    { summonsId: summons.id, caseId: summons.caseId, areaCode: summons.areaCode, state: 'ended' },
    summonsTopics(summons, await store.callsOf([summons.id])),
  )
  work.audit({ object: `matter:${summons.caseId}`, area: summons.areaCode })
  return undefined
})

export const summonsesOf = answer(command, 'summonsesOf', async (work, { params }) => {
  await work.use(matters).see(params.id, true)
  const store = summonsStore(work.db)
  const items = await store.ofCase(params.id)
  const calls = await store.callsOf(items.map(({ id }) => id))
  return { items: items.map((one) => view(one, calls)) }
})

export const callingOf = (work: CommandWork, query: { readonly area?: string | undefined }) => {
  const store = summonsStore(work.db)
  const reach = reachFor(work, query.area)
  return shared(work, ['calling', reach], async () => {
    const items = await store.lately(reach, new Date(work.now.getTime() - 12 * 3_600_000))
    const calls = await store.callsOf(items.map(({ id }) => id))
    return { items: items.map((one) => view(one, calls)) }
  })
}

export const summonses = answer(command, 'summonses', async (work, { query }) => {
  const store = summonsStore(work.db)
  const page = await store.page(reachFor(work, query.area), query.state, query.after, query.limit ?? 30)
  const calls = await store.callsOf(page.items.map(({ id }) => id))
  return { items: page.items.map((one) => view(one, calls)), next: page.next }
})

export const calling = answer(command, 'calling', (work, { query }) => callingOf(work, query))

export const myCalls = answer(command, 'myCalls', async (work, { query }) => {
  const found = work.actor.id === null ? [] : await summonsStore(work.db).waitingFor(work.actor.id)
  const rows = found.slice(0, query.limit ?? found.length)
  return {
    items: rows.map((row) => ({
      ...callView(row),
      caseId: row.caseId,
      number: row.number,
      title: row.title,
      because: row.because,
      grade: row.grade,
      startedByName: row.startedByName,
    })),
  }
})
