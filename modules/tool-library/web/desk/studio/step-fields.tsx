/** The form of a tool, one question after the other: typed where it stands, answered in one of a few ways. */
import { Icon, type IconName, useWords } from '@liren/web'
import { Button, Checkbox, Collapse, Input, InputNumber, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { Field, FieldSchema } from '../../../document/document.ts'
import { formsOf } from '../../../document/facts.ts'
import * as studio from '../../../document/studio.ts'
import { useEntryName } from './entry-name.ts'
import { FaultLine } from './fault-line.tsx'
import { FieldMore } from './field-more.tsx'
import type { Part } from './part.ts'
import { RecommendedFields } from './recommended-fields.tsx'
import { RowActs } from './row-acts.tsx'

const pictures: Readonly<Record<studio.FieldKind, IconName>> = {
  text: 'document',
  long: 'list',
  number: 'chart',
  date: 'calendar',
  yesNo: 'check',
  choice: 'layers',
  choices: 'grid',
  phone: 'phone',
  time: 'clock',
  photo: 'camera',
}

const bounded = (schema: FieldSchema, part: { minimum?: number; maximum?: number }): FieldSchema =>
  schema.type === 'integer' || schema.type === 'number' ? { ...schema, ...part } : schema

const FieldCard = ({
  field,
  at,
  isFirst,
  isLast,
  isFresh,
  formId,
  before,
  change,
}: {
  field: Field
  at: string
  isFirst: boolean
  isLast: boolean
  isFresh: boolean
  formId: string
  before: readonly Field[]
  change: Part['change']
}) => {
  const t = useWords('tool-library')
  const entry = useEntryName(field.binds)
  const kind = studio.kindOf(field)
  const name = field.label['zh-CN'] || t('studio.thisField')
  const set = (next: (field: Field) => Field) => change((one) => studio.setField(one, formId, field.key, next))
  const move = (by: number) => change((one) => studio.moveField(one, formId, field.key, by))
  const { schema } = field
  return (
    <li className="studio-card">
      <div className="studio-card-head">
        <Icon name={pictures[kind]} size={20} />
        <Input
          className="grow"
          autoFocus={isFresh}
          aria-label={t('desk.fieldName')}
          placeholder={t('studio.fieldHint')}
          value={field.label['zh-CN']}
          maxLength={30}
          onChange={(event) => set((one) => ({ ...one, label: { ...one.label, 'zh-CN': event.target.value } }))}
        />
        <RowActs
          name={name}
          onUp={isFirst ? undefined : () => move(-1)}
          onDown={isLast ? undefined : () => move(1)}
          onDrop={() => change((one) => studio.dropField(one, formId, field.key))}
        />
      </div>
      <div className="studio-card-body">
        <Select
          aria-label={t('studio.kindOf', { name })}
          style={{ width: 150 }}
          value={kind}
          options={studio.fieldKinds.map((value) => ({ value, label: t(`field.${value}`) }))}
          onChange={(next) => set((one) => studio.withKind(one, next))}
        />
        <Checkbox
          checked={field.isRequired ?? false}
          onChange={(event) =>
            set(({ isRequired: _, ...one }) => (event.target.checked ? { ...one, isRequired: true } : one))
          }
        >
          {t('desk.required')}
        </Checkbox>
        {(kind === 'choice' || kind === 'choices') && (
          <Select
            mode="tags"
            className="grow"
            aria-label={t('studio.choicesOf', { name })}
            placeholder={t('desk.choices')}
            tokenSeparators={[',', '，', '、', '\n']}
            open={false}
            suffixIcon={null}
            value={[...studio.choiceWords(field)]}
            onChange={(words: string[]) => set((one) => studio.withChoices(one, words))}
          />
        )}
        {(schema.type === 'integer' || schema.type === 'number') && (
          <span className="studio-between">
            {t('studio.from')}
            <InputNumber
              aria-label={t('studio.leastOf', { name })}
              value={schema.minimum ?? 0}
              onChange={(value) => set((one) => ({ ...one, schema: bounded(one.schema, { minimum: value ?? 0 }) }))}
            />
            {t('studio.to')}
            <InputNumber
              aria-label={t('studio.mostOf', { name })}
              value={schema.maximum ?? 1000}
              onChange={(value) => set((one) => ({ ...one, schema: bounded(one.schema, { maximum: value ?? 1000 }) }))}
            />
          </span>
        )}
        {kind === 'phone' && <span className="studio-note">{t('studio.phoneNote')}</span>}
        {kind === 'photo' && <span className="studio-note">{t('studio.photoNote')}</span>}
        {kind !== 'phone' && field.binds && <span className="studio-note">{t('studio.boundTo', { entry })}</span>}
        {field.when && <span className="studio-note">{t('studio.isConditional')}</span>}
      </div>
      <Collapse
        ghost
        items={[
          {
            key: 'more',
            label: t('studio.moreOf', { name }),
            children: <FieldMore field={field} name={name} before={before} set={set} />,
          },
        ]}
      />
      <FaultLine at={at} />
    </li>
  )
}

/** Which form is composed, where staff are asked something on the way. */
const WhichForm = ({ tool, at, onForm }: { tool: Part['tool']; at: number; onForm: (form: string) => void }) => {
  const t = useWords('tool-library')
  const [process] = tool.processes
  const moves = Object.values(process?.moves ?? {})
  const nameOf = (id: string) => moves.find(({ form }) => form === id)?.title['zh-CN'] || t('studio.thisMove')
  return (
    <Segmented
      aria-label={t('studio.whichForm')}
      value={tool.forms[at]?.id ?? ''}
      options={(process ? formsOf(tool, process) : tool.forms).map(({ id }) => ({
        value: id,
        label: id === process?.form ? t('studio.formOpening') : t('studio.formOnMove', { name: nameOf(id) }),
      }))}
      onChange={onForm}
    />
  )
}

/** The form somebody means by its id, or by the move it belongs to; else the one everything begins with. */
const formAt = ({ forms, processes }: Part['tool'], wanted: string | null) => {
  const [process] = processes
  const id = wanted === null ? undefined : (process?.moves[wanted]?.form ?? wanted)
  const found = forms.findIndex((form) => form.id === id)
  return found >= 0
    ? found
    : Math.max(
        0,
        forms.findIndex((form) => form.id === process?.form),
      )
}

export const Fields = ({ tool, change, reserved = [], form: wanted = null, onForm }: Part) => {
  const t = useWords('tool-library')
  const at = formAt(tool, wanted)
  const form = tool.forms[at]
  // The one just added is where the typing goes on.
  const [fresh, setFresh] = useState(-1)
  if (!form) return null
  const add = (kind: studio.FieldKind) => {
    setFresh(form.fields.length)
    change((one) => {
      const added = studio.addField(one, form.id, '', kind, true, [], reserved)
      const made = added.forms.find(({ id }) => id === form.id)?.fields.at(-1)
      const whole = studio.withUsualColumn(added, made)
      // Choices are typed, none stands there to be removed first.
      return made && (kind === 'choice' || kind === 'choices')
        ? studio.setField(whole, form.id, made.key, (field) => studio.withChoices(field, []))
        : whole
    })
  }
  return (
    <div className="studio-part">
      {onForm && tool.processes[0] && formsOf(tool, tool.processes[0]).length > 1 && (
        <WhichForm tool={tool} at={at} onForm={onForm} />
      )}
      {form.fields.length === 0 && <p className="studio-empty">{t('studio.noFields')}</p>}
      <ol className="studio-cards">
        {form.fields.map((field, index) => (
          <FieldCard
            key={field.key}
            field={field}
            at={`/forms/${at}/fields/${index}`}
            isFirst={index === 0}
            isLast={index === form.fields.length - 1}
            isFresh={index === fresh}
            formId={form.id}
            before={form.fields.slice(0, index)}
            change={change}
          />
        ))}
      </ol>
      <fieldset className="studio-add">
        <legend>{t('studio.addField')}</legend>
        {studio.fieldKinds.map((kind) => (
          <Button key={kind} icon={<Icon name={pictures[kind]} size={16} />} onClick={() => add(kind)}>
            {t(`field.${kind}`)}
          </Button>
        ))}
      </fieldset>
      <RecommendedFields tool={tool} formId={form.id} change={change} reserved={reserved} />
      <FaultLine at={`/forms/${at}/fields`} isDeep={false} />
    </div>
  )
}
