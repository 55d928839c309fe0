/** Rules published, tried on the past, and read by everybody. */
import { createHash } from 'node:crypto'
import { answer, eventsOf, pastFacts, ruleFault } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { points } from '../contract.ts'
import { dayOf } from '../day.ts'
import {
  aboutOf,
  capped,
  countingIn,
  earliestEffect,
  factsOf,
  inEffect,
  type RuleBody,
  type RuleVersion,
  reachesTo,
  worth,
} from '../rule.ts'
import { areaOf, holdsFor, isOneHome, partiesOf } from './award.on.ts'
import type { PointsWork } from './book.ts'
import { ruleStore } from './rule-store.ts'

/** Refuses a rule that names what is not there, with the field. */
export const checkRule = (work: PointsWork, rule: RuleBody) => {
  const shape = eventsOf(work).get(rule.on)
  if (!shape) throw work.refuse('unknown-event', { name: rule.on }, 'rule.on')
  const facts = factsOf(shape)
  for (const part of ['credit', 'with', 'area', 'times', 'photos', 'device', 'oncePer', 'say'] as const) {
    const name = rule[part]?.replace('reporterOf:', '')
    if (name && !facts[name]) throw work.refuse('unknown-field', { name }, `rule.${part}`)
  }
  const [, linked] = /\{(\w+)\}/.exec(rule.link ?? '') ?? []
  if (linked && !facts[linked]) throw work.refuse('unknown-field', { name: linked }, 'rule.link')
  const fault = rule.when ? ruleFault(rule.when, facts) : null
  if (fault) throw work.refuse('rule-wrong', { code: fault.code, what: fault.what, at: fault.at }, 'rule.when')
}

export const rules = answer(points, 'rules', async (work, { query }) => {
  const today = dayOf(work.now)
  const { area } = query
  const all = (await ruleStore(work.db).all()).filter(({ within }) => !area || !within || reachesTo(within, area))
  if (query.all) return { items: all }
  const effective = inEffect(all, today)
  const current = new Set(area ? countingIn(effective, area) : effective)
  // What is to come elsewhere says nothing here where a nearer version goes on counting.
  const willCount = (one: RuleVersion) =>
    !area || countingIn([...effective.filter(({ within }) => within !== one.within), one], area).includes(one)
  return {
    items: all.filter(
      (one) => current.has(one) || (one.effectiveOn > today && one.endsOn !== one.effectiveOn && willCount(one)),
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

/** Said to be for the district, a rule is for everywhere. */
const placed = (rule: RuleBody, roots: readonly string[]): RuleBody => {
  const { within, ...everywhere } = rule
  return within && roots.length === 1 && roots[0] === within ? everywhere : rule
}

/** A district-wide rule is for whoever answers for the district; a community's desk makes rules for its community. */
const mustReach = (work: PointsWork, { within }: RuleBody, roots: readonly string[]) => {
  const areas = within ? [within] : roots
  for (const area of areas.length > 0 ? areas : ['']) work.must('points.rule', { area })
}

/** The same rule has the same digest, in whatever order its parts are sent. */
const digestOf = (rule: RuleBody): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(rule).sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest('hex')

const dayMs = 86_400_000

const mostFacts = 20_000

export const rehearse = answer(points, 'rehearse', async (work, { body: { rule, days } }) => {
  checkRule(work, rule)
  if (rule.points === 0) throw work.refuse('too-little', {}, 'rule.points')
  const since = new Date(work.now.getTime() - days * dayMs)
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
      if (!personId || !area || withId === personId || (withId && (await isOneHome(work, personId, withId)))) {
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
  await ruleStore(work.db).noteTried(digestOf(rule), work.actor.id, work.now, new Date(work.now.getTime() - 7 * dayMs))
  return { ...found, people: ever.size, most: Math.max(0, ...ever.values()) }
})

/** May this be a version of a code that others made? Above them, below them, and of the same event. */
const mustFit = (work: PointsWork, rule: RuleBody, before: readonly RuleBody[]) => {
  const others = before.filter(({ within }) => (within ?? '') !== (rule.within ?? ''))
  const isAbove = (above: string | undefined, below: string | undefined) =>
    above === undefined || (below !== undefined && reachesTo(above, below))
  const isKin = ({ within }: RuleBody) => isAbove(within, rule.within) || isAbove(rule.within, within)
  if (before.length > 0 && !before.some(isKin)) throw work.refuse('own-affair', {}, 'rule.code')
  if (others.some(({ on }) => on !== rule.on)) throw work.refuse('another-event', { name: others[0]?.on }, 'rule.on')
  // Worth nothing: that it does not count here, which only says something where it counts around.
  if (rule.points === 0 && !others.some(({ within }) => isAbove(within, rule.within)))
    throw work.refuse('too-little', {}, 'rule.points')
}

export const publish = answer(points, 'publish', async (work, { body }) => {
  const roots = (await work.use(territory).childrenOf()).map(({ code }) => code)
  const rule = placed(body.rule, roots)
  mustReach(work, rule, roots)
  checkRule(work, rule)
  const publishedOn = dayOf(work.now)
  const earliest = earliestEffect(publishedOn)
  if (body.effectiveOn < earliest) throw work.refuse('too-soon', { earliest }, 'effectiveOn')
  if (body.endsOn !== undefined && body.endsOn < body.effectiveOn)
    throw work.refuse('too-soon', { earliest: body.effectiveOn }, 'endsOn')
  const store = ruleStore(work.db)
  const before = await store.ofCode(rule.code)
  mustFit(work, rule, before)
  const isEnding = rule.points === 0 || body.endsOn === body.effectiveOn
  // What is to count is tried on the past first; that something counts no more needs no trial.
  if (!isEnding && !(await store.wasTried(digestOf(body.rule), new Date(work.now.getTime() - dayMs))))
    throw work.refuse('not-rehearsed', {}, 'rule')
  const version = {
    ...rule,
    version: (before[0]?.version ?? 0) + 1,
    publishedOn,
    effectiveOn: body.effectiveOn,
    endsOn: body.endsOn ?? null,
  }
  if (!(await store.publish(version, work.actor.id))) throw work.refuse('published-meanwhile', {}, 'rule.code')
  work.audit({
    object: `points-rule:${version.code}`,
    area: rule.within ?? null,
    facts: { version: version.version },
  })
  return version
})
