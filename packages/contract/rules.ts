/** Rules (受众与资格规则) and derived values: CEL over declared facts, judged in three values and explained. Not knowing never means "no". */
import { type ASTNode, Environment, serialize } from '@marcbachmann/cel-js'
import { isPrototypeName, type RuleFault, ruleLimits, survey } from './rule-syntax.ts'

export type { RuleFault } from './rule-syntax.ts'

export type FactType =
  | 'bool'
  | 'int'
  | 'double'
  | 'string'
  | 'date'
  | 'list<string>'
  | 'list<int>'
  | 'map'
  | 'list<map>'

/** Facts a rule may use, by name (`age`, or dotted: `household.size`). Values of personal facts stay out of explanations. */
export type DeclaredFacts = Readonly<
  Record<string, FactType | { readonly type: FactType; readonly personal?: boolean }>
>

export type Verdict = true | false | 'unknown'
export type Facts = Readonly<Record<string, unknown>>

/** One top-level clause and how it fared. `value` is absent when the fact is missing or personal. */
export type Because = {
  readonly clause: string
  readonly verdict: Verdict
  readonly used: readonly { readonly fact: string; readonly isMissing: boolean; readonly value?: unknown }[]
}

export type Judgement = {
  readonly verdict: Verdict
  /** Facts that would decide it; empty unless unknown. A rule that failed on odd values is unknown with none missing. */
  readonly missing: readonly string[]
  readonly because: readonly Because[]
}

export type Rule = {
  readonly source: string
  readonly facts: readonly string[]
  readonly judge: (facts: Facts) => Judgement
}

/** A derived value; unknown while facts are missing, or when it could not be reckoned from them (none missing). */
export type Derived =
  | { readonly isKnown: true; readonly value: unknown }
  | { readonly isKnown: false; readonly missing: readonly string[] }

export type Expression = {
  readonly source: string
  readonly facts: readonly string[]
  readonly derive: (facts: Facts) => Derived
}

/** A pure function a module lends to its expressions: `{ signature: 'idSex(string): string', run: sexOf }`. What it throws is "unknown". */
export type RuleFunction = { readonly signature: string; readonly run: (...given: never[]) => unknown }

type Declared = ReadonlyMap<string, { readonly type: FactType; readonly personal?: boolean }>

const timestamp = 'google.protobuf.Timestamp'
const celType = (type: FactType) => (type === 'date' ? timestamp : type === 'list<map>' ? 'list<map>' : type)

const monthsBetween = (from: Date, to: Date) => {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth()
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months
}

const environment = (declared: Declared, functions: readonly RuleFunction[]) => {
  const { nodes, depth, listItems } = ruleLimits
  const limits = { maxAstNodes: nodes, maxDepth: depth, maxListElements: listItems, maxMapEntries: listItems }
  const env = new Environment({ limits })
    .registerFunction(`monthsBetween(${timestamp}, ${timestamp}): int`, (a: Date, b: Date) =>
      BigInt(monthsBetween(a, b)),
    )
    .registerFunction(`yearsBetween(${timestamp}, ${timestamp}): int`, (a: Date, b: Date) =>
      BigInt(Math.floor(monthsBetween(a, b) / 12)),
    )
    .registerFunction(`daysBetween(${timestamp}, ${timestamp}): int`, (a: Date, b: Date) =>
      BigInt(Math.floor((b.getTime() - a.getTime()) / 86_400_000)),
    )
  for (const { signature, run } of functions) env.registerFunction(signature, run)
  const roots = new Set<string>()
  for (const [name, { type }] of declared) {
    const root = name.split('.')[0] ?? name
    if (root === name) env.registerVariable(name, celType(type))
    else if (!roots.has(root)) env.registerVariable(root, 'map')
    roots.add(root)
  }
  return env
}

