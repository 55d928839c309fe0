/** Tries rules on cases: who is eligible for what, where that differs from what was recorded, and which rules cannot be told. */
import { type CelFor, type CompiledRule, compileRule, dayFrom } from '../rules/compile-rule.ts'
import { tryExamples } from '../rules/examples.ts'
import { isPlain } from '../rules/read-condition.ts'
import { readFacts, readRule } from '../rules/read-rule.ts'
import type { FactUse, Rule } from '../rules/rule.ts'
import { type CaseFile, readCases, type TriedCase } from './read-cases.ts'
import { adaptBenefit, isSimulatorBenefit } from './simulator-benefits.ts'

export type Unsupported = { readonly rule: string; readonly why: string }

/** One answer per case. `equal` and `different` count cases with a recorded answer. */
export type Evaluation = {
  readonly equal: number
  readonly different: number
  readonly unsupported: readonly Unsupported[]
  readonly answers: readonly { readonly case: string; readonly eligible: readonly string[] }[]
}
/** What is said beside the figures to whoever looks at a table. */
export type Detail = {
  readonly rules: number
  readonly unknown: ReadonlyMap<string, number>
  readonly differences: readonly { readonly case: string; readonly rule: string; readonly recorded: boolean }[]
  readonly remarks: CaseFile['remarks']
}

type Read = { readonly id: string } & (
  | { readonly rule: Rule; readonly needs: readonly string[] }
  | { readonly why: string }
)

const readOne = (value: unknown, index: number): Read => {
  const place = `#${index + 1}`
  if (!isPlain(value)) return { id: place, why: 'is not an object' }
  if (isSimulatorBenefit(value)) {
    const id = typeof value.slug === 'string' && value.slug !== '' ? value.slug : place
    return { id, ...adaptBenefit(value) }
  }
  const id =
    typeof value.id === 'string' && value.id !== '' ? value.id : typeof value.slug === 'string' ? value.slug : place
  const found = readRule(value)
  return 'rule' in found
    ? { id, rule: found.rule, needs: [] }
    : { id, why: found.fault.at === '' ? found.fault.why : `${found.fault.at}: ${found.fault.why}` }
}

const listOf = (file: unknown): readonly unknown[] => {
  const list = Array.isArray(file) ? file : isPlain(file) ? (file.rules ?? file.benefits) : undefined
  if (!Array.isArray(list)) throw new Error('The rules file needs a list, or an object with "rules"')
  return list
}

/** Compiles a rule that stands by its own examples. */
const ready = (read: Read, carried: ReadonlySet<string>, celFor: CelFor): CompiledRule | { readonly why: string } => {
  if ('why' in read) return { why: read.why }
  const lacking = read.needs.filter((fact) => !carried.has(fact))
  if (lacking.length > 0) return { why: `no case carries the fact ${lacking.map((one) => `"${one}"`).join(', ')}` }
  try {
    const wrong = tryExamples(read.rule, celFor).find(({ expect, got }) => expect !== got)
    if (wrong) return { why: `its example "${wrong.name}" gives ${wrong.got}, not ${wrong.expect}` }
    return compileRule(read.rule, celFor)
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) }
  }
}

/** By code point, as recorded lists are sorted. */
const inOrder = (a: string, b: string) => {
  const [left, right] = [[...a], [...b]]
  for (const [index, one] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    if (one !== other) return (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return left.length - right.length
}
const normal = (text: string) => text.normalize('NFC')

/**
 * @param today the day of cases that name none, `yyyy-MM-dd`.
 * @throws Error only when a file as a whole is not one of rules or of cases; whatever is wrong inside is named in the result.
 */
export const evaluate = (
  rulesFile: unknown,
  casesFile: unknown,
  options: { readonly today: string; readonly celFor: (known: Readonly<Record<string, FactUse>>) => CelFor },
): { readonly evaluation: Evaluation; readonly detail: Detail } => {
  const { cases, compared, remarks } = readCases(casesFile)
  const carried = new Set(cases.flatMap((one) => Object.keys(one.facts)))
  const celFor = options.celFor(isPlain(rulesFile) && rulesFile.facts !== undefined ? readFacts(rulesFile.facts) : {})
  const read = listOf(rulesFile).map(readOne)
  const times = new Map<string, number>()
  for (const { id } of read) times.set(normal(id), (times.get(normal(id)) ?? 0) + 1)

  const unsupported: Unsupported[] = []
  const rules: CompiledRule[] = []
  for (const one of read) {
    const found =
      (times.get(normal(one.id)) ?? 0) > 1 ? { why: 'stands more than once in the file' } : ready(one, carried, celFor)
    if ('why' in found) unsupported.push({ rule: one.id, why: found.why })
    else rules.push(found)
  }

  const isCompared = (id: string) => compared === null || compared.has(id)
  const unknown = new Map<string, number>()
  const differences: { case: string; rule: string; recorded: boolean }[] = []
  let [equal, different] = [0, 0]
  const answerOf = (one: TriedCase) => {
    const today = dayFrom(one.today ?? options.today)
    const eligible: string[] = []
    for (const { rule, verdict } of rules) {
      const found = verdict(one.facts, today)
      if (found === true) eligible.push(rule.id)
      else if (found === 'unknown') unknown.set(rule.id, (unknown.get(rule.id) ?? 0) + 1)
    }
    eligible.sort(inOrder)
    if (one.recorded) {
      const [recorded, got] = [new Set(one.recorded.map(normal)), new Set(eligible)]
      const wrong = rules.filter(({ rule: { id } }) => isCompared(id) && recorded.has(normal(id)) !== got.has(id))
      for (const { rule } of wrong)
        differences.push({ case: one.id, rule: rule.id, recorded: recorded.has(normal(rule.id)) })
      if (wrong.length > 0) different += 1
      else equal += 1
    }
    return { case: one.id, eligible }
  }
  const answers = cases.map(answerOf)
  return {
    evaluation: { equal, different, unsupported, answers },
    detail: { rules: rules.length, unknown, differences, remarks },
  }
}
