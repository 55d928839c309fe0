/** A condition picked from what was answered: which question, how, and which answer; nothing to write, nothing to know. */
import { useWords } from '@liren/web'
import { Button, InputNumber, Select } from 'antd'
import {
  beginCondition,
  type Comparison,
  type Condition,
  comparisonsOf,
  conditionOf,
  ruleOf,
} from '../../../document/conditions.ts'
import type { Field } from '../../../document/document.ts'
import { choicesNamed } from '../../../document/studio.ts'

/**
 * `about` is said to whoever cannot see where the line stands. A half-picked condition is kept as the rule it would be with nothing
 * chosen, which holds of nobody: the check says so until something is.
 */
export const ConditionLine = ({
  about,
  label,
  rule,
  fields,
  onChange,
}: {
  about: string
  label: string
  rule: string | undefined
  /** Those it may ask about, in their order. */
  fields: readonly Field[]
  onChange: (rule: string | undefined) => void
}) => {
  const t = useWords('tool-library')
  const askable = fields.filter((field) => comparisonsOf(field).length > 0)
  const condition = rule === undefined ? null : conditionOf(rule)
  const field = askable.find(({ key }) => key === condition?.key)
  const put = (next: Condition, of: Field) => onChange(ruleOf(next, of) ?? undefined)
  if (rule !== undefined && (!condition || !field))
    return (
      <div className="studio-sentence">
        <span>{t('studio.ownCondition', { rule })}</span>
        <Button onClick={() => onChange(undefined)}>{t('studio.dropCondition')}</Button>
      </div>
    )
  if (askable.length === 0) return <p className="studio-note">{t('studio.conditionNeeds')}</p>
  const choose = (key: string) => {
    const chosen = askable.find((one) => one.key === key)
    const begun = chosen && beginCondition(chosen)
    if (!chosen || !begun) return onChange(undefined)
    // What can be said of it at once: the first choice, the least number.
    const { schema } = chosen
    const [first] = choicesNamed(chosen)
    const least = schema.type === 'integer' || schema.type === 'number' ? (schema.minimum ?? 0) : null
    put({ ...begun, values: begun.is === 'yes' ? [] : first ? [first.value] : [], number: least }, chosen)
  }
  return (
    <div className="studio-sentence">
      <span>{label}</span>
      <Select
        aria-label={t('studio.conditionOn', { about })}
        style={{ minWidth: 150 }}
        value={field?.key ?? ''}
        options={[
          { value: '', label: t('studio.always') },
          ...askable.map((one) => ({ value: one.key, label: one.label['zh-CN'] || one.key })),
        ]}
        onChange={choose}
      />
      {condition && field && (
        <>
          <Select
            aria-label={t('studio.conditionHow', { about })}
            style={{ minWidth: 120 }}
            value={condition.is}
            options={comparisonsOf(field).map((value) => ({ value, label: t(`comparison.${value}`) }))}
            onChange={(is: Comparison) => put({ ...condition, is }, field)}
          />
          {condition.number !== null && (
            <InputNumber
              aria-label={t('studio.conditionNumber', { about })}
              value={condition.number}
              onChange={(number) => put({ ...condition, number: number ?? 0 }, field)}
            />
          )}
          {condition.values.length > 0 && (
            <Select
              mode="multiple"
              aria-label={t('studio.conditionValues', { about })}
              style={{ minWidth: 180 }}
              value={[...condition.values]}
              options={[...choicesNamed(field)]}
              onChange={(values: string[]) => values.length > 0 && put({ ...condition, values }, field)}
            />
          )}
        </>
      )}
    </div>
  )
}
