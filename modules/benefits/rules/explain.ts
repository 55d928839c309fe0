/** Says in plain Chinese or English what each clause of a rule asks, whether it holds, and what is not known. */
import type { Day } from './calendar.ts'
import type { CompiledRule } from './compile-rule.ts'
import type { Comparison, Condition, FactCondition, Scalar, Words } from './condition.ts'
import type { Facts } from './facts.ts'
import type { FactUse } from './rule.ts'
import type { Verdict } from './verdict.ts'

export type Locale = 'zh-CN' | 'en'

/** One clause for people to read. `missing` names facts in the reader's language. */
export type Because = { readonly text: string; readonly verdict: Verdict; readonly missing: readonly string[] }

type Phrases = Readonly<Record<Comparison, (fact: string, value: string, other: string) => string>>
const phrases: Readonly<Record<Locale, Phrases>> = {
  'zh-CN': {
    eq: (f, v) => `${f}是${v}`,
    ne: (f, v) => `${f}不是${v}`,
    lt: (f, v) => `${f}小于 ${v}`,
    lte: (f, v) => `${f}不超过 ${v}`,
    gt: (f, v) => `${f}大于 ${v}`,
    gte: (f, v) => `${f}不低于 ${v}`,
    between: (f, v, w) => `${f}在 ${v} 到 ${w} 之间`,
    in: (f, v) => `${f}是下列之一：${v}`,
    notIn: (f, v) => `${f}不是下列任何一个：${v}`,
    has: (f, v) => `${f}里有${v}`,
    hasAny: (f, v) => `${f}里有下列之一：${v}`,
    withinArea: (f, v) => `${f}在 ${v} 范围内`,
    withinMonths: (f, v) => `${f}在最近 ${v} 个月内`,
    withinDays: (f, v) => `${f}在最近 ${v} 天内`,
    dueWithinDays: (f, v) => `${f}在今后 ${v} 天内`,
    onOrBefore: (f, v) => `${f}不晚于 ${v}`,
    onOrAfter: (f, v) => `${f}不早于 ${v}`,
  },
  en: {
    eq: (f, v) => `${f} is ${v}`,
    ne: (f, v) => `${f} is not ${v}`,
    lt: (f, v) => `${f} is less than ${v}`,
    lte: (f, v) => `${f} is at most ${v}`,
    gt: (f, v) => `${f} is more than ${v}`,
    gte: (f, v) => `${f} is at least ${v}`,
    between: (f, v, w) => `${f} is from ${v} to ${w}`,
    in: (f, v) => `${f} is one of: ${v}`,
    notIn: (f, v) => `${f} is none of: ${v}`,
    has: (f, v) => `${f} include ${v}`,
    hasAny: (f, v) => `${f} include one of: ${v}`,
    withinArea: (f, v) => `${f} lies within ${v}`,
    withinMonths: (f, v) => `${f} was within the last ${v} months`,
    withinDays: (f, v) => `${f} was within the last ${v} days`,
    dueWithinDays: (f, v) => `${f} comes within ${v} days`,
    onOrBefore: (f, v) => `${f} is no later than ${v}`,
    onOrAfter: (f, v) => `${f} is no earlier than ${v}`,
  },
}

const bits: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    ...{ today: '今天', true: '是', false: '否', and: '；', years: '满周岁数', months: '满月数', by: '到' },
    ...{ not: '不符合', any: '至少符合一项', all: '同时符合', cel: '符合条件', open: '（', close: '）', more: '等共' },
  },
  en: {
    ...{
      today: 'today',
      true: 'yes',
      false: 'no',
      and: '; ',
      years: 'full years since',
      months: 'full months since',
      by: 'by',
    },
    ...{
      not: 'not',
      any: 'at least one of',
      all: 'all of',
      cel: 'the condition holds:',
      open: ' (',
      close: ')',
      more: '… of',
    },
  },
}
const shown = 6

/** Looks up what a fact is called and how its values are said. */
export type Naming = (fact: string) => FactUse | undefined