/** A fact's value as CEL wants it; undefined where it is missing or not of its declared type. */
const celValue = (value: unknown, type: FactType): unknown => {
  if (value === null || value === undefined) return undefined
  if (type === 'bool') return typeof value === 'boolean' ? value : undefined
  if (type === 'string') return typeof value === 'string' && value.length <= 10_000 ? value : undefined
  if (type === 'double') return typeof value === 'number' && Number.isFinite(value) ? value : undefined
  if (type === 'int')
    return typeof value === 'bigint' ? value : Number.isSafeInteger(value) ? BigInt(value as number) : undefined
  if (type === 'date') {
    const at = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null
    return at && !Number.isNaN(at.getTime()) ? at : undefined
  }
  if (type === 'map')
    return typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).filter(([key, one]) => !isPrototypeName(key) && one !== null && one !== undefined),
        )
      : undefined
  if (!Array.isArray(value) || value.length > 1000) return undefined
  const items = value.map((one) =>
    celValue(one, type === 'list<int>' ? 'int' : type === 'list<map>' ? 'map' : 'string'),
  )
  return items.includes(undefined) ? undefined : items
}

type Known = { readonly verdict: Verdict; readonly missing: readonly string[] }
type Judge = (context: Record<string, unknown>, missing: ReadonlySet<string>) => Known

const decided = (verdict: boolean): Known => ({ verdict, missing: [] })
const either = (left: Known, right: Known): Known => ({
  verdict: 'unknown',
  missing: [...new Set([...left.missing, ...right.missing])],
})

/** Strong Kleene logic: one false settles an "and", one true settles an "or", whatever else is not known. */
const and = (left: Known, right: Known): Known =>
  left.verdict === false || right.verdict === false
    ? decided(false)
    : left.verdict === true && right.verdict === true
      ? decided(true)
      : either(left, right)
const or = (left: Known, right: Known): Known => not(and(not(left), not(right)))
const not = (one: Known): Known => (one.verdict === 'unknown' ? one : decided(!one.verdict))

const compileNode = (node: ASTNode, env: Environment, declared: ReadonlySet<string>): Judge => {
  const inner = (one: ASTNode) => compileNode(one, env, declared)
  if (node.op === '&&' || node.op === '||') {
    const [left, right] = [inner(node.args[0]), inner(node.args[1])]
    const join = node.op === '&&' ? and : or
    return (context, missing) => join(left(context, missing), right(context, missing))
  }
  if (node.op === '!_') {
    const one = inner(node.args)
    return (context, missing) => not(one(context, missing))
  }
  if (node.op === '?:') {
    const [asked, yes, no] = [inner(node.args[0]), inner(node.args[1]), inner(node.args[2])]
    return (context, missing) => {
      const known = asked(context, missing)
      if (known.verdict !== 'unknown') return (known.verdict ? yes : no)(context, missing)
      const [one, other] = [yes(context, missing), no(context, missing)]
      if (one.verdict !== 'unknown' && one.verdict === other.verdict) return one
      return either(known, either(one, other))
    }
  }
  const run = env.parse(serialize(node))
  const facts = survey(node, declared).facts
  return (context, missing) => {
    const lacking = facts.filter((name) => missing.has(name))
    if (lacking.length > 0) return { verdict: 'unknown', missing: lacking }
    try {
      const value: unknown = run(context)
      return typeof value === 'boolean' ? decided(value) : { verdict: 'unknown', missing: [] }
    } catch {
      // A key that is not in a map, a division by zero: we do not know, which is not "no".
      return { verdict: 'unknown', missing: [] }
    }
  }
}

const clausesOf = (node: ASTNode): readonly ASTNode[] =>
  node.op === '&&' ? [...clausesOf(node.args[0]), ...clausesOf(node.args[1])] : [node]

type Prepared = {
  readonly env: Environment
  readonly root: ASTNode
  readonly facts: readonly string[]
  readonly declared: Declared
  readonly names: ReadonlySet<string>
  readonly type: string
  readonly run: (context: Record<string, unknown>) => unknown
}

