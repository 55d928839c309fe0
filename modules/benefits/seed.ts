/** The preset's facts and rules, proved by their examples; in a demo also who receives what, and a screening to look at. */
import { configOf, type Seed } from '@liren/kernel'
import { tryExamples, whyNotReady } from './rules/examples.ts'
import { readFacts, readRule } from './rules/read-rule.ts'
import { celFor } from './server/cel-clause.ts'
import { asDeed } from './server/deed.ts'
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
    if (rule.serviceItem) items.add(rule.serviceItem)
  }
  if (configOf(work).mode === 'production') return
  // Rosters of a demo are complete and empty, so that people are found for something.
  for (const item of items)
    await screeningStore(work.db).keepRoster(item, preset.name, work.now.toISOString().slice(0, 10), true, work.now)
}