export const factTitle = (naming: Naming, fact: string, locale: Locale): string => naming(fact)?.title?.[locale] ?? fact

const valueText = (value: Scalar, use: FactUse | undefined, locale: Locale): string => {
  const said = use?.values && Object.hasOwn(use.values, String(value)) ? use.values[String(value)]?.[locale] : undefined
  return said ?? bits[locale][String(value)] ?? String(value)
}

const factText = ({ fact, turn, comparison, operand }: FactCondition, naming: Naming, locale: Locale): string => {
  const use = naming(fact)
  const word = bits[locale]
  const title = factTitle(naming, fact, locale)
  const on = turn ? (word[turn.on] ?? turn.on) : ''
  const subject = !turn
    ? title
    : locale === 'en'
      ? `${word[turn.by]} ${title} ${word.by} ${on}`
      : `${title}${word.by}${on}的${word[turn.by]}`
  const values = (Array.isArray(operand) ? (operand as readonly Scalar[]) : [operand as Scalar]).map((one) =>
    valueText(one, use, locale),
  )
  // 是 twice in a row is no sentence: a yes-or-no fact is said with its answer behind it.
  if ((comparison === 'eq' || comparison === 'ne') && typeof operand === 'boolean') {
    const isYes = operand === (comparison === 'eq')
    const answer = use?.values?.[String(isYes)]?.[locale] ?? word[String(isYes)] ?? String(isYes)
    return locale === 'en' ? `${subject}: ${answer}` : `${subject.replace(/^是否/, '')}：${answer}`
  }
  if (comparison === 'between') return phrases[locale].between(subject, values[0] ?? '', values[1] ?? '')
  const list = values.slice(0, shown).join(locale === 'en' ? ', ' : '、')
  return phrases[locale][comparison](
    subject,
    values.length > shown ? `${list} ${word.more} ${values.length}${locale === 'en' ? '' : ' 个'}` : list,
    '',
  )
}

/** What a condition asks, as one sentence. */
export const conditionText = (condition: Condition, naming: Naming, locale: Locale): string => {
  const word = bits[locale]
  const inner = (of: readonly Condition[]) => of.map((one) => conditionText(one, naming, locale)).join(word.and)
  switch (condition.kind) {
    case 'fact':
      return factText(condition, naming, locale)
    case 'cel':
      return condition.says?.[locale] ?? `${word.cel} ${condition.source}`
    case 'not':
      return `${word.not}${word.open}${conditionText(condition.of, naming, locale)}${word.close}`
    default:
      return condition.of.length === 1
        ? inner(condition.of)
        : `${word[condition.kind]}${word.open}${inner(condition.of)}${word.close}`
  }
}

/** The rule's own words for a fact first, then those of whoever knows more facts. */
export const namingOf =
  (own: Readonly<Record<string, FactUse>>, known: Naming = () => undefined): Naming =>
  (fact) => {
    const [mine, theirs] = [Object.hasOwn(own, fact) ? own[fact] : undefined, known(fact)]
    return mine && theirs ? { ...theirs, ...mine } : (mine ?? theirs)
  }

const outOfForce: Words = { 'zh-CN': '这项政策现在有效', en: 'This policy is in force' }

export const explain = (
  compiled: CompiledRule,
  facts: Facts,
  today: Day,
  locale: Locale,
  known?: Naming,
): readonly Because[] => {
  const { rule } = compiled
  const naming = namingOf(rule.facts, known)
  const clauses = rule.when.map((condition, index): Because => {
    const judge = compiled.clauses[index]
    const verdict = judge?.verdict(facts, today) ?? 'unknown'
    return {
      text: conditionText(condition, naming, locale),
      verdict,
      missing:
        verdict === 'unknown'
          ? (judge?.missing(facts, today) ?? []).map((name) => factTitle(naming, name, locale))
          : [],
    }
  })
  return compiled.isInForce(today) ? clauses : [{ text: outOfForce[locale], verdict: false, missing: [] }, ...clauses]
}
