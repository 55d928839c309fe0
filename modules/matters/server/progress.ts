/** Progress without login: the number and its query code open the public side of a matter, and of the one it went into. */
import { answer } from '@liren/kernel'
import { matters } from '../contract.ts'
import { addedWords, type MattersWork, processIn } from './house.ts'
import { hashQueryCode } from './open.ts'
import { partStore } from './part-store.ts'
import { nextStep } from './read.ts'
import { replyStore } from './reply-store.ts'
import { matterStore } from './store.ts'
import type { MatterRecord } from './tables.ts'
import { type Terms, termsOf } from './terms.ts'

export const matterByCode = async (work: Pick<MattersWork, 'db'>, typed: string, code: string) => {
  const number = typed.trim().toUpperCase()
  return matterStore(work.db).idByNumber(number, hashQueryCode(number, code))
}

/** Rating and reopening wait for nobody who came without an account, as long as the community's days last. */
const actsByCode = async (work: MattersWork, matter: MatterRecord, { rateUntil, reopenUntil }: Terms) => {
  if (!matter.closedAt || matter.state === 'voided' || matter.state === 'merged') return []
  const process = await processIn(work, matter.process, matter.areaCode)
  const move = process.acts?.reopen
  const isWithin = (until: Date | null) => until !== null && until >= work.now
  const mayReopen = move !== undefined && process.moves[move]?.from.includes(matter.state) === true
  return [
    ...(matter.rating === null && isWithin(rateUntil) ? (['rate'] as const) : []),
    ...(mayReopen && isWithin(reopenUntil) ? (['reopen'] as const) : []),
  ]
}

export const progress = answer(matters, 'progress', async (work, { body }) => {
  const store = matterStore(work.db)
  const number = body.number.trim().toUpperCase()
  const found = await matterByCode(work, number, body.code)
  // A wrong code and an unknown number look the same from outside.
  if (!found) throw work.refuse('wrong-code', {}, 'code')
  const whole = await store.whole(found.mergedIntoId ?? found.id)
  if (!whole) throw work.refuse('wrong-code', {}, 'code')
  const { matter } = whole
  const process = await processIn(work, matter.process, matter.areaCode)
  const [steps, messages, owed] = await Promise.all([
    store.steps(matter.id, true),
    partStore(work.db).messages(matter.id, true),
    replyStore(work.db).of(matter.id),
  ])
  const terms = await termsOf(work, matter)
  work.audit({ object: matter.id, area: matter.areaCode })
  return {
    module: matter.module,
    number,
    title: matter.title,
    state: matter.state,
    phase: matter.phase,
    added: await addedWords(work, matter.process, matter.areaCode),
    process: matter.process,
    openedAt: matter.openedAt.toISOString(),
    dueAt: matter.dueAt?.toISOString() ?? null,
    closedAt: matter.closedAt?.toISOString() ?? null,
    outcome: matter.outcome,
    holderUnitName: matter.holderUnitName,
    next: nextStep(process, matter),
    replyBy: owed.find(({ kind }) => kind === 'word')?.dueAt.toISOString() ?? null,
    acts: await actsByCode(work, matter, terms),
    lowScore: terms.lowScore,
    maySay: matter.state !== 'voided',
    steps: steps.map(({ at, move, toState, facts }) => ({
      at,
      move,
      toState,
      note: typeof facts.note === 'string' ? facts.note : null,
    })),
    messages: messages.map(({ at, side, text }) => ({ at: at.toISOString(), side, text })),
  }
})
