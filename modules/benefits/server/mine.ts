/** 可能适合我 What a person may be entitled to: looked at live, only for themself; yes, no and not now are one tap each. */
import { answer, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { type CompiledRule, dayFrom } from '../rules/compile-rule.ts'
import { openTask } from './climb.job.ts'
import { type Deed, dayOf, ownPersonId } from './deed.ts'
import { gather } from './gather.ts'
import { compileAll, vocabularyOf } from './library.ts'
import { inOrder, shownPolicy } from './shown-policy.ts'
import { type MatchRow, store } from './store.ts'
import { applicationStore } from './store-applications.ts'
import { ruleStore } from './store-rules.ts'

/** With more than this unknown, somebody would be asked for half a questionnaire. */
const mostUnknown = 2
const restDays = 30

/** Nothing guarded or meant for a quiet visit ever stands on a telephone. */
const isShown = ({ rule }: CompiledRule) => rule.subject === 'person' && rule.guard === null && !rule.isQuiet

const look = async (work: Deed, personId: string, rules: readonly CompiledRule[]) => {
  const vocabulary = await vocabularyOf(work)
  const keys = [...new Set(rules.flatMap(({ facts }) => facts))]
  const today = dayFrom(dayOf(work.now))
  const reason = work.words('benefits.screen.ownLook')
  const found = (await gather(work, [personId], today, { keys, reason, uses: vocabulary, isOwn: true })).get(personId)
  if (!found) throw work.refuse('no-record')
  return { facts: found.facts, areaCode: found.areaCode, today, vocabulary }
}

const settled = new Set(['agreed', 'visiting', 'served', 'declined'])

export const mine = answer(benefits, 'mine', async (work) => {
  const personId = ownPersonId(work)
  const isOptedOut = (await store(work.db).optedOut([personId])).has(personId)
  if (isOptedOut) return { isOptedOut, items: [] }
  const vocabulary = await vocabularyOf(work)
  const rules = compileAll(await ruleStore(work.db).active(), vocabulary).filter(isShown)
  if (rules.length === 0) return { isOptedOut, items: [] }
  const looked = await look(work, personId, rules)
  const matches = new Map((await store(work.db).of(personId)).map((one) => [one.ruleId, one]))
  const running = await applicationStore(work.db).running(personId)
  const isRunning = ({ rule }: CompiledRule) => rule.serviceItem !== null && running.has(rule.serviceItem)
  const items = rules
    .filter((one) => {
      if (isRunning(one) || settled.has(matches.get(one.rule.id)?.state ?? '')) return true
      const verdict = one.verdict(looked.facts, looked.today)
      if (verdict === 'unknown') return one.missing(looked.facts, looked.today).length <= mostUnknown
      return verdict === true
    })
    .map((one) => {
      const shown = shownPolicy(work, one, looked, matches.get(one.rule.id))
      return isRunning(one) ? { ...shown, state: 'agreed' as const, restsUntil: null } : shown
    })
  return { isOptedOut, items: inOrder(items) }
})

export const choose = answer(benefits, 'choose', async (work, { body }) => {
  const personId = ownPersonId(work)
  await store(work.db).choose(personId, body.isOptedOut, work.now)
  if (!body.isOptedOut) await store(work.db).changed([personId], work.now)
  work.audit({ object: `person:${personId}`, facts: { isOptedOut: body.isOptedOut } })
})

const rowFor = async (work: Deed, personId: string, compiled: CompiledRule, areaCode: string): Promise<MatchRow> => {
  const kept = store(work.db)
  const known = await kept.one(personId, compiled.rule.id)
  if (known) return known
  const { id: ruleId, version, serviceItem, mode } = compiled.rule
  const fresh = { id: uuidv7(), personId, ruleId, ruleVersion: version, serviceItem, mode, isGuarded: false, areaCode }
  await kept.found([fresh], null, work.now)
  await kept.told([fresh.id], work.now)
  const made = await kept.one(personId, ruleId)
  if (!made) throw new Error('a match just made is there')
  return made
}

/** Declining asks for no reason, and saying yes afterwards is the same one tap. */
export const answerMine = answer(benefits, 'answer', async (work, { params, body }) => {
  const personId = ownPersonId(work)
  const kept = store(work.db)
  if ((await kept.optedOut([personId])).has(personId)) throw work.refuse('opted-out')
  const vocabulary = await vocabularyOf(work)
  const compiled = compileAll(await ruleStore(work.db).active([params.id]), vocabulary).find(isShown)
  if (!compiled) throw work.refuse('not-found', {}, 'id')
  const looked = await look(work, personId, [compiled])
  const verdict = compiled.verdict(looked.facts, looked.today)
  const areaCode = looked.areaCode ?? (await work.use(people).person(personId))?.areaCode ?? ''
  const match = await rowFor(work, personId, compiled, areaCode)
  if (match.state === 'served') throw work.refuse('answered-already')
  const told = { personId, ruleId: params.id, serviceItem: match.serviceItem, areaCode }
  work.audit({ object: `match:${match.id}`, area: areaCode || null, facts: { answer: body.answer } })
  if (body.answer === 'agree') {
    // Whoever is surely not entitled is spared a wait for nothing; whoever may be is seen to by a person.
    if (verdict === false) throw work.refuse('wrong-state', {}, 'answer')
    await kept.set(match.id, { state: 'agreed', restsUntil: null, agreedAt: work.now })
    if (match.matterId === null || match.state === 'declined') await openTask(work, match, 'toDeliver')
    if (match.state !== 'agreed') work.emit('agreed', told)
  } else if (body.answer === 'decline') {
    await kept.set(match.id, { state: 'declined', restsUntil: null, decidedAt: work.now })
    if (match.state !== 'declined') work.emit('declined', told)
  } else {
    if (match.state !== 'found' && match.state !== 'told') throw work.refuse('wrong-state', {}, 'answer')
    await kept.set(match.id, { restsUntil: new Date(work.now.getTime() + restDays * 86_400_000) })
  }
  return shownPolicy(work, compiled, looked, await kept.one(personId, params.id))
})
