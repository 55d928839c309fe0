/** Clauses of a rule, line by line: a fact, how it is compared, with what; and the invented people it is tried on. */
import { Button, Field, SelectField, Switch, useWords } from '@liren/web'
import type { Clause, DraftExample, RuleDraft } from '../../rule-draft.ts'
import { comparisonsOf } from '../../rule-draft.ts'
import type { FactRow } from '../../shapes.ts'

type Part = {
  readonly of: RuleDraft
  readonly facts: readonly FactRow[]
  readonly change: (next: Partial<RuleDraft>) => void
}
const put = <T,>(all: readonly T[], index: number, next: Partial<T>): readonly T[] =>
  all.map((one, at) => (at === index ? { ...one, ...next } : one))
const without = <T,>(all: readonly T[], index: number): readonly T[] => all.filter((_, at) => at !== index)

/** What a fact is compared with: one of its values, yes or no, or whatever is typed. */
const Operand = ({
  of,
  fact,
  onChange,
}: {
  of: Clause
  fact: FactRow | undefined
  onChange: (text: string) => void
}) => {
  const t = useWords('benefits')
  const choices =
    fact?.type === 'bool'
      ? ['true', 'false'].map((value) => ({ value, label: t(`builder.${value}`) }))
      : fact && fact.values.length > 0 && (of.comparison === 'eq' || of.comparison === 'ne' || of.comparison === 'has')
        ? fact.values.map(({ value, title }) => ({ value, label: title }))
        : null
  if (choices)
    return (
      <SelectField
        label={t('builder.operand')}
        value={of.operand}
        choices={[{ value: '', label: '—' }, ...choices]}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  const hint =
    fact && fact.values.length > 0
      ? fact.values.map(({ value, title }) => `${value} ${title}`).join(' · ')
      : t(`builder.hint.${of.comparison}`)
  return (
    <Field
      label={t('builder.operand')}
      hint={hint}
      value={of.operand}
      maxLength={400}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

const turns = ['', 'ageBy', 'monthsBy'] as const

export const ClauseRows = ({ of, facts, change }: Part) => {
  const t = useWords('benefits')
  const set = (index: number, next: Partial<Clause>) => change({ clauses: put(of.clauses, index, next) })
  return (
    <div className="benefit-form">
      <SelectField
        label={t('builder.join')}
        value={of.join}
        choices={(['all', 'any'] as const).map((value) => ({ value, label: t(`builder.${value}`) }))}
        onChange={(event) => change({ join: event.target.value === 'any' ? 'any' : 'all' })}
      />
      {of.clauses.map((clause, index) => {
        const fact = facts.find((one) => one.fact === clause.fact)
        const comparisons = comparisonsOf(fact?.type ?? undefined, clause.turn)
        return (
          <fieldset key={index} className="benefit-clause">
            <legend>{t('builder.clause', { n: index + 1 })}</legend>
            <SelectField
              label={t('builder.fact')}
              hint={fact ? [fact.source, fact.consent && t('screen.consent')].filter(Boolean).join(' · ') : undefined}
              value={clause.fact}
              choices={facts.map((one) => ({ value: one.fact, label: one.title }))}
              onChange={(event) => {
                const next = facts.find((one) => one.fact === event.target.value)
                const [comparison = 'eq'] = comparisonsOf(next?.type ?? undefined, null)
                set(index, { fact: event.target.value, comparison, operand: '', turn: null })
              }}
            />
            {fact?.type === 'date' && (
              <SelectField
                label={t('builder.turn')}
                value={clause.turn ?? ''}
                choices={turns.map((value) => ({ value, label: t(`builder.turn-${value || 'day'}`) }))}
                onChange={(event) => {
                  const turn = turns.find((one) => one === event.target.value) || null
                  const [comparison = 'gte'] = comparisonsOf('date', turn)
                  set(index, { turn, comparison, operand: '' })
                }}
              />
            )}
            <SelectField
              label={t('builder.comparison')}
              value={clause.comparison}
              choices={comparisons.map((value) => ({ value, label: t(`builder.is.${value}`) }))}
              onChange={(event) =>
                set(index, { comparison: comparisons.find((one) => one === event.target.value) ?? clause.comparison })
              }
            />
            <Operand of={clause} fact={fact} onChange={(operand) => set(index, { operand })} />
            <Switch label={t('builder.not')} value={clause.isNot} onChange={(isNot) => set(index, { isNot })} />
            <Button
              tone="quiet"
              disabled={of.clauses.length === 1}
              onClick={() => change({ clauses: without(of.clauses, index) })}
            >
              {t('builder.drop')}
            </Button>
          </fieldset>
        )
      })}
      <Button
        onClick={() =>
          change({
            clauses: [...of.clauses, { fact: 'person.age', comparison: 'gte', operand: '', isNot: false, turn: null }],
          })
        }
      >
        {t('builder.addClause')}
      </Button>
    </div>
  )
}

const expects = ['eligible', 'not', 'unknown'] as const

export const ExampleRows = ({ of, facts, change }: Part) => {
  const t = useWords('benefits')
  const asked = [...new Set(of.clauses.map(({ fact }) => fact))]
  const set = (index: number, next: Partial<DraftExample>) => change({ examples: put(of.examples, index, next) })
  return (
    <div className="benefit-form">
      <p className="benefit-note">{t('builder.examplesLead')}</p>
      {of.examples.map((example, index) => (
        <fieldset key={index} className="benefit-clause">
          <legend>{t('builder.example', { n: index + 1 })}</legend>
          <Field
            label={t('builder.exampleName')}
            value={example.name}
            maxLength={80}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <Field
            label={t('builder.today')}
            type="date"
            value={example.today}
            onChange={(event) => set(index, { today: event.target.value })}
          />
          {asked.map((name) => {
            const fact = facts.find((one) => one.fact === name)
            return (
              <Field
                key={name}
                label={fact?.title ?? name}
                hint={
                  fact?.type === 'bool'
                    ? `true ${t('builder.true')} · false ${t('builder.false')}`
                    : fact?.values.map(({ value, title }) => `${value} ${title}`).join(' · ') || undefined
                }
                type={fact?.type === 'date' ? 'date' : 'text'}
                value={example.facts[name] ?? ''}
                maxLength={200}
                onChange={(event) => set(index, { facts: { ...example.facts, [name]: event.target.value } })}
              />
            )
          })}
          <SelectField
            label={t('screen.expect')}
            value={example.expect}
            choices={expects.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            onChange={(event) => set(index, { expect: expects.find((one) => one === event.target.value) ?? 'not' })}
          />
          <Button tone="quiet" onClick={() => change({ examples: without(of.examples, index) })}>
            {t('builder.drop')}
          </Button>
        </fieldset>
      ))}
      <Button
        onClick={() =>
          change({
            examples: [
              ...of.examples,
              {
                name: '',
                today: of.examples[0]?.today ?? '',
                facts: {},
                expect: of.examples.length === 0 ? 'eligible' : 'not',
              },
            ],
          })
        }
      >
        {t('builder.addExample')}
      </Button>
    </div>
  )
}
