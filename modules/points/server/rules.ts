/** Rules published, tried on the past, and read by everybody. */
import { answer, areaPrefix, eventsOf, pastFacts, ruleFault } from '@liren/kernel'
import { points } from '../contract.ts'
import { dayOf } from '../day.ts'
import { aboutOf, capped, earliestEffect, factsOf, inEffect, type RuleBody, worth } from '../rule.ts'
import { areaOf, holdsFor, partiesOf } from './award.on.ts'
import type { PointsWork } from './book.ts'
import { ruleStore } from './rule-store.ts'

/** Refuses a rule that names what is not there, with the field. */
export const checkRule = (work: PointsWork, rule: RuleBody) => {
  const shape = eventsOf(work).get(rule.on)
  if (!shape) throw work.refuse('unknown-event', { name: rule.on }, 'rule.on')
  const facts = factsOf(shape)
  for (const part of ['credit', 'with', 'area', 'times', 'photos', 'device', 'oncePer'] as const) {
    const name = rule[part]?.replace('reporterOf:', '')
    if (name && !facts[name]) throw work.refuse('unknown-field', { name }, `rule.${part}`)
  }
  if (rule.points === 0) throw work.refuse('too-little', {}, 'rule.points')
  const fault = rule.when ? ruleFault(rule.when, facts) : null
  if (fault) throw work.refuse('rule-wrong', { code: fault.code, what: fault.what, at: fault.at }, 'rule.when')
}

export const rules = answer(points, 'rules', async (work, { query }) => {
  const today = dayOf(work.now)
  const all = await ruleStore(work.db).all()
  const current = new Set(inEffect(all, today))
  const isNear = (within: string | undefined) => !query.area || !within || query.area.startsWith(areaPrefix(within))
  return {
    items: all.filter(
      (one) =>
        isNear(one.within) &&
        (query.all || current.has(one) || (one.effectiveOn > today && one.endsOn !== one.effectiveOn)),
    ),
  }
})

export const ruleEvents = answer(points, 'ruleEvents', async (work) => ({
  items: [...eventsOf(work)].map(([name, shape]) => ({
    name,
    title: work.words(name.replace('/', '.event.')),
    fields: Object.entries(factsOf(shape)).map(([field, type]) => ({ name: field, type })),
  })),
}))

/** A district-wide rule is for whoever answers for the district; a community's desk makes rules for its community. */
const mustReach = (work: PointsWork, rule: RuleBody) => work.must('points.rule', { area: rule.within ?? '' })

const mostFacts = 20_000

export const rehearse = answer(points, 'rehearse', async (work, { body: { rule, days } }) => {
  checkRule(work, rule)
  const since = new Date(work.now.getTime() - days * 86_400_000)
  const found = { facts: 0, matched: 0, unknown: 0, nobody: 0, capped: 0, people: 0, points: 0, most: 0 }
  const had = new Map<string, number>()
  const add = (key: string, amount: number) => had.set(key, (had.get(key) ?? 0) + amount)
  const ever = new Map<string, number>()
  const paidFor = new Set<string>()
  for (let after = 0; found.facts < mostFacts; ) {
    const page = await pastFacts(work.db, rule.on, since, after, 500)
    for (const { fact, at } of page) {
      found.facts += 1
      const verdict = holdsFor(work, rule, fact)
      if (verdict === 'unknown') found.unknown += 1
      if (verdict !== true) continue
      const { personId, withId } = await partiesOf(work, rule, fact)
      const area = await areaOf(work, rule, fact, personId)
      // What happened elsewhere is no affair of a rule for here.
      if (rule.within && !area) continue
      found.matched += 1
      // As when it counts: nobody is paid for what they did for themselves.
      if (!personId || !area || withId === personId) {
        found.nobody += 1
        continue
      }
      const day = dayOf(at)
      const about = aboutOf(rule, fact)
      if (about !== null && paidFor.has(`${about} ${personId}`)) continue
      if (about !== null) paidFor.add(`${about} ${personId}`)
      const amount = worth(rule, fact)
      const due = capped(rule, amount, {
        today: had.get(`${personId} ${day}`) ?? 0,
        month: had.get(`${personId} ${day.slice(0, 7)}`) ?? 0,
        ever: ever.get(personId) ?? 0,
      })
      if (due < amount) found.capped += 1
      add(`${personId} ${day}`, due)
      add(`${personId} ${day.slice(0, 7)}`, due)
      ever.set(personId, (ever.get(personId) ?? 0) + due)
      found.points += due
    }
    after = page.at(-1)?.id ?? after
    if (page.length < 500) break
  }
  return { ...found, people: ever.size, most: Math.max(0, ...ever.values()) }
})

export const publish = answer(points, 'publish', async (work, { body }) => {
  mustReach(work, body.rule)
  checkRule(work, body.rule)
  const publishedOn = dayOf(work.now)
  const earliest = earliestEffect(publishedOn)
  if (body.effectiveOn < earliest) throw work.refuse('too-soon', { earliest }, 'effectiveOn')
  const store = ruleStore(work.db)
  const before = await store.newest(body.rule.code)
  if (before && (before.within ?? '') !== (body.rule.within ?? '')) throw work.refuse('own-affair', {}, 'rule.code')
  const version = {
    ...body.rule,
    version: (before?.version ?? 0) + 1,
    publishedOn,
    effectiveOn: body.effectiveOn,
    endsOn: body.endsOn ?? null,
  }
  await store.publish(version, work.actor.id)
  work.audit({
    object: `points-rule:${version.code}`,
    area: body.rule.within ?? null,
    facts: { version: version.version },
  })
  return version
})
