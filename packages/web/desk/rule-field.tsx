/** A rule (受众规则) to write: checked at every key, said again in plain words, and tried on somebody made up before anybody meets it. */
import {
  compileRule,
  type FactType,
  type Judgement,
  type RuleFault,
  ruleFault,
  type Verdict,
} from '@liren/contract/rules'
import { Button, Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { Chip } from '../phone/list.tsx'
import { useTimes } from '../times.ts'
import { useWords } from '../words.ts'
import { useSayRule } from './rule-said.tsx'
import './rule-field.css'

/** A fact a rule may use. `choices` are the values it can have, where they are few. */
export type RuleFact = {
  readonly name: string
  readonly label: string
  readonly type: FactType
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}
/** Somebody made up to try it on; what is left out is not known of them. */
export type RulePersona = { readonly label: string; readonly facts: Readonly<Record<string, unknown>> }

type Values = Readonly<Record<string, unknown>>

const useRuleWords = (facts: readonly RuleFact[]) => {
  const t = useWords('web')
  const { labelOf, say } = useSayRule(facts)
  return { t, labelOf, clause: (text: string) => say(text) ?? text }
}

const tones = { true: 'done', false: 'overdue', unknown: 'soon' } as const
const Verdicts = ({ of }: { of: Verdict }) => {
  const t = useWords('web')
  return <Chip tone={tones[`${of}`]}>{t(`desk:rule.verdict.${of}`)}</Chip>
}

const Fault = ({ of, source }: { of: RuleFault; source: string }) => {
  const t = useWords('web')
  const near = source.slice(Math.max(0, of.at - 12), of.at + 12)
  return (
    <p className="rule-fault" role="alert">
      {t(`desk:rule.fault.${of.code}`, { what: of.what })} {near && t('desk:rule.near', { near })}
    </p>
  )
}

/** One fact of the made-up person; an emptied control means that it is not known. */
const FactControl = ({
  id,
  of,
  value,
  onChange,
}: {
  id: string
  of: RuleFact
  value: unknown
  onChange: (value: unknown) => void
}) => {
  const t = useWords('web')
  if (of.choices || of.type === 'bool') {
    const choices = of.choices ?? [
      { value: 'true', label: t('desk:rule.yes') },
      { value: 'false', label: t('desk:rule.no') },
    ]
    const isList = of.type === 'list<string>'
    return (
      <Select
        id={id}
        allowClear
        {...(isList ? { mode: 'multiple' as const } : {})}
        placeholder={t('desk:rule.notKnown')}
        value={value === undefined ? undefined : of.type === 'bool' ? String(value) : value}
        options={[...choices]}
        onChange={(next: unknown) =>
          onChange(
            of.type === 'bool' && next !== undefined
              ? next === 'true'
              : isList && Array.isArray(next) && next.length === 0
                ? undefined
                : next,
          )
        }
      />
    )
  }
  if (of.type === 'int' || of.type === 'double')
    return (
      <InputNumber
        id={id}
        placeholder={t('desk:rule.notKnown')}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    )
  if (of.type === 'list<string>')
    return (
      <Select
        id={id}
        mode="tags"
        placeholder={t('desk:rule.notKnown')}
        value={Array.isArray(value) ? value : []}
        onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
      />
    )
  return (
    <Input
      id={id}
      placeholder={t('desk:rule.notKnown')}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
    />
  )
}

const Trial = ({
  judge,
  facts,
  used,
  personas,
}: {
  judge: (values: Values) => Judgement
  facts: readonly RuleFact[]
  used: readonly string[]
  personas: readonly RulePersona[]
}) => {
  const { t, labelOf, clause } = useRuleWords(facts)
  const { list } = useTimes()
  const id = useId()
  const [values, setValues] = useState<Values>(personas[0]?.facts ?? {})
  const found = judge(values)
  const asked = facts.filter(({ name }) => used.includes(name))
  return (
    <section className="rule-trial" aria-label={t('desk:rule.trial')}>
      <h4>{t('desk:rule.trial')}</h4>
      <p className="rule-personas">
        {personas.map((persona) => (
          <Button key={persona.label} size="small" onClick={() => setValues(persona.facts)}>
            {persona.label}
          </Button>
        ))}
      </p>
      <div className="rule-facts">
        {asked.map((one) => (
          <label key={one.name} htmlFor={`${id}-${one.name}`}>
            <span>{one.label}</span>
            <FactControl
              id={`${id}-${one.name}`}
              of={one}
              value={values[one.name]}
              onChange={(value) => setValues({ ...values, [one.name]: value })}
            />
          </label>
        ))}
      </div>
      <p aria-live="polite">
        <b>{t(`desk:rule.whole.${found.verdict}`)}</b>{' '}
        {found.missing.length > 0 && t('desk:rule.missing', { facts: list(found.missing.map(labelOf)) })}
      </p>
      <ul className="rule-clauses">
        {found.because.map((one) => (
          <li key={one.clause}>
            <Verdicts of={one.verdict} /> {clause(one.clause)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/**
 * @example
 * <RuleField label={t('audience')} value={rule} facts={audienceFacts} personas={[{ label: '72 岁独居老人', facts: { age: 72, livesAlone: true } }]} onChange={setRule} />
 */
export const RuleField = ({
  label,
  value,
  facts,
  personas,
  isReadOnly = false,
  onChange,
}: {
  label: string
  value: string
  facts: readonly RuleFact[]
  personas: readonly RulePersona[]
  isReadOnly?: boolean
  onChange: (value: string) => void
}) => {
  const { t } = useRuleWords(facts)
  const id = useId()
  const source = value.trim()
  const declared = Object.fromEntries(facts.map(({ name, type }) => [name, type]))
  const fault = source === '' ? null : ruleFault(source, declared)
  const rule = source === '' || fault ? null : compileRule(source, declared)
  const put = (name: string) => onChange(value === '' ? name : `${value.trimEnd()} && ${name}`)
  return (
    <div className="rule-field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        className="rule-source"
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        spellCheck={false}
        readOnly={isReadOnly}
        value={value}
        placeholder="age >= 70 && livesAlone"
        aria-describedby={`${id}-said`}
        {...(fault ? { status: 'error' as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      {!isReadOnly && (
        <p className="rule-personas">
          {facts.map((one) => (
            <Button key={one.name} size="small" type="dashed" title={one.name} onClick={() => put(one.name)}>
              {one.label}
            </Button>
          ))}
        </p>
      )}
      <div id={`${id}-said`}>
        {source === '' && <p className="field-hint">{t('desk:rule.everybody')}</p>}
        {fault && <Fault of={fault} source={source} />}
      </div>
      {rule && <Trial key={facts.length} judge={rule.judge} facts={facts} used={rule.facts} personas={personas} />}
    </div>
  )
}
