/** Parts of an item's record as they are edited: words, limits, materials, flow, tags, questions. */
import { Field, SelectField, Switch, TextField, useWords } from '@liren/web'
import { RuleSaid } from '@liren/web/desk'
import { type FlowStep, flowKinds, type ItemRecord, type Material, sources } from '../../../item.ts'
import { useItemFacts } from './fact-words.ts'
import { RowList } from './row-list.tsx'

export type Part = {
  readonly of: ItemRecord
  readonly change: (next: Partial<ItemRecord>, drops?: 'conditions') => void
  readonly errorAt: (field: string) => string | undefined
}

const lines = (text: string) => text.split('\n').filter((one) => one.trim() !== '')
const whole = (text: string) => Math.max(0, Math.round(Number(text) || 0))
const pairsOf = (text: string) =>
  text
    .split(/[、,，]/)
    .map((one) => one.trim())
    .filter(Boolean)

export const WordsPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  const facts = useItemFacts()
  const one = (field: 'name' | 'ownerName' | 'result' | 'fee', most: number) => (
    <Field
      label={t(`edit.${field}`)}
      value={of[field]}
      maxLength={most}
      error={errorAt(field)}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  )
  return (
    <>
      {one('name', 80)}
      {one('ownerName', 60)}
      <TextField
        label={t('screen.who')}
        value={of.whoFor}
        maxLength={400}
        error={errorAt('whoFor')}
        onChange={(event) => change({ whoFor: event.target.value })}
      />
      <TextField
        label={t('edit.conditions')}
        hint={t('edit.conditionsHint')}
        value={of.conditions ?? ''}
        maxLength={1000}
        error={errorAt('conditions')}
        onChange={(event) =>
          event.target.value.trim() === '' ? change({}, 'conditions') : change({ conditions: event.target.value })
        }
      />
      {of.conditions && <RuleSaid source={of.conditions} facts={facts} />}
      <TextField
        label={t('edit.legalBasis')}
        value={of.legalBasis.join('\n')}
        error={errorAt('legalBasis')}
        onChange={(event) => change({ legalBasis: event.target.value.split('\n') })}
        onBlur={() => change({ legalBasis: lines(of.legalBasis.join('\n')) })}
      />
      {one('result', 120)}
      {one('fee', 120)}
      <TextField
        label={t('screen.windows')}
        value={of.windows.join('\n')}
        error={errorAt('windows')}
        onChange={(event) => change({ windows: event.target.value.split('\n') })}
        onBlur={() => change({ windows: lines(of.windows.join('\n')) })}
      />
    </>
  )
}

export const LimitsPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  const one = (field: 'legalDays' | 'promisedDays' | 'visits' | 'retentionYears', most: number) => (
    <Field
      label={t(`edit.${field}`)}
      type="number"
      min={0}
      max={most}
      value={String(of[field])}
      error={errorAt(field)}
      onChange={(event) => change({ [field]: whole(event.target.value) })}
    />
  )
  return (
    <div className="services-grid">
      {one('promisedDays', 400)}
      {one('legalDays', 400)}
      {one('visits', 9)}
      {one('retentionYears', 100)}
    </div>
  )
}

const freshMaterial = (count: number): Material => ({ key: `paper${count + 1}`, name: '', sources: ['upload'] })
export const MaterialsPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  return (
    <>
      <RowList
        title={t('edit.materials')}
        rows={of.materials}
        fresh={freshMaterial(of.materials.length)}
        onChange={(materials) => change({ materials: [...materials] })}
        draw={(row, put) => (
          <>
            <Field
              label={t('edit.material')}
              value={row.name}
              maxLength={80}
              onChange={(event) => put({ name: event.target.value })}
            />
            <SelectField
              label={t('edit.firstSource')}
              value={row.sources[0] ?? 'upload'}
              choices={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
              onChange={(event) => {
                const first = sources.find((one) => one === event.target.value) ?? 'upload'
                put({ sources: [first, ...row.sources.filter((one) => one !== first)].slice(0, 5) })
              }}
            />
            {row.sources.includes('licence') && (
              <Field
                label={t('edit.licenceType')}
                value={row.licence ?? ''}
                maxLength={40}
                onChange={(event) => put({ licence: event.target.value })}
              />
            )}
            <Switch
              label={t('edit.mayFollow')}
              value={row.mayFollow ?? false}
              onChange={(mayFollow) => put({ mayFollow })}
            />
          </>
        )}
      />
      {errorAt('materials') && <p className="field-error">{errorAt('materials')}</p>}
    </>
  )
}

