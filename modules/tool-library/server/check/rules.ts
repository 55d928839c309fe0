/** Every expression of a document: parsed, typed and bounded by the kernel's rules, over declared facts only. */
import { ruleFault } from '@liren/kernel'
import type { Fault, ToolDocument } from '../../document/document.ts'
import { answerFacts, type FactTable, factSource, formsOf, personFacts } from '../../document/facts.ts'

/** All rules of a document together; one alone is bounded by the kernel. */
const most = { count: 120, characters: 24_000 }

type Found = { readonly path: string; readonly source: string; readonly facts: FactTable }

/** Where rules stand, and what each may read. */
export const rulesOf = (document: ToolDocument): readonly Found[] => {
  const found: Found[] = document.audience.map(({ rule }, index) => ({
    path: `/audience/${index}/rule`,
    source: rule,
    facts: personFacts,
  }))
  for (const [f, form] of document.forms.entries())
    for (const [i, field] of form.fields.entries())
      if (field.when)
        found.push({
          path: `/forms/${f}/fields/${i}/when`,
          source: field.when,
          // Only what was asked before: no field can wait for itself.
          facts: answerFacts([{ ...form, fields: form.fields.slice(0, i) }]),
        })
  for (const [p, process] of document.processes.entries()) {
    const facts = answerFacts(formsOf(document, process))
    for (const [name, move] of Object.entries(process.moves))
      if (move.when) found.push({ path: `/processes/${p}/moves/${name}/when`, source: move.when, facts })
    for (const [index, rule] of (document.points ?? []).entries())
      if (rule.of === process.id && rule.when) found.push({ path: `/points/${index}/when`, source: rule.when, facts })
  }
  return found
}

export const checkRules = (document: ToolDocument): readonly Fault[] => {
  const faults: Fault[] = []
  const rules = rulesOf(document)
  const characters = rules.reduce((sum, { source }) => sum + source.length, 0)
  if (rules.length > most.count || characters > most.characters)
    return [
      {
        path: '',
        code: 'too-many-rules',
        reason: `at most ${most.count} rules of ${most.characters} characters in all`,
        level: 'refuse',
      },
    ]
  const reads = new Set(document.data.reads)
  for (const { path, source, facts } of rules) {
    // Making lists or texts out of one another can double with every step; asking about one (exists, all) cannot.
    if (/\.\s*(?:map|filter|split|join)\s*\(/.test(source)) {
      faults.push({
        path,
        code: 'rule-forbidden',
        reason: 'a rule asks about lists and texts (exists, all), it makes none',
        level: 'refuse',
      })
      continue
    }
    const fault = ruleFault(source, facts)
    if (fault) {
      faults.push({
        path,
        code: `rule-${fault.code}`,
        reason: `${fault.what} (at ${fault.at})`.slice(0, 200),
        level: 'refuse',
      })
      continue
    }
    if (!path.startsWith('/audience')) continue
    for (const [fact, entry] of Object.entries(factSource))
      if (new RegExp(`\\b${fact}\\b`).test(source) && !reads.has(entry))
        faults.push({
          path,
          code: 'undeclared-read',
          reason: `"${fact}" comes from "${entry}", and data.reads does not say so`,
          level: 'refuse',
        })
  }
  return faults
}
