/** Writing, proving, activating and retiring rules. Whoever wrote a version does not switch it on. */
import { answer, defaultLimit, pageOf, readPair } from '@liren/kernel'
import { benefits } from '../contract.ts'
import { compileRule } from '../rules/compile-rule.ts'
import type { Condition } from '../rules/condition.ts'
import { tryExamples, whyNotReady } from '../rules/examples.ts'
import { conditionText, namingOf } from '../rules/explain.ts'
import { readRule } from '../rules/read-rule.ts'
import type { Rule } from '../rules/rule.ts'
import type { RuleRow, RuleView } from '../shapes.ts'
import { celFor } from './cel-clause.ts'
import type { Deed } from './deed.ts'
import { namingBy, registerReads, titleIn, type Vocabulary, vocabularyOf } from './library.ts'
import { type RuleRecord, ruleStore } from './store-rules.ts'

const readable = (work: Deed, definition: unknown, vocabulary: Vocabulary): Rule => {
  const read = readRule(definition)
  if ('fault' in read)
    throw work.refuse('rule-unreadable', { at: read.fault.at || '—', why: read.fault.why }, 'definition')
  try {
    compileRule(read.rule, celFor(vocabulary))
  } catch (error) {
    throw work.refuse('rule-unreadable', { at: 'cel', why: error instanceof Error ? error.message : '' }, 'definition')
  }
  return read.rule
}

type Standing = Pick<RuleRecord, 'state' | 'activatedAt'>
export const toRow = (rule: Rule, { state, activatedAt }: Standing, locale: 'zh-CN' | 'en'): RuleRow => ({
  id: rule.id,
  version: rule.version,
  title: titleIn(rule, locale),
  serviceItem: rule.serviceItem,
  basis: rule.basis,
  mode: rule.mode,
  subject: rule.subject,
  guard: rule.guard,
  isQuiet: rule.isQuiet,
  state,
  validFrom: rule.validFrom,
  validUntil: rule.validUntil,
  activatedAt: activatedAt?.toISOString() ?? null,
})

const toView = (
  work: Deed,
  rule: Rule,
  definition: unknown,
  standing: Standing & Pick<RuleRecord, 'writtenBy'>,
  vocabulary: Vocabulary,
): RuleView => {
  const naming = namingOf(rule.facts, namingBy(vocabulary))
  const results = tryExamples(rule, celFor(vocabulary))
  return {
    rule: toRow(rule, standing, work.locale),
    definition,
    clauses: rule.when.map((one: Condition) => conditionText(one, naming, work.locale)),
    facts: compileRule(rule, celFor(vocabulary)).facts.map((fact) => {
      const use = naming(fact)
      return {
        fact,
        title: use?.title?.[work.locale] ?? fact,
        source: use?.source ?? null,
        consent: use?.consent ?? null,
        isPersonal: use?.isPersonal ?? false,
      }
    }),
    examples: results.map((one) => ({
      ...one,
      missing: one.missing.map((fact) => naming(fact)?.title?.[work.locale] ?? fact),
    })),
    notReady: whyNotReady(results),
    writtenByMe: standing.writtenBy !== null && standing.writtenBy === work.actor.id,
  }
}

export const listRules = answer(benefits, 'rules', async (work, { query }) => {
  const limit = query.limit ?? defaultLimit
  const found = await ruleStore(work.db).list({
    state: query.state,
    q: query.q,
    after: readPair(query.after) ?? [],
    limit: limit + 1,
  })
  const { items: shown, next } = pageOf(found, limit, ({ id, version }) => [id, String(version)])
  const vocabulary = await vocabularyOf(work)
  return { items: shown.map((one) => toRow(readable(work, one.definition, vocabulary), one, work.locale)), next }
})

const found = async (
  work: Deed,
  { id, version }: { readonly id: string; readonly version: number },
  isLocked = false,
) => {
  const record = await ruleStore(work.db).find(id, version, isLocked)
  if (!record) throw work.refuse('not-found')
  return record
}

export const readOne = answer(benefits, 'rule', async (work, { params }) => {
  const record = await found(work, params)
  const vocabulary = await vocabularyOf(work)
  return toView(work, readable(work, record.definition, vocabulary), record.definition, record, vocabulary)
})

export const listFacts = answer(benefits, 'facts', async (work) => ({
  items: Object.entries(await vocabularyOf(work)).map(([fact, { type, title, source, consent, values }]) => ({
    ...{ fact, type: type ?? null, title: title?.[work.locale] ?? fact, source: source ?? null, consent },
    values: Object.entries(values ?? {}).map(([value, words]) => ({ value, title: words[work.locale] })),
  })),
}))

const unwritten = { state: 'draft', activatedAt: null, writtenBy: null } as const

export const tryRule = answer(benefits, 'tryRule', async (work, { body }) => {
  const vocabulary = await vocabularyOf(work)
  return toView(work, readable(work, body.definition, vocabulary), body.definition, unwritten, vocabulary)
})

export const write = answer(benefits, 'write', async (work, { body }) => {
  const vocabulary = await vocabularyOf(work)
  const rule = readable(work, body.definition, vocabulary)
  const record = {
    ...unwritten,
    id: rule.id,
    version: rule.version,
    definition: body.definition,
    title: rule.title['zh-CN'],
    writtenBy: work.actor.id,
  }
  if (!(await ruleStore(work.db).insert(record, work.now)))
    throw work.refuse('version-taken', { version: rule.version }, 'definition')
  work.audit({ object: `rule:${rule.id}@${rule.version}` })
  return toView(work, rule, body.definition, record, vocabulary)
})

export const activate = answer(benefits, 'activate', async (work, { params }) => {
  const rules = ruleStore(work.db)
  const record = await found(work, params, true)
  if (record.state !== 'draft') throw work.refuse('wrong-state')
  if (record.writtenBy !== null && record.writtenBy === work.actor.id) throw work.refuse('own-work')
  const vocabulary = await vocabularyOf(work)
  const rule = readable(work, record.definition, vocabulary)
  const why = whyNotReady(tryExamples(rule, celFor(vocabulary)))
  if (why) throw work.refuse('not-ready', { why: work.words(`benefits.notReady.${why}`) })
  await rules.retireActive(params.id, work.now)
  await rules.activate(params.id, params.version, work.actor.id, work.now)
  await registerReads(work, rule, compileRule(rule, celFor(vocabulary)).facts)
  work.audit({ object: `rule:${params.id}@${params.version}` })
  work.emit('rule-activated', { ruleId: params.id, version: params.version })
  return toRow(rule, { state: 'active', activatedAt: work.now }, work.locale)
})

export const retire = answer(benefits, 'retire', async (work, { params }) => {
  const record = await found(work, params, true)
  if (record.state !== 'active') throw work.refuse('wrong-state')
  await ruleStore(work.db).retireActive(params.id, work.now)
  work.audit({ object: `rule:${params.id}@${params.version}` })
  const rule = readable(work, record.definition, await vocabularyOf(work))
  await registerReads(work, rule, [])
  return toRow(rule, { state: 'retired', activatedAt: record.activatedAt }, work.locale)
})
