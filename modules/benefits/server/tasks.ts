/** What whoever holds a task sees of it: who, and which policy, with a footprint; and concerns for somebody's safety. */
import { answer, bothWords, secretsOf } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import { people } from '@liren/people/contract'
import { benefits } from '../contract.ts'
import { conditionText, namingOf } from '../rules/explain.ts'
import type { Deed } from './deed.ts'
import { compiled, namingBy, titleIn, vocabularyOf } from './library.ts'
import { store } from './store.ts'
import { ruleStore } from './store-rules.ts'

export const task = answer(benefits, 'task', async (work, { params }) => {
  // Refuses where the matter is out of sight.
  const { areaCode } = await work.use(matters).see(params.id, true)
  const match = await store(work.db).byMatter(params.id)
  const person = match && (await work.use(people).person(match.personId))
  const record = match && (await ruleStore(work.db).find(match.ruleId, match.ruleVersion))
  if (!match || !person || !record) throw work.refuse('not-found')
  const vocabulary = await vocabularyOf(work)
  const { rule } = compiled(record.definition, vocabulary)
  const naming = namingOf(rule.facts, namingBy(vocabulary))
  await work.use(people).noteLook({
    personIds: [person.id],
    fields: ['benefit.match'],
    purpose: 'service',
    reason: work.words('benefits.screen.taskLook', { title: bothWords(rule.title) }),
  })
  work.audit({ object: `match:${match.id}`, area: areaCode })
  return {
    matterId: params.id,
    personId: person.id,
    displayName: person.displayName,
    maskedPhone: match.isGuarded ? null : person.maskedPhone,
    areaCode: person.areaCode,
    policy: titleIn(rule, work.locale),
    basis: rule.basis,
    clauses: rule.when.map((one) => conditionText(one, naming, work.locale)),
    alsoAsked: [...rule.alsoAsked],
    isGuarded: match.isGuarded,
  }
})

const placeOf = (matterId: string) => `benefits:concern:${matterId}`

/** Somewhere a concern can be answered day and night; the community's own committee is too near. */
const protectorOf = async (work: Deed, area: string) => {
  const code = await work.setting<string>('protectionUnit')
  const unit =
    (code === '' ? null : await work.use(organisation).unitByCode(code)) ??
    (await work.use(organisation).unitOfArea(area, 'commandCentre'))
  return {
    unitId: unit?.id ?? null,
    unitName: unit ? unit.shortName || unit.name : null,
    accountId: null,
    accountName: null,
  }
}

export const raise = answer(benefits, 'raise', async (work, { body }) => {
  work.must('concern.raise', { area: body.area })
  const kept = store(work.db)
  // A child is always a minor, whatever box was ticked.
  const isMinor = body.isMinor || body.kind === 'childHarm'
  const mustReport = isMinor || body.lacksCapacity
  const opened = await work.use(matters).open({
    process: 'protection-concern',
    id: body.id,
    subjectId: body.id,
    title: work.words('benefits.screen.concernTitle'),
    areaCode: body.area.slice(0, 12),
    source: 'benefits',
    letter: 'B',
    grade: 4,
    isRestricted: true,
    state: mustReport ? 'mustReport' : 'raised',
    holder: await protectorOf(work, body.area),
  })
  await kept.addConcern({
    matterId: opened.id,
    kind: body.kind,
    isMinor,
    sealedWords: secretsOf(work).seal(body.words, placeOf(opened.id)),
    raisedBy: work.actor.id,
    raisedAt: work.now,
  })
  work.audit({ object: `matter:${opened.id}`, area: body.area, facts: { mustReport } })
  return { matterId: opened.id, number: opened.number, mustReport }
})

export const concern = answer(benefits, 'concern', async (work, { params }) => {
  await work.use(matters).see(params.id, true)
  const found = await store(work.db).concern(params.id)
  if (!found) throw work.refuse('not-found')
  return {
    matterId: found.matterId,
    kind: found.kind,
    isMinor: found.isMinor,
    words: secretsOf(work).open(found.sealedWords, placeOf(found.matterId)),
    raisedAt: found.raisedAt.toISOString(),
  }
})