const freshStep: FlowStep = { kind: 'verify', by: 'community', name: '' }
const hands = ['community', 'subdistrict', 'owner', 'system'] as const
export const FlowPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  return (
    <>
      <RowList
        title={t('edit.flow')}
        rows={of.flow}
        fresh={freshStep}
        onChange={(flow) => change({ flow: [...flow] })}
        draw={(row, put) => (
          <>
            <SelectField
              label={t('edit.kind')}
              value={row.kind}
              choices={flowKinds.map((value) => ({ value, label: t(`flow.${value}`) }))}
              onChange={(event) => put({ kind: flowKinds.find((one) => one === event.target.value) ?? 'verify' })}
            />
            <Field
              label={t('edit.stepName')}
              value={row.name}
              maxLength={40}
              onChange={(event) => put({ name: event.target.value })}
            />
            <SelectField
              label={t('edit.by')}
              value={row.by}
              choices={hands.map((value) => ({ value, label: t(`by.${value}`) }))}
              onChange={(event) => put({ by: hands.find((one) => one === event.target.value) ?? 'owner' })}
            />
            <Field
              label={t(row.kind === 'notice' ? 'edit.noticeDays' : 'edit.workDays')}
              type="number"
              min={0}
              max={180}
              value={String((row.kind === 'notice' ? row.noticeDays : row.workDays) ?? '')}
              onChange={(event) =>
                put(
                  row.kind === 'notice'
                    ? { noticeDays: Math.max(1, whole(event.target.value)) }
                    : { workDays: whole(event.target.value) },
                )
              }
            />
          </>
        )}
      />
      {errorAt('flow') && <p className="field-error">{errorAt('flow')}</p>}
    </>
  )
}

export const QuestionsPart = ({ of, change }: Part) => {
  const t = useWords('services')
  return (
    <RowList
      title={t('screen.faq')}
      rows={of.faq}
      fresh={{ q: '', a: '' }}
      onChange={(faq) => change({ faq: [...faq] })}
      draw={(row, put) => (
        <>
          <Field
            label={t('edit.question')}
            value={row.q}
            maxLength={200}
            onChange={(event) => put({ q: event.target.value })}
          />
          <TextField
            label={t('edit.answer')}
            value={row.a}
            maxLength={600}
            onChange={(event) => put({ a: event.target.value })}
          />
        </>
      )}
    />
  )
}

/** Lists follow from tags: whoever changes a tag changes the lists. */
export const TagsPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  return (
    <Field
      label={t('edit.tags')}
      hint={t('edit.tagsHint')}
      defaultValue={of.tags.join('、')}
      error={errorAt('tags')}
      onBlur={(event) => change({ tags: [...new Set(pairsOf(event.target.value))] })}
    />
  )
}

/** 只减不增 What was asked of the paper form before it went online. */
export const SimplificationPart = ({ of, change, errorAt }: Part) => {
  const t = useWords('services')
  const { simplification } = of
  const put = (next: Partial<ItemRecord['simplification']>) =>
    change({ simplification: { ...simplification, ...next } })
  const list = (field: 'droppedFields' | 'droppedSteps' | 'droppedMaterials') => (
    <Field
      label={t(`edit.${field}`)}
      defaultValue={simplification[field].join('、')}
      onBlur={(event) => put({ [field]: pairsOf(event.target.value) })}
    />
  )
  return (
    <>
      <Switch label={t('edit.isAsked')} value={simplification.isAsked} onChange={(isAsked) => put({ isAsked })} />
      {list('droppedFields')}
      {list('droppedSteps')}
      {list('droppedMaterials')}
      {errorAt('simplification') && <p className="field-error">{errorAt('simplification')}</p>}
    </>
  )
}
