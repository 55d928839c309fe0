/** The preset's facts and rules, proved by their examples; in a demo also who receives what, and a screening to look at. */
import { configOf, type Seed, uuidv7 } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { compileRule } from './rules/compile-rule.ts'
import { tryExamples, whyNotReady } from './rules/examples.ts'
import { readFacts, readRule } from './rules/read-rule.ts'
import { celFor } from './server/cel-clause.ts'
import { asDeed, type Deed, dayOf } from './server/deed.ts'
import { compileAll, registerReads, vocabularyOf } from './server/library.ts'
import { rosterStore } from './server/store-rosters.ts'
import { ruleStore } from './server/store-rules.ts'
import { screeningStore } from './server/store-screenings.ts'

type RulesFile = { readonly facts: Readonly<Record<string, unknown>>; readonly rules: readonly unknown[] }

export const seed: Seed = async (bound, preset) => {
  if (!preset.has('benefits/rules.json')) return
  const work = asDeed(bound)
  const file = await preset.read<RulesFile>('benefits/rules.json')
  const known = readFacts(file.facts)
  const rules = ruleStore(work.db)
  await rules.keepFacts(file.facts)
  const items = new Set<string>()
  for (const definition of file.rules) {
    const read = readRule(definition)
    if ('fault' in read) throw new Error(`benefits/rules.json: ${read.fault.at}: ${read.fault.why}`)
    const { rule } = read
    const why = whyNotReady(tryExamples(rule, celFor(known)))
    if (why) throw new Error(`benefits/rules.json: ${rule.id}: ${why}`)
    const record = {
      id: rule.id,
      version: rule.version,
      definition,
      title: rule.title['zh-CN'],
      state: 'active' as const,
    }
    await rules.insert({ ...record, writtenBy: null, activatedAt: work.now }, work.now)
    await registerReads(work, rule, compileRule(rule, celFor(known)).facts)
    if (rule.serviceItem) items.add(rule.serviceItem)
  }
  if (configOf(work).mode === 'production') return
  // Rosters of a demo are complete and empty, so that people are found for something.
  const [district] = await work.use(territory).areasAt('district')
  for (const item of items)
    await rosterStore(work.db).keep(
      { serviceItem: item, source: district?.name ?? preset.name, on: dayOf(work.now), isComplete: true, unitId: null },
      work.now,
    )
  await declare(work, ['P-01', 'P-06', 'P-14', 'P-15'])
}

/** One screening that waits for approval, so that nobody's first look is at an empty page. */
const declare = async (work: Deed, ruleIds: readonly string[]) => {
  const [district] = await work.use(territory).areasAt('district')
  const rules = compileAll(await ruleStore(work.db).active(ruleIds), await vocabularyOf(work))
  if (!district || rules.length === 0) return
  await screeningStore(work.db).insert({
    id: uuidv7(),
    purpose: '为老服务应享未享人员查找',
    basis: '《中华人民共和国老年人权益保障法》',
    areaCode: district.code,
    rules: rules.map(({ rule }) => ({ id: rule.id, version: rule.version })),
    facts: [...new Set(rules.flatMap(({ facts }) => facts))].sort(),
    proposedBy: null,
    proposedAt: work.now,
  })
}
