/** A rule in plain words for whoever only reads it; its source waits in a fold. */
import { type PlainClause, plainClause } from '@liren/contract/rule-words'
import { useWords } from '../words.ts'

/** A fact by its name in rules, with what people call it, and what they call its values where these are codes. */
export type SaidFact = {
  readonly name: string
  readonly label: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

type Shown = Exclude<PlainClause, { readonly of: unknown }>

/** Puts clauses into words; null where one is too clever for that. */
export const useSayRule = (facts: readonly SaidFact[]) => {
  const t = useWords('web')
  const of = (name: string) => facts.find((one) => one.name === name)
  const labelOf = (name: string) => of(name)?.label ?? name
  const valueWords = (name: string, value: unknown) =>
    of(name)?.choices?.find((one) => one.value === value)?.label ??
    (typeof value === 'boolean' ? t(value ? 'desk:rule.yes' : 'desk:rule.no') : String(value))
  const howOf = ({ how, value }: Extract<Shown, { kind: 'compare' }>) => {
    if (how !== 'is' && how !== 'isNot') return how
    if (value === '') return how === 'is' ? 'empty' : 'filled'
    return typeof value === 'number' ? (how === 'is' ? 'equals' : 'differs') : how
  }
  const sayOne = (one: Shown) =>
    one.kind === 'flag'
      ? t(one.is ? 'desk:rule.flag' : 'desk:rule.notFlag', { fact: labelOf(one.fact) })
      : t(`desk:rule.how.${howOf(one)}`, { fact: labelOf(one.fact), value: valueWords(one.fact, one.value) })
  const sayPlain = (plain: PlainClause): string => {
    if (!('of' in plain)) return sayOne(plain)
    // One kind within the other is held together by brackets.
    const within = (one: PlainClause) =>
      'of' in one && one.kind !== plain.kind ? t('desk:rule.together', { what: sayPlain(one) }) : sayPlain(one)
    return plain.of.map(within).join(` ${t(plain.kind === 'any' ? 'desk:rule.or' : 'desk:rule.and')} `)
  }
  const say = (text: string) => {
    const plain = plainClause(text)
    return plain ? sayPlain(plain) : null
  }
  return { labelOf, say }
}

/**
 * @example
 * <RuleSaid source="score >= 4" facts={[{ name: 'score', label: '评分' }]} />
 */
export const RuleSaid = ({ source, facts }: { source: string; facts: readonly SaidFact[] }) => {
  const t = useWords('web')
  const { say } = useSayRule(facts)
  const said = say(source)
  if (said === null) return <code>{source}</code>
  return (
    <div className="rule-said">
      <p>{said}</p>
      <details>
        <summary>{t('desk:rule.source')}</summary>
        <code>{source}</code>
      </details>
    </div>
  )
}
