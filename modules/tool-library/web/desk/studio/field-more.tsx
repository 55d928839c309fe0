/** What a question may have besides its words: a hint, its entry in the dictionary, sealed or not, and when it is asked at all. */
import { useWords } from '@liren/web'
import { Checkbox, Input, Select } from 'antd'
import { bindField, mustBeSealed, sealField, unbound } from '../../../document/binding.ts'
import type { Field } from '../../../document/document.ts'
import { isMadeUp } from '../../../document/english.ts'
import { isPhoto } from '../../../document/facts.ts'
import { ConditionLine } from './condition-line.tsx'
import { EntryChoice } from './entry-choice.tsx'

const bases = ['consent', 'contract', 'statutoryDuty', 'emergency'] as const

const Sealed = ({ field, name, set }: { field: Field; name: string; set: (next: (field: Field) => Field) => void }) => {
  const t = useWords('tool-library')
  return (
    <div className="studio-card-body">
      <Checkbox
        checked={field.isPersonal ?? false}
        disabled={mustBeSealed(field)}
        onChange={(event) => set((one) => sealField(one, event.target.checked ? (one.basis ?? 'consent') : null))}
      >
        {t('studio.sealed')}
      </Checkbox>
      {field.isPersonal && (
        <Select
          aria-label={t('studio.basisOf', { name })}
          style={{ minWidth: 220 }}
          value={field.basis ?? 'consent'}
          options={bases.map((value) => ({ value, label: t(`basis.${value}`) }))}
          onChange={(basis) => set((one) => sealField(one, basis))}
        />
      )}
    </div>
  )
}

export const FieldMore = ({
  field,
  name,
  before,
  set,
}: {
  field: Field
  name: string
  /** Questions asked before this one. */
  before: readonly Field[]
  set: (next: (field: Field) => Field) => void
}) => {
  const t = useWords('tool-library')
  const hint = (text: string) =>
    set(({ hint: old, ...one }) =>
      text === ''
        ? one
        : { ...one, hint: { 'zh-CN': text, en: old && !isMadeUp(old) ? old.en : 'See the Chinese words: hint' } },
    )
  return (
    <div className="studio-part">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is inside */}
      <label className="studio-line">
        <span>{t('studio.fieldTip')}</span>
        <Input
          aria-label={t('studio.fieldTipOf', { name })}
          value={field.hint?.['zh-CN'] ?? ''}
          maxLength={80}
          placeholder={t('studio.fieldTipHint')}
          onChange={(event) => hint(event.target.value)}
        />
      </label>
      {!isPhoto(field) && (
        <>
          <div className="studio-line">
            <span>{t('studio.bind')}</span>
            <EntryChoice
              about={name}
              value={field.binds}
              onChange={(entry) => set((one) => (entry ? bindField(one, entry) : unbound(one)))}
            />
            <span className="studio-note">{t('studio.bindHint')}</span>
          </div>
          <Sealed field={field} name={name} set={set} />
        </>
      )}
      <ConditionLine
        about={name}
        label={t('studio.onlyWhen')}
        rule={field.when}
        fields={before}
        onChange={(rule) => set(({ when: _, ...one }) => (rule === undefined ? one : { ...one, when: rule }))}
      />
    </div>
  )
}