const nameOf = ({ signature }: RuleFunction) => signature.slice(0, signature.indexOf('('))

const prepare = (
  source: string,
  declaredFacts: DeclaredFacts,
  functions: readonly RuleFunction[],
): Prepared | { readonly fault: RuleFault } => {
  const declared = new Map(
    Object.entries(declaredFacts).map(([name, one]) => [name, typeof one === 'string' ? { type: one } : one] as const),
  )
  const names = new Set(declared.keys())
  for (const name of names)
    if (name.split('.').some(isPrototypeName)) return { fault: { code: 'forbidden', what: name, at: 0 } }
  if (source.length > ruleLimits.characters)
    return { fault: { code: 'too-long', what: String(source.length), at: ruleLimits.characters } }

  const env = environment(declared, functions)
  let run: ReturnType<Environment['parse']>
  try {
    run = env.parse(source)
  } catch (error) {
    const { summary, code, range } = error as { summary?: string; code?: string; range?: { start: number } } // cel-js's ParseError
    const isLimit = /limit|exceed|max/i.test(`${code} ${summary}`)
    return { fault: { code: isLimit ? 'too-deep' : 'syntax', what: summary ?? '', at: range?.start ?? 0 } }
  }
  const found = survey(run.ast, names, new Set(functions.map(nameOf)))
  if (found.fault) return { fault: found.fault }
  const checked = env.check(source)
  if (!checked.valid)
    return { fault: { code: 'wrong-type', what: checked.error?.summary ?? '', at: checked.error?.range?.start ?? 0 } }
  return { env, root: run.ast, facts: found.facts, declared, names, type: String(checked.type), run }
}

/** The facts an expression reads, as CEL wants them, and those that are missing. */
const contextOf = ({ facts: read, declared }: Prepared, facts: Facts) => {
  const context: Record<string, unknown> = Object.create(null)
  const missing = new Set<string>()
  for (const name of read) {
    const { type } = declared.get(name) ?? { type: 'map' }
    const value = celValue(Object.hasOwn(facts, name) ? facts[name] : undefined, type)
    if (value === undefined) {
      missing.add(name)
      continue
    }
    const steps = name.split('.')
    let into = context
    for (const step of steps.slice(0, -1)) {
      const deeper = (into[step] ?? Object.create(null)) as Record<string, unknown> // made just here
      into[step] = deeper
      into = deeper
    }
    into[steps.at(-1) ?? name] = value
  }
  return { context, missing }
}

type Compiled = { readonly rule: Rule } | { readonly fault: RuleFault }

const compile = (source: string, declaredFacts: DeclaredFacts, functions: readonly RuleFunction[]): Compiled => {
  const prepared = prepare(source, declaredFacts, functions)
  if ('fault' in prepared) return prepared
  const { env, root, names, declared, type } = prepared
  if (type !== 'bool' && type !== 'dyn') return { fault: { code: 'wrong-type', what: type, at: 0 } }

  const clauses = clausesOf(root).map((node) => ({
    text: serialize(node),
    facts: survey(node, names).facts,
    judge: compileNode(node, env, names),
  }))

  const judge = (facts: Facts): Judgement => {
    const { context, missing } = contextOf(prepared, facts)
    const until = performance.now() + ruleLimits.milliseconds
    let whole = decided(true)
    const because = clauses.map((clause): Because => {
      const known: Known =
        performance.now() > until ? { verdict: 'unknown', missing: [] } : clause.judge(context, missing)
      whole = and(whole, known)
      const used = clause.facts.map((fact) => ({
        fact,
        isMissing: missing.has(fact),
        ...(missing.has(fact) || declared.get(fact)?.personal ? {} : { value: facts[fact] }),
      }))
      return { clause: clause.text, verdict: known.verdict, used }
    })
    return { verdict: whole.verdict, missing: whole.verdict === 'unknown' ? whole.missing : [], because }
  }
  return { rule: Object.freeze({ source, facts: prepared.facts, judge }) }
}

