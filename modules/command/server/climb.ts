/** Climbs the ladder of a summons: calls whoever is next, until somebody answers or nobody is left. */
import { job } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { notices } from '@liren/notices/contract'
import { command } from '../contract.ts'
import { answerBy, type Grade, nextOf, type Rung } from '../linkage.ts'
import { gradeNames } from '../settings.ts'
import type { CommandWork } from './count.ts'
import { type Call, type Summons, summonsStore } from './store-summons.ts'
import { whomAt } from './whom.ts'

export const summonsTopics = (summons: Summons, calls: readonly Pick<Call, 'accountId'>[] = []) => [
  `matter:${summons.caseId}`,
  ...(summons.isRestricted ? [] : [`area:${summons.areaCode}`]),
  ...calls.flatMap(({ accountId }) => (accountId ? [`account:${accountId}`] : [])),
]

const tell = async (
  work: CommandWork,
  summons: Summons,
  template: 'called' | 'exhausted' | 'answered',
  accountIds: readonly string[],
  onceKey: string,
  facts: Readonly<Record<string, string>> = {},
) => {
  if (accountIds.length === 0) return
  await work.use(notices).send({
    to: { accountIds },
    topic: 'command.call',
    template: `command.${summons.isRestricted ? 'callHidden' : template}`,
    facts: summons.isRestricted
      ? {}
      : { number: summons.number, title: summons.title, because: summons.because, ...facts },
    link: template === 'called' ? '/command/calls' : `/matters/${summons.caseId}`,
    urgency: summons.grade >= 3 ? 'emergency' : 'urgent',
    object: `matter:${summons.caseId}`,
    sender: { area: summons.areaCode },
    onceKey,
  })
}

const dueOf = async (work: CommandWork, grade: Grade): Promise<Date> => {
  const name = gradeNames[grade]
  const pace = {
    minutes: await work.setting<number>(`${name}AnswerMinutes`),
    nightMinutes: await work.setting<number>(`${name}AnswerMinutesAtNight`),
  }
  const night = {
    from: await work.setting<number>('nightFromHour'),
    until: await work.setting<number>('nightUntilHour'),
  }
  return new Date(answerBy(grade, work.now.getTime(), pace, night))
}

/** Calls the people of these rungs: each sits in the room from now on, and has so many minutes. */
const callRungs = async (
  work: CommandWork,
  summons: Summons,
  rungs: readonly Rung[],
  where: Parameters<typeof whomAt>[2],
) => {
  const store = summonsStore(work.db)
  const made: Call[] = []
  const dueAt = await dueOf(work, summons.grade)
  for (const rung of rungs)
    for (const person of await whomAt(work, rung, where)) {
      if (person.accountId === summons.startedBy) continue
      made.push(await store.call({ summonsId: summons.id, rung, ...person, calledAt: work.now, dueAt }))
    }
  const people = made.flatMap(({ accountId, name }) => (accountId ? [{ accountId, name }] : []))
  if (people.length > 0) {
    await work.use(matters).invite(summons.caseId, people)
    for (const call of made)
      if (call.accountId) await tell(work, summons, 'called', [call.accountId], `call ${call.id}`)
    work.enqueue('climb', { summonsId: summons.id }, { startAt: dueAt, key: `${summons.id} ${dueAt.getTime()}` })
  }
  return made
}

/** Does what is next: waits, calls, or says that nobody answered. Answers the calls made now. */
export const climbFrom = async (work: CommandWork, summons: Summons): Promise<readonly Call[]> => {
  const store = summonsStore(work.db)
  const [life] = await work.use(matters).histories({ ids: [summons.caseId] })
  if (!life || life.phase === 'done') {
    await store.settle(summons.id, 'ended', work.now)
    work.emit(
      'called',
      { summonsId: summons.id, caseId: summons.caseId, areaCode: summons.areaCode, state: 'ended' },
      summonsTopics(summons),
    )
    return []
  }
  const called = (await store.callsOf([summons.id])).map(({ rung, dueAt, answer }) => ({
    rung,
    dueAt: dueAt.getTime(),
    answer,
  }))
  const passed = new Set<Rung>()
  for (;;) {
    const ladder = summons.ladder.filter((rung) => !passed.has(rung))
    const next = nextOf(summons.grade, ladder, called, work.now.getTime())
    if (next === 'wait' || next === 'answered') return []
    if (next === 'exhausted') {
      await store.settle(summons.id, 'exhausted', work.now)
      await work.use(matters).note(summons.caseId, { what: 'summonsExhausted', facts: { calls: called.length } })
      if (summons.startedBy) await tell(work, summons, 'exhausted', [summons.startedBy], `exhausted ${summons.id}`)
      work.emit(
        'called',
        { summonsId: summons.id, caseId: summons.caseId, areaCode: summons.areaCode, state: 'exhausted' },
        summonsTopics(summons),
      )
      return []
    }
    const made = await callRungs(work, summons, next.call, {
      areaCode: life.areaCode,
      cellCode: life.cellCode,
      unitId: life.holderUnitId,
      // Whoever is called may read it: a bureau that has no part in what few may know is left out.
      ...(summons.isRestricted ? {} : { grade: summons.grade }),
    })
    if (made.some(({ accountId }) => accountId !== null)) {
      work.emit(
        'called',
        { summonsId: summons.id, caseId: summons.caseId, areaCode: summons.areaCode, state: 'open' },
        summonsTopics(summons, made),
      )
      return made
    }
    // Nobody stands there: the next rung is called at once.
    for (const rung of next.call) passed.add(rung)
  }
}

export const climb = job<typeof command, { summonsId: string } | null>(
  command,
  'climb',
  { cron: '* * * * *' },
  async (work, payload) => {
    const store = summonsStore(work.db)
    const due = payload ? [payload.summonsId] : await store.dueToClimb(work.now)
    for (const id of due) {
      const summons = await store.lock(id)
      if (summons?.state === 'open') await climbFrom(work, summons)
    }
  },
)

export { tell as tellOfSummons }