/** Keeps the last thousand results of compiling; sources come from files and editors, and are asked for again and again. */
const remembering = <T>(
  compileOne: (source: string, facts: DeclaredFacts, functions: readonly RuleFunction[]) => T,
) => {
  const cache = new Map<string, T>()
  return (source: string, facts: DeclaredFacts, functions: readonly RuleFunction[]): T => {
    const key = `${source}\n${JSON.stringify(facts)}\n${functions.map(nameOf).join()}`
    const known = cache.get(key)
    if (known) return known
    const fresh = compileOne(source, facts, functions)
    if (cache.size >= 1000) cache.delete(cache.keys().next().value ?? '')
    cache.set(key, fresh)
    return fresh
  }
}
const compiled = remembering(compile)

/** What is wrong with a rule, or null: for whoever is writing one. */
export const ruleFault = (
  source: string,
  declaredFacts: DeclaredFacts,
  functions: readonly RuleFunction[] = [],
): RuleFault | null => {
  const result = compiled(source, declaredFacts, functions)
  return 'fault' in result ? result.fault : null
}

const complaint = (fault: RuleFault, source: string) =>
  new Error(`rule: ${fault.code} ${fault.what} at ${fault.at}: ${source.slice(0, 200)}`)

/**
 * Compiles a rule once; the same source over the same facts comes from a cache. Functions lent under one name are one function.
 * @example
 * const rule = compileRule('age >= 80 && livesAlone', { age: 'int', livesAlone: 'bool' })
 * rule.judge({ age: 85 }).verdict // 'unknown', missing ['livesAlone']
 * rule.judge({ age: 60 }).verdict // false: living alone would not change it
 * @throws Error naming the fault and its position; ask `ruleFault` first where people write rules.
 */
export const compileRule = (
  source: string,
  declaredFacts: DeclaredFacts,
  functions: readonly RuleFunction[] = [],
): Rule => {
  const result = compiled(source, declaredFacts, functions)
  if ('fault' in result) throw complaint(result.fault, source)
  return result.rule
}

/** CEL counts in bigint; people, JSON and screens count in numbers. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(plain)
  return value
}

const expressed = remembering((source, declaredFacts, functions) => {
  const prepared = prepare(source, declaredFacts, functions)
  if ('fault' in prepared) return prepared
  const derive = (facts: Facts): Derived => {
    const { context, missing } = contextOf(prepared, facts)
    if (missing.size > 0) return { isKnown: false, missing: [...missing] }
    try {
      return { isKnown: true, value: plain(prepared.run(context)) }
    } catch {
      return { isKnown: false, missing: [] }
    }
  }
  return { expression: Object.freeze({ source, facts: prepared.facts, derive }), type: prepared.type }
})

/** What is wrong with an expression, or null. */
export const expressionFault = (
  source: string,
  declaredFacts: DeclaredFacts,
  functions: readonly RuleFunction[] = [],
): RuleFault | null => {
  const result = expressed(source, declaredFacts, functions)
  return 'fault' in result ? result.fault : null
}

/**
 * Compiles an expression that reckons a value: `yearsBetween(birthOn, today)`. Unknown facts make an unknown value, never a wrong one.
 * @example
 * compileExpression('rooms * 2', { rooms: 'int' }).derive({ rooms: 3 }) // { isKnown: true, value: 6 }
 * @throws Error naming the fault; ask `expressionFault` first where people write expressions.
 */
export const compileExpression = (
  source: string,
  declaredFacts: DeclaredFacts,
  functions: readonly RuleFunction[] = [],
): Expression => {
  const result = expressed(source, declaredFacts, functions)
  if ('fault' in result) throw complaint(result.fault, source)
  return result.expression
}
